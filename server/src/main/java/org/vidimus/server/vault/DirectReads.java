package org.vidimus.server.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads around the page cache, so that what is read is what stable storage holds. The kernel wants position, length and memory
 * in whole blocks; this reads large aligned windows and hands out of them. Used by one thread.
 */
final class DirectReads implements DiskCopy.Reads {
    private static final int WINDOW_BYTES = 1 << 20;

    private final FileChannel file;
    private final int blockBytes;
    private final ByteBuffer window;
    private long windowStart;

    DirectReads(FileChannel file, int blockBytes) {
        this.file = file;
        this.blockBytes = blockBytes;
        this.window = ByteBuffer.allocateDirect(WINDOW_BYTES + blockBytes).alignedSlice(blockBytes);
        this.window.limit(0);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        if (position < windowStart || position >= windowStart + window.limit()) {
            fill(position);
        }
        int from = Math.toIntExact(position - windowStart);
        if (from >= window.limit()) {
            return -1;
        }
        int taken = Math.min(into.remaining(), window.limit() - from);
        into.put(window.slice(from, taken));
        return taken;
    }

    private void fill(long position) throws IOException {
        windowStart = position - position % WINDOW_BYTES;
        window.clear();
        window.limit(WINDOW_BYTES);
        while (window.hasRemaining()) {
            int got = file.read(window, windowStart + window.position());
            // The file's last block comes short, and nothing is behind it.
            if (got < 0 || got % blockBytes != 0) {
                break;
            }
        }
        window.flip();
    }
}
