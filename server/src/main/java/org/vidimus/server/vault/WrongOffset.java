package org.vidimus.server.vault;

import java.io.IOException;

/** The writer wanted to go on somewhere else than where the object ends. Nothing was written. */
public final class WrongOffset extends IOException {
    private static final long serialVersionUID = 1L;

    private final long durableBytes;

    public WrongOffset(ObjectId object, long durableBytes, long offeredBytes) {
        super("object " + object + " ends at byte " + durableBytes + ", offered to go on at " + offeredBytes);
        this.durableBytes = durableBytes;
    }

    /** Where the object ends. */
    public long durableBytes() {
        return durableBytes;
    }
}
