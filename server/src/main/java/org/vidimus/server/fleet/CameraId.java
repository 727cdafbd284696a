package org.vidimus.server.fleet;

import java.util.UUID;

public record CameraId(UUID value) {
    public static CameraId random() {
        return new CameraId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
