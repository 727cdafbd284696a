package org.vidimus.server.ingest.bodyworn;

import java.util.UUID;

record DoorId(UUID value) {
    static DoorId random() {
        return new DoorId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
