package org.vidimus.server.media;

import java.time.Duration;
import org.vidimus.server.evidence.Viewing.Media;

/** How long work on a file may take before it is taken for one that was made to waste time. */
final class Pace {
    private static final Duration LEAST = Duration.ofSeconds(60);
    private static final Duration MOST = Duration.ofHours(12);
    private static final int TIMES_ITS_LENGTH = 10;

    /** Where the length in time is not known: no camera writes less a second than this. */
    private static final long BYTES_A_SECOND = 20_000;

    private Pace() {}

    static Duration patience(long lengthBytes, Media facts) {
        Long millis = facts.durationMs();
        Duration length = millis == null ? Duration.ofSeconds(lengthBytes / BYTES_A_SECOND) : Duration.ofMillis(millis);
        Duration patience = LEAST.plus(length.multipliedBy(TIMES_ITS_LENGTH));
        return patience.compareTo(MOST) > 0 ? MOST : patience;
    }
}
