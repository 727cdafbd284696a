package org.vidimus.server.vault;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets work in the background give way to uploads: while anyone writes, it works a quarter of the time. A camera waits for its
 * upload to end before it waits for the read-back, so the upload comes first.
 */
final class Pace {
    private static final int REST_FOR_WORK = 3;

    private final AtomicInteger writers = new AtomicInteger();

    void writing() {
        writers.incrementAndGet();
    }

    void written() {
        writers.decrementAndGet();
    }

    /** Called between two pieces of background work, with how long the last one took. */
    void rest(long workedNanos) {
        if (writers.get() > 0) {
            LockSupport.parkNanos(workedNanos * REST_FOR_WORK);
        }
    }
}
