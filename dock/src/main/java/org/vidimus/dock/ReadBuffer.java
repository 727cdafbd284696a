package org.vidimus.dock;

import java.nio.ByteBuffer;

/** One direct buffer for each of the few threads that read from cameras. */
final class ReadBuffer {
    private static final ThreadLocal<ByteBuffer> OWN = new ThreadLocal<>();

    private ReadBuffer() {}

    static ByteBuffer ofThisThread(int sizeBytes) {
        ByteBuffer buffer = OWN.get();
        if (buffer == null || buffer.capacity() < sizeBytes) {
            buffer = ByteBuffer.allocateDirect(sizeBytes);
            OWN.set(buffer);
        }
        return buffer.clear();
    }
}
