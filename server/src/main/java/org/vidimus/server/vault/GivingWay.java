package org.vidimus.server.vault;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets reading in the background give way to uploads. While anyone writes, one piece of background work runs at a time, and as
 * much again three times over is rest: a camera waits for its upload to end before it waits for the read-back, so the upload
 * comes first. With no writer about, work runs freely.
 */
final class GivingWay implements Pace {
    private static final int REST_FOR_WORK = 3;

    private final AtomicInteger writers = new AtomicInteger();
    private final ReentrantLock turn = new ReentrantLock(true);

    void writing() {
        writers.incrementAndGet();
    }

    void written() {
        writers.decrementAndGet();
    }

    @Override
    public void run(Piece piece) throws IOException {
        if (writers.get() == 0) {
            piece.run();
            return;
        }
        turn.lock();
        try {
            long started = System.nanoTime();
            piece.run();
            if (writers.get() > 0) {
                LockSupport.parkNanos((System.nanoTime() - started) * REST_FOR_WORK);
            }
        } finally {
            turn.unlock();
        }
    }
}
