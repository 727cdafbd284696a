package org.vidimus.server.access;

import java.util.UUID;

public record TokenId(UUID value) {
    public static TokenId random() {
        return new TokenId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
