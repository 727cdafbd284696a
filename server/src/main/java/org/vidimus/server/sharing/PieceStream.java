package org.vidimus.server.sharing;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.vidimus.trust.Sha256;

/** Stores what is written to it as pieces of a bundle's file, hashing on the way. At most one piece is in memory. */
final class PieceStream extends OutputStream {
    static final int PIECE_BYTES = 1 << 20;

    /** Takes one piece. */
    @FunctionalInterface
    interface Shelf {
        void put(int n, byte[] piece);
    }

    private final Shelf shelf;
    private final MessageDigest digest = Sha256.newDigest();
    private final CRC32 crc = new CRC32();
    private byte[] piece = new byte[1 << 13];
    private int used;
    private int count;
    private long length;

    PieceStream(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int many) {
        digest.update(bytes, offset, many);
        crc.update(bytes, offset, many);
        length += many;
        for (int done = 0; done < many; ) {
            int some = Math.min(many - done, PIECE_BYTES - used);
            makeRoom(used + some);
            System.arraycopy(bytes, offset + done, piece, used, some);
            used += some;
            done += some;
            if (used == PIECE_BYTES) {
                flushPiece();
            }
        }
    }

    private void makeRoom(int want) {
        if (want > piece.length) {
            piece = Arrays.copyOf(piece, Math.min(PIECE_BYTES, Math.max(want, 2 * piece.length)));
        }
    }

    private void flushPiece() {
        shelf.put(count++, Arrays.copyOf(piece, used));
        used = 0;
    }

    @Override
    public void close() {
        if (used > 0) {
            flushPiece();
        }
    }

    long lengthBytes() {
        return length;
    }

    /** May be asked once, after {@link #close}. */
    Sha256 sha256() {
        return Sha256.ofDigest(digest.digest());
    }

    long crc32() {
        return crc.getValue();
    }
}
