package org.vidimus.server.sharing;

import java.util.UUID;

public record BundleId(UUID value) {
    public static BundleId random() {
        return new BundleId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
