package org.vidimus.server.evidence;

import java.util.UUID;

public record EvidenceId(UUID value) {
    public static EvidenceId random() {
        return new EvidenceId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
