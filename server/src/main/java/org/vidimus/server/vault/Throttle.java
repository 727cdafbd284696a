package org.vidimus.server.vault;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds a reader to so many bytes a second. Used by one thread. */
final class Throttle {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long bytesPerSecond;
    private long freeAt = System.nanoTime();

    Throttle(long bytesPerSecond) {
        this.bytesPerSecond = Math.max(1, bytesPerSecond);
    }

    /** Returns once the bytes spent so far are within the rate, or at once when this thread is told to stop. */
    void spend(long bytes) {
        long now = System.nanoTime();
        freeAt = Math.max(freeAt, now - SECOND_NANOS) + bytes * SECOND_NANOS / bytesPerSecond;
        while (freeAt - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(freeAt - System.nanoTime());
        }
    }
}
