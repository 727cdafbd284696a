package org.vidimus.server.fleet.endurance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened between two charges: how long a camera did what, and what that took from its charge.
 *
 * @param diedAt the percent it showed when it went off by itself; missing where it did not
 */
record Run(
        Instant from,
        Instant until,
        List<Chunk> chunks,
        @Nullable Double diedAt) {
    Run {
        chunks = List.copyOf(chunks);
    }

    /**
     * A piece long enough to say something about.
     *
     * @param from percent at its beginning
     * @param to percent at its end
     * @param celsius on average; missing where the camera does not measure it
     */
    record Chunk(
            Hours hours, double from, double to, @Nullable Double celsius) {
        double drop() {
            return from - to;
        }

        /** What is not known is taken for a mild day. */
        double warmth() {
            return celsius == null ? Temperature.MILD : celsius;
        }
    }

    Hours hours() {
        return chunks.stream().map(Chunk::hours).reduce(Hours.NONE, Hours::plus);
    }

    double first() {
        return chunks.getFirst().from();
    }

    double last() {
        return chunks.getLast().to();
    }

    double drop() {
        return first() - last();
    }

    double warmth() {
        double on = 0;
        double sum = 0;
        for (Chunk chunk : chunks) {
            on += chunk.hours().on();
            sum += chunk.hours().on() * chunk.warmth();
        }
        return on == 0 ? Temperature.MILD : sum / on;
    }

    /** Whether it says enough about how quickly a charge is used. */
    boolean telling() {
        return hours().on() >= 1 && drop() >= 8;
    }
}
