package org.vidimus.dock.board;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How far a camera is. Written by the threads that work on it, read by the board. */
public final class CameraBar {
    /** What is being done with it. */
    public enum Phase {
        LISTING,
        OFFLOADING,
        /** For the server, whatever it is about. */
        WAITING,
        /** The server cannot be reached. */
        SERVER_AWAY,
        /** The server has no room. */
        SERVER_FULL,
        /** The server does not accept the dock's token. */
        TOKEN_REFUSED,
        DONE,
        LEFT,
        GONE
    }

    private final String label;
    private final AtomicLong totalBytes = new AtomicLong();
    private final AtomicInteger files = new AtomicInteger();
    private final LongAdder readBytes = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private final LongAdder securedBytes = new LongAdder();
    private final AtomicInteger secured = new AtomicInteger();
    private final AtomicInteger erased = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private volatile Phase phase = Phase.LISTING;

    public CameraBar(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** A visit begins: so much lies on the camera. */
    public void expect(long bytes, long count) {
        readBytes.reset();
        sentBytes.reset();
        securedBytes.reset();
        secured.set(0);
        erased.set(0);
        left.set(0);
        totalBytes.set(bytes);
        files.set((int) Math.min(Integer.MAX_VALUE, count));
        phase = Phase.OFFLOADING;
    }

    public void phase(Phase now) {
        phase = now;
    }

    public Phase phase() {
        return phase;
    }

    public void read(long bytes) {
        readBytes.add(bytes);
    }

    public void sent(long bytes) {
        sentBytes.add(bytes);
    }

    public void fileSecured(long bytes) {
        secured.incrementAndGet();
        securedBytes.add(bytes);
    }

    public void fileErased() {
        erased.incrementAndGet();
    }

    public void fileLeft() {
        left.incrementAndGet();
    }

    public long totalBytes() {
        return totalBytes.get();
    }

    /** How much of reading and sending is done, 0 to 1. */
    public double progress() {
        if (files.get() > 0 && secured.get() + left.get() >= files.get()) {
            return 1;
        }
        double total = 2.0 * totalBytes.get();
        return total == 0 ? 0 : Math.min(0.99, (readBytes.sum() + sentBytes.sum()) / total);
    }

    public long sentBytes() {
        return sentBytes.sum();
    }

    /** Whether all that could be offloaded is, and the first of it is gone from the camera. */
    public boolean erasing() {
        return erased.get() > 0 && secured.get() + left.get() >= files.get();
    }

    public long securedBytes() {
        return securedBytes.sum();
    }

    public int files() {
        return files.get();
    }

    public int secured() {
        return secured.get();
    }

    public int erased() {
        return erased.get();
    }

    public int left() {
        return left.get();
    }
}
