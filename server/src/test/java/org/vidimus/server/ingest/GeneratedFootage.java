package org.vidimus.server.ingest;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.SplittableRandom;
import org.vidimus.trust.Sha256;

/** As many bytes as wanted, at the speed of memory, the same ones for the same seed; they do not compress, and no two blocks are alike. */
public final class GeneratedFootage extends InputStream {
    private static final int BLOCK = 1 << 16;

    private final byte[] block = new byte[BLOCK];
    private final long lengthBytes;
    private long at;

    public GeneratedFootage(long lengthBytes, long seed) {
        this.lengthBytes = lengthBytes;
        new SplittableRandom(seed).nextBytes(block);
    }

    /** Digest of all of it. */
    public static Sha256 digest(long lengthBytes, long seed) {
        var digest = Sha256.newDigest();
        byte[] buffer = new byte[BLOCK];
        try (GeneratedFootage footage = new GeneratedFootage(lengthBytes, seed)) {
            for (int read = footage.read(buffer, 0, BLOCK); read > 0; read = footage.read(buffer, 0, BLOCK)) {
                digest.update(buffer, 0, read);
            }
        }
        return Sha256.ofDigest(digest.digest());
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (at == lengthBytes) {
            return -1;
        }
        int within = (int) (at % BLOCK);
        ByteBuffer.wrap(block).putLong(0, at / BLOCK);
        int read = (int) Math.min(Math.min(length, BLOCK - within), lengthBytes - at);
        System.arraycopy(block, within, into, offset, read);
        at += read;
        return read;
    }

    @Override
    public void close() {}
}
