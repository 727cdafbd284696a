package org.vidimus.server.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A registered camera, as it is now.
 *
 * @param unitName of the unit in its entry, as {@code wearerName} of the wearer; empty for one that is not known any more
 * @param firmware what it last said it runs
 * @param slot where it stands, as its dock says
 * @param batteryPercent the newest that is known
 * @param handOut who has it
 * @param missing what should exist by the camera's own numbering and neither arrived nor is still on it
 */
public record Camera(
        CameraId id,
        String serial,
        RegisterEntry entry,
        Optional<String> unitName,
        Optional<String> wearerName,
        Instant registeredAt,
        Optional<String> firmware,
        Optional<Slot> slot,
        Optional<Integer> batteryPercent,
        Optional<HandOut> handOut,
        Readiness readiness,
        Optional<StoredReport> lastReport,
        List<Missing> missing) {
    /** @param receivedAt by the server's clock */
    public record StoredReport(Instant receivedAt, CameraReport.State state) {}

    /** @param phase as the dock has it; {@code problem} is a code */
    public record Slot(String dock, String slot, Optional<String> phase, Optional<String> problem) {}

    public record HandOut(UUID id, UUID person, String personName, Mode mode, Instant from) {}

    public enum Mode {
        SINGLE_ISSUE,
        PERMANENT_ISSUE
    }

    public enum Place {
        IN_DOCK,
        HANDED_OUT,
        ELSEWHERE
    }

    public Place place() {
        if (slot.isPresent()) {
            return Place.IN_DOCK;
        }
        return handOut.isPresent() ? Place.HANDED_OUT : Place.ELSEWHERE;
    }

    public FleetState state() {
        return FleetState.of(entry.standing(), slot.isPresent(), handOut.isPresent(), readiness.ready());
    }

    Camera with(List<Missing> found, Readiness now) {
        return new Camera(
                id,
                serial,
                entry,
                unitName,
                wearerName,
                registeredAt,
                firmware,
                slot,
                batteryPercent,
                handOut,
                now,
                lastReport,
                found);
    }
}
