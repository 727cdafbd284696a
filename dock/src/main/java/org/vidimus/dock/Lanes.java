package org.vidimus.dock;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Bounds what goes on at once: so many transfers in all, and so many of one camera, whose card gains nothing by more. Waits
 * for the server happen outside, so that a slow read-back holds up nobody.
 */
final class Lanes implements AutoCloseable {
    private static final int OF_ONE_CAMERA = 2;

    private final ExecutorService workers;

    Lanes(int atOnce) {
        this.workers = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().name("lane-", 1).daemon().factory());
    }

    /** What one camera may take of them. */
    Lane lane() {
        return new Lane();
    }

    final class Lane {
        private final Semaphore places = new Semaphore(OF_ONE_CAMERA, true);

        /** Runs heavy work on one of the few threads there are for it, and waits for it. */
        <T> T run(Callable<T> work) throws IOException, InterruptedException {
            places.acquire();
            try {
                return result(workers.submit(work));
            } finally {
                places.release();
            }
        }
    }

    private static <T> T result(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (InterruptedException stop) {
            future.cancel(true);
            throw stop;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException broken -> throw broken;
                case InterruptedException stop -> throw stop;
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
