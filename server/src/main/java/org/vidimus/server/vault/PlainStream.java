package org.vidimus.server.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The plain bytes of a range. Opens a part when the first byte of it is asked for. Used by one thread. */
final class PlainStream extends InputStream {
    private final Reader reader;
    private final Reader.Index index;
    private final Backend.Copy copy;
    private final Broken broken;
    private final long end;
    private long position;
    private int partIndex = -1;
    private @Nullable SeekableByteChannel channel;

    /** Told of a broken seal before the reader is. */
    @FunctionalInterface
    interface Broken {
        void found(Finding finding);
    }

    /** @param copy closed with this stream */
    PlainStream(Reader reader, Reader.Index index, Backend.Copy copy, Broken broken, long from, long end) {
        this.reader = reader;
        this.index = index;
        this.copy = copy;
        this.broken = broken;
        this.position = from;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        int done = 0;
        while (done < length && position < end) {
            done += readWithinPart(into, offset + done, length - done);
        }
        return done == 0 ? -1 : done;
    }

    private int readWithinPart(byte[] into, int offset, int length) throws IOException {
        try {
            Part part = seek();
            int most = (int) Math.min(length, Math.min(end, part.endBytes()) - position);
            int got = reader.read(
                    index.object().id(), part, Objects.requireNonNull(channel), ByteBuffer.wrap(into, offset, most));
            position += got;
            return got;
        } catch (SealBroken e) {
            broken.found(e.finding());
            throw e;
        }
    }

    private Part seek() throws IOException {
        int wanted = index.partAt(position);
        Part part = index.parts().get(wanted);
        if (wanted != partIndex) {
            channel = reader.channel(index.object(), copy, part);
            partIndex = wanted;
        }
        long within = position - part.offsetBytes();
        SeekableByteChannel current = Objects.requireNonNull(channel);
        if (current.position() != within) {
            current.position(within);
        }
        return part;
    }

    @Override
    public long skip(long bytes) {
        long skipped = Math.clamp(bytes, 0, end - position);
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(end - position, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        position = end;
        copy.close();
    }
}
