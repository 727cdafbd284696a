package org.vidimus.server.fleet.support;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is done about a camera, a slot, or a pattern of faults.
 *
 * @param openedBy empty: the house itself
 */
record Ticket(
        UUID id,
        long number,
        State state,
        String title,
        Optional<Faults.CameraRef> camera,
        Optional<DockRef> dock,
        Optional<String> slot,
        Optional<String> supplierReference,
        Optional<Faults.CameraRef> spare,
        Optional<Pattern> pattern,
        Instant openedAt,
        Optional<UUID> openedBy,
        Optional<Instant> closedAt,
        List<Entry> entries) {
    enum State {
        OPEN,
        AT_SUPPLIER,
        WAITING_FOR_PARTS,
        MENDED,
        WRITTEN_OFF;

        boolean isClosed() {
            return this == MENDED || this == WRITTEN_OFF;
        }

        /** The camera is not to be handed out meanwhile. */
        boolean isRepair() {
            return this == AT_SUPPLIER || this == WAITING_FOR_PARTS;
        }
    }

    record DockRef(UUID id, String name) {}

    record Entry(Instant at, Optional<UUID> by, Optional<State> state, Optional<String> text, Optional<String> parts) {}
}
