package org.vidimus.dock.camera;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.vidimus.trust.Sha256;

/**
 * Ten hexadecimal digits that tell two files apart: of the SHA-256 over the length as eight bytes, the first 16 KiB and the
 * last 16 KiB. Tells recordings of one number apart; proves nothing.
 */
final class Fingerprint {
    private static final int PIECE = 16 << 10;
    private static final int DIGITS = 10;

    private Fingerprint() {}

    static String of(Part part) throws IOException {
        long lengthBytes = part.lengthBytes();
        MessageDigest digest = Sha256.newDigest();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, lengthBytes));
        try (FileChannel channel = FileChannel.open(part.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            digest.update(piece(channel, 0));
            digest.update(piece(channel, Math.max(0, lengthBytes - PIECE)));
        }
        return Sha256.ofDigest(digest.digest()).toString().substring(0, DIGITS);
    }

    /** Of a file that cannot be read: an {@code x}, then nine digits over its length and its time, each as eight bytes. */
    static String ofUnreadable(Part part) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(part.lengthBytes())
                .putLong(part.modifiedMs())
                .flip());
        return "x" + Sha256.ofDigest(digest.digest()).toString().substring(0, DIGITS - 1);
    }

    private static ByteBuffer piece(FileChannel channel, long from) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        while (piece.hasRemaining() && channel.read(piece, from + piece.position()) >= 0) {
            // reads on until the piece is full or the file ends
        }
        return piece.flip();
    }
}
