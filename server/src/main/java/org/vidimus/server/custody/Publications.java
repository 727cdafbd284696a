package org.vidimus.server.custody;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** Tells those who wait on this host that a checkpoint was published here. Another host's are found by looking. */
@Component
class Publications {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition published = lock.newCondition();
    private long count;

    void announce() {
        lock.lock();
        try {
            count++;
            published.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there were more than {@code seen}, or for {@code atMost}. */
    void awaitAfter(long seen, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (count <= seen && left > 0) {
                left = published.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
