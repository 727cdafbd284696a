package org.vidimus.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the embedded database is there: nobody else would start it again when it died under a living server.
 *
 * <p>What was committed is on stable storage, so a database that starts again loses nothing; what was going on fails, and its
 * callers are told.
 */
final class DatabaseGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseGuard.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int CONNECT_MILLIS = 2_000;

    private final int port;
    private final Revival revival;
    private final Thread thread;
    private volatile boolean closed;

    /** Starts the database again if its first process is dead, else does nothing and returns false. */
    @FunctionalInterface
    interface Revival {
        boolean reviveIfDead() throws IOException;
    }

    DatabaseGuard(int port, Revival revival) {
        this.port = port;
        this.revival = revival;
        this.thread = Thread.ofPlatform().daemon().name("database-guard").start(this::watch);
    }

    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(EVERY.toNanos());
            if (!closed && refuses()) {
                revive();
            }
        }
    }

    /** A database that recovers listens already; only a dead one refuses. */
    private boolean refuses() {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void revive() {
        long begin = System.nanoTime();
        try {
            if (revival.reviveIfDead()) {
                LOG.warn("database-revived ms={}", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("database-dead error={}", e.toString());
        }
    }

    /** No revival begins after this; waits for one that is going on. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
