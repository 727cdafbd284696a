package org.vidimus.client;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/** Direct buffers of half a mebibyte, used again: what is read from a file goes out of the same memory it was read into. */
final class Buffers {
    static final int SIZE_BYTES = 1 << 19;
    private static final int MOST_KEPT = 16;
    private static final ArrayBlockingQueue<ByteBuffer> FREE = new ArrayBlockingQueue<>(MOST_KEPT);

    private Buffers() {}

    static ByteBuffer take() {
        ByteBuffer free = FREE.poll();
        return free == null ? ByteBuffer.allocateDirect(SIZE_BYTES) : free.clear();
    }

    /** Gives back a buffer that nobody reads any more; one that is not drained may still be in use and is left alone. */
    static void give(ByteBuffer drained) {
        if (!drained.hasRemaining()) {
            FREE.offer(drained);
        }
    }
}
