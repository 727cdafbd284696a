package org.vidimus.server.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** Writes parts at the end of one file, in large pieces. */
final class DiskPen implements Backend.Pen {
    private static final int PIECE_BYTES = 256 << 10;

    private final FileChannel file;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    private long end;

    DiskPen(FileChannel file, Extent known) {
        this.file = file;
        this.end = known.storedBytes();
    }

    @Override
    public WritableByteChannel begin(int part) {
        piece.clear();
        return new PartChannel();
    }

    @Override
    public void sync() throws IOException {
        try {
            file.force(false);
        } catch (IOException e) {
            throw full(e);
        }
    }

    /** The platform tells of a full disk, or an exhausted quota, by its message alone. */
    private static IOException full(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("No space left") || message.contains("quota exceeded")
                ? new VaultFull("stable storage has no room: " + message)
                : e;
    }

    @Override
    public void cut(Extent known) throws IOException {
        long size = file.size();
        if (size < known.storedBytes()) {
            throw new IOException("storage has " + size + " bytes, the database knows " + known.storedBytes());
        }
        if (size > known.storedBytes()) {
            file.truncate(known.storedBytes());
        }
        end = known.storedBytes();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void flush() throws IOException {
        piece.flip();
        while (piece.hasRemaining()) {
            try {
                end += file.write(piece, end);
            } catch (IOException e) {
                throw full(e);
            }
        }
        piece.clear();
    }

    private final class PartChannel implements WritableByteChannel {
        private boolean open = true;

        @Override
        public int write(ByteBuffer from) throws IOException {
            int offered = from.remaining();
            while (from.hasRemaining()) {
                if (!piece.hasRemaining()) {
                    flush();
                }
                int taken = Math.min(piece.remaining(), from.remaining());
                piece.put(from.slice(from.position(), taken));
                from.position(from.position() + taken);
            }
            return offered;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() throws IOException {
            if (open) {
                open = false;
                flush();
            }
        }
    }
}
