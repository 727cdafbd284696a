package org.vidimus.server.media;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Places to work at, each of which takes a processor. A job that finds none free comes back later instead of holding one of the few
 * places of all jobs, which offloading needs. However many wait, they come back at a steady pace: hundreds that asked every second
 * would be work themselves. Thread-safe.
 */
final class Benches {
    /** Between two that come back, whichever they are: short beside any work that is done here. */
    private static final Duration APART = Duration.ofMillis(100);

    private final Duration least;
    private final Semaphore free;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

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

    /** How long a job that found no place stays away: the longer, the more wait, and never two alike. */
    Duration pause() {
        long millis = Math.max(least.toMillis(), APART.toMillis() * waiting.size());
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }
}
