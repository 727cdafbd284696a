package org.vidimus.server.media;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Places to work at, each of which takes a processor. A job that finds none free comes back later instead of holding one of the few
 * places of all jobs, which offloading needs. However many wait, they come back at a steady pace: hundreds that asked every second
 * would be work themselves. Thread-safe.
 */
final class Benches {
    /** Between two that come back, whichever they are: short beside any work that is done here. */
    private static final Duration APART = Duration.ofMillis(100);

    /** Its multiples, without what is before the point, spread evenly however many there are. */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final Duration least;
    private final Semaphore free;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicLong turns = new AtomicLong();

    /** @param least how long a job stays away at least */
    Benches(int places, Duration least) {
        this.free = new Semaphore(places);
        this.least = least;
    }

    /** @return whether the job has a place now, which it must {@link #leave} */
    boolean take(String job) {
        if (free.tryAcquire()) {
            waiting.remove(job);
            return true;
        }
        waiting.add(job);
        return false;
    }

    void leave() {
        free.release();
    }

    /** How long a job that found no place stays away: the longer, the more wait, and each for another while. */
    Duration pause() {
        long millis = Math.max(least.toMillis(), APART.toMillis() * waiting.size());
        double share = turns.getAndIncrement() * GOLDEN % 1;
        return Duration.ofMillis(Math.round(millis * (1 + share) / 2));
    }
}
