package org.vidimus.server.vault;

import java.util.UUID;

public record KeyId(UUID value) {
    public static KeyId random() {
        return new KeyId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
