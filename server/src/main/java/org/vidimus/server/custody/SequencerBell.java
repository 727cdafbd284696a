package org.vidimus.server.custody;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Rung after a commit that left entries. It only saves time: whoever misses it, being another host, looks by itself soon after.
 *
 * <p>Not PostgreSQL's {@code notify}, which takes a lock over all commits until each has reached the disk, and so would end
 * their sharing of one flush.
 */
@Component
class SequencerBell {
    private final Semaphore rung = new Semaphore(0);

    void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Waits until it is rung, or for {@code atMost}. */
    void await(Duration atMost) throws InterruptedException {
        if (rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            rung.drainPermits();
        }
    }
}
