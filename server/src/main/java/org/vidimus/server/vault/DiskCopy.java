package org.vidimus.server.vault;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Reads parts out of one file. */
final class DiskCopy implements Backend.Copy {
    private final FileChannel file;
    private final Reads reads;

    DiskCopy(FileChannel file, Reads reads) {
        this.file = file;
        this.reads = reads;
    }

    /** Positional reads, as {@link FileChannel#read(ByteBuffer, long)}. */
    @FunctionalInterface
    interface Reads {
        int read(ByteBuffer into, long position) throws IOException;
    }

    @Override
    public SeekableByteChannel part(Part part) {
        return new PartWindow(part);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private final class PartWindow implements SeekableByteChannel {
        private final Part part;
        private long position;

        PartWindow(Part part) {
            this.part = part;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            long left = part.storedBytes() - position;
            if (left <= 0) {
                return -1;
            }
            int limit = into.limit();
            into.limit(into.position() + (int) Math.min(left, into.remaining()));
            try {
                int wanted = into.remaining();
                // Whole or nothing: the cipher takes a short read for the end of what there is.
                while (into.hasRemaining()) {
                    int got = reads.read(into, part.storedOffsetBytes() + position);
                    if (got < 0) {
                        throw new EOFException("storage ends " + (part.storedBytes() - position) + " bytes before part "
                                + part.number() + " does");
                    }
                    position += got;
                }
                return wanted;
            } finally {
                into.limit(limit);
            }
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long to) {
            position = to;
            return this;
        }

        @Override
        public long size() {
            return part.storedBytes();
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() {
            // The file belongs to the copy.
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }
    }
}
