package org.vidimus.server.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vidimus.trust.Sha256;

/**
 * What a sender says of a file when it announces it.
 *
 * @param name exactly as sent, 1 to 1,024 characters; never used as a path
 * @param start by the camera's own clock, as {@code end}
 */
record Description(
        String name,
        Optional<String> fileType,
        Optional<String> camera,
        Optional<String> recording,
        int part,
        Optional<Instant> start,
        Optional<Instant> end,
        Optional<Duration> clockOffset,
        Optional<Sha256> sha256,
        Optional<String> sidecarOf) {
    /** Before this, a camera's clock was not set: no camera of this kind existed. */
    private static final Instant PLAUSIBLE_FROM = Instant.parse("2005-01-01T00:00:00Z");
    /** More than this ahead of us is no difference between two good clocks. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** True time of its beginning. */
    Optional<Instant> recordedAt() {
        return start.map(at -> at.minus(clockOffset.orElse(Duration.ZERO)));
    }

    /** What is odd about its times. Odd facts are kept as they came, and said to be odd. */
    List<String> flags(Instant now) {
        List<String> flags = new ArrayList<>();
        Instant latest = now.plus(TOLERANCE).plus(clockOffset.orElse(Duration.ZERO));
        start.filter(at -> at.isAfter(latest)).ifPresent(at -> flags.add("start-in-future"));
        start.filter(at -> at.isBefore(PLAUSIBLE_FROM)).ifPresent(at -> flags.add("start-before-2005"));
        end.filter(at -> at.isAfter(latest)).ifPresent(at -> flags.add("end-in-future"));
        if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
            flags.add("end-before-start");
        }
        return flags;
    }
}
