package org.vidimus.server.media;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Places to work at, each of which takes a processor. A job that finds none free comes back later instead of holding one of the few
 * places of all jobs, which offloading needs. However many wait, they come back at a steady pace: hundreds that asked every second
 * would be work themselves. Thread-safe.
 */
public final class Benches {
    /** Between two that come back, whichever they are: short beside any work that is done here. */
    private static final Duration APART = Duration.ofMillis(100);

    /** Who is so much later than it said does not wait here any more: another server has done it, or nobody will. */
    private static final Duration LATE = Duration.ofMinutes(2);

    /** Its multiples, without what is before the point, spread evenly however many there are. */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final Duration least;
    private final Semaphore free;
    /** When each that found no place comes back. */
    private final Map<String, Instant> waiting = new ConcurrentHashMap<>();

    private final AtomicLong turns = new AtomicLong();

    /** @param least how long a job stays away at least */
    public Benches(int places, Duration least) {
        this.free = new Semaphore(places);
        this.least = least;
    }

    /**
     * Does a job's work at a free place, if there is one.
     *
     * @return what becomes of the job: it is done, or comes back
     */
    <T> CompletionHandler<T> work(String job, Clock clock, Runnable work) {
        if (!take(job)) {
            return (completed, operations) -> {
                Instant now = clock.instant();
                operations.reschedule(completed, now.plus(pause(job, now)));
            };
        }
        try {
            work.run();
        } finally {
            leave();
        }
        return (completed, operations) -> operations.remove();
    }

    /** @return whether the job has a place now, which it must {@link #leave} */
    public boolean take(String job) {
        boolean taken = free.tryAcquire();
        if (taken) {
            waiting.remove(job);
        }
        return taken;
    }

    public void leave() {
        free.release();
    }

    /** How long a job that found no place stays away: the longer, the more wait, and each for another while. */
    public Duration pause(String job, Instant now) {
        waiting.values().removeIf(due -> due.plus(LATE).isBefore(now));
        waiting.putIfAbsent(job, now);
        long millis = Math.max(least.toMillis(), APART.toMillis() * waiting.size());
        double share = turns.getAndIncrement() * GOLDEN % 1;
        Duration pause = Duration.ofMillis(Math.round(millis * (1 + share) / 2));
        waiting.put(job, now.plus(pause));
        return pause;
    }
}
