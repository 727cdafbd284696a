package org.vidimus.server.vault;

import java.util.UUID;

public record ObjectId(UUID value) {
    public static ObjectId random() {
        return new ObjectId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
