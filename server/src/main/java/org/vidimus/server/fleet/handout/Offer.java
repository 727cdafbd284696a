package org.vidimus.server.fleet.handout;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.fleet.Camera;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.Readiness;
import org.vidimus.server.fleet.Standing;

/**
 * A camera as a hand-out sees it.
 *
 * @param allocated to whom it is kept
 * @param dock where it stands, as {@code slot}
 */
record Offer(
        CameraId camera,
        String serial,
        Optional<String> asset,
        Standing standing,
        Optional<PersonId> allocated,
        Optional<Open> out,
        Readiness readiness,
        Optional<UUID> dock,
        Optional<String> dockName,
        Optional<String> slot,
        Optional<Instant> slotSince,
        Optional<Instant> reportedAt,
        Optional<Integer> batteryPercent) {
    /** The hand-out that holds it. */
    record Open(UUID id, PersonId person, Camera.Mode mode, Instant from) {}

    Offer lacking(Readiness.Lack lack) {
        return new Offer(
                camera,
                serial,
                asset,
                standing,
                allocated,
                out,
                readiness.lacking(lack),
                dock,
                dockName,
                slot,
                slotSince,
                reportedAt,
                batteryPercent);
    }

    /** The number that people call it by. */
    String number() {
        return asset.orElse(serial);
    }

    boolean isBack() {
        return out.isPresent() && Readiness.isBack(out.get().from(), slotSince.orElse(null), reportedAt.orElse(null));
    }
}
