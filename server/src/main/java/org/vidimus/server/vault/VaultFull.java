package org.vidimus.server.vault;

import java.io.IOException;

/** Stable storage has no room. What was durable before stays so. */
public final class VaultFull extends IOException {
    private static final long serialVersionUID = 1L;

    public VaultFull(String message) {
        super(message);
    }
}
