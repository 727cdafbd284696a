package org.vidimus.server.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Footage that should exist and does not: a stretch of recording numbers, or one part of a recording.
 *
 * @param number first missing number, unrolled where the numbering wraps; null for a part of a recording without number
 * @param numberTo last missing number of the stretch; null for a part
 * @param recording the recording of which a part is missing; null for whole numbers
 * @param part the missing part; null for whole numbers
 */
public record Missing(
        @Nullable Long number,
        @Nullable Long numberTo,
        @Nullable String recording,
        @Nullable Integer part,
        Reason reason,
        Instant since) {
    /** Why it counts as missing. */
    public enum Reason {
        /** The camera counted it, and no dock ever saw it. */
        NUMBER_NEVER_SEEN,
        /** Other parts of its recording exist, or the camera lists it, and no dock ever saw it. */
        PART_NEVER_SEEN,
        /** A dock saw it on the camera; it is gone from there and did not arrive. */
        GONE_BEFORE_ARRIVAL
    }
}
