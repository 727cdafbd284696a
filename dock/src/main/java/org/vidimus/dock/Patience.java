package org.vidimus.dock;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.vidimus.client.Backoff;
import org.vidimus.client.Refusal;

/**
 * How long the dock goes on trying. As a service it never gives up; with {@code --once} it does when nothing at all has moved
 * for a while. Safe for many threads: what one of them achieves counts for all.
 */
final class Patience {
    private final Optional<Duration> limit;
    private final Duration firstWait;
    private final RandomGenerator random;
    private final AtomicLong moved = new AtomicLong(System.nanoTime());

    /**
     * @param limit empty for never giving up
     * @param firstWait about how long to wait after a first failure
     */
    Patience(Optional<Duration> limit, Duration firstWait, RandomGenerator random) {
        this.limit = limit;
        this.firstWait = firstWait;
        this.random = random;
    }

    /** Something moved. */
    void progressed() {
        moved.set(System.nanoTime());
    }

    /** Whether nothing at all has moved for longer than it lasts. */
    boolean exhausted() {
        return limit.isPresent()
                && System.nanoTime() - moved.get() > limit.get().toNanos();
    }

    Tries tries() {
        return new Tries();
    }

    /** The tries of one undertaking. Used by one thread. */
    final class Tries {
        private final Backoff backoff = new Backoff(firstWait, random);

        void succeeded() {
            backoff.succeeded();
            progressed();
        }

        /**
         * Waits before the next try.
         *
         * @throws IOException the failure itself, when it is time to give up
         */
        void after(IOException failure) throws IOException, InterruptedException {
            if (exhausted()) {
                throw failure;
            }
            Duration atLeast =
                    failure instanceof Refusal refusal ? refusal.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
            Thread.sleep(backoff.next(atLeast));
        }

        /**
         * Waits before asking again how far the server has come.
         *
         * @return false when it is time to give up
         */
        boolean again() throws InterruptedException {
            if (exhausted()) {
                return false;
            }
            Thread.sleep(backoff.next(Duration.ZERO).dividedBy(5));
            return true;
        }
    }
}
