package org.vidimus.trust;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/** Reads ranges of a file. For one thread. */
final class FileBytes {
    private final SeekableByteChannel channel;
    private final long length;

    FileBytes(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.length = channel.size();
    }

    long length() {
        return length;
    }

    /** A little-endian view of a range that lies inside the file. */
    ByteBuffer read(long offset, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(offset);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    /** As much of a range as lies inside the file. */
    ByteBuffer readUpTo(long offset, int count) throws IOException {
        long end = Math.min(length, offset + count);
        return read(Math.min(offset, length), (int) Math.max(0, end - Math.min(offset, length)));
    }

    /** Reads a range that lies inside the file from its start on; used by one stream at a time. */
    int readInto(long offset, byte[] target, int from, int count) throws IOException {
        channel.position(offset);
        return channel.read(ByteBuffer.wrap(target, from, count));
    }
}
