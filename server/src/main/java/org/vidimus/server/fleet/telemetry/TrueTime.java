package org.vidimus.server.fleet.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes true time of a camera's. A clock that is years off is not believed, and neither is what it says.
 *
 * @param reported how far the camera's clock was ahead when its dock looked; null where that is not known
 */
record TrueTime(@Nullable Long reported, Instant now) {
    private static final Instant EARLIEST = Instant.parse("2005-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Duration FARTHEST = Duration.ofDays(366);

    /** A moment in true time, with what was taken off for it. */
    record Moment(Instant at, @Nullable Long offsetMs) {}

    /** @param offset as the camera's log has it for this very moment */
    Optional<Moment> of(Instant camera, @Nullable Long offset) {
        Long by = offset != null ? offset : reported;
        if (by != null && isYearsOff(by)) {
            return Optional.empty();
        }
        Instant at = by == null ? camera : camera.minusMillis(by);
        return at.isAfter(EARLIEST) && at.isBefore(now.plus(AHEAD))
                ? Optional.of(new Moment(at, by))
                : Optional.empty();
    }

    static boolean isYearsOff(long offsetMs) {
        return Math.abs(offsetMs) > FARTHEST.toMillis();
    }
}
