package org.vidimus.server.access;

import java.util.UUID;

public record UnitId(UUID value) {
    public static UnitId random() {
        return new UnitId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
