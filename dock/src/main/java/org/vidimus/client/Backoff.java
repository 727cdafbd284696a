package org.vidimus.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubling, with jitter, so that a hundred docks do not come back at the same moment. Used by one thread.
 */
public final class Backoff {
    private static final long LONGEST_FACTOR = 120;
    private static final long MOST_ASKED_FOR_MS = 150_000;

    private final long firstMs;
    private final RandomGenerator random;
    private int failures;

    /** @param first about how long to wait after the first failure; the longest wait is 120 times that */
    public Backoff(Duration first, RandomGenerator random) {
        this.firstMs = Math.max(2, first.toMillis());
        this.random = random;
    }

    /** Counts one more failure, and says how long to wait; never less than the server asked for. */
    public Duration next(Duration atLeast) {
        long ceiling = Math.min(firstMs * LONGEST_FACTOR, firstMs << Math.min(failures, 10));
        failures++;
        long jittered = ceiling / 2 + random.nextLong(ceiling / 2 + 1);
        return Duration.ofMillis(Math.max(jittered, Math.min(atLeast.toMillis(), MOST_ASKED_FOR_MS)));
    }

    public void succeeded() {
        failures = 0;
    }
}
