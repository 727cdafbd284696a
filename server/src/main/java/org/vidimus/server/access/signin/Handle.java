package org.vidimus.server.access.signin;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an authenticator knows a person: the 16 bytes of their id, which says nothing of them (WebAuthn Level 3 §14.6.1). */
public final class Handle {
    private static final int BYTES = 16;

    private Handle() {}

    public static byte[] of(UUID person) {
        return ByteBuffer.allocate(BYTES)
                .putLong(person.getMostSignificantBits())
                .putLong(person.getLeastSignificantBits())
                .array();
    }

    static Optional<UUID> read(byte @Nullable [] handle) {
        if (handle == null || handle.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(handle);
        return Optional.of(new UUID(bytes.getLong(), bytes.getLong()));
    }
}
