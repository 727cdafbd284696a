package org.vidimus.server.bench;

import java.nio.ByteBuffer;
import java.util.Random;

/** Incompressible bytes. Every body of them begins with a stamp of its own, so that no two files are the same. */
final class Noise {
    static final int MIB = 1 << 20;
    private static final int STAMP = 16;

    private final byte[] bytes = new byte[16 * MIB];
    private final ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length);
    private final Random random = new Random();

    Noise() {
        new Random(1).nextBytes(bytes);
        direct.put(bytes).flip();
    }

    /** The MiB at a place, for whoever wants an array. */
    byte[] array() {
        return bytes;
    }

    static int offset(int mib) {
        return mib % 16 * MIB;
    }

    synchronized Body body(long length) {
        byte[] stamp = new byte[STAMP];
        random.nextBytes(stamp);
        return new Body(stamp, length);
    }

    /** No noise: these very bytes. */
    Body exactly(byte[] bytes) {
        return new Body(bytes, bytes.length);
    }

    /** For one reader, once. */
    final class Body {
        private final byte[] first;
        private final long length;
        private long at;

        private Body(byte[] first, long length) {
            this.first = first;
            this.length = length;
        }

        long length() {
            return length;
        }

        /** The next piece, at most a MiB; empty at the end. */
        ByteBuffer next() {
            ByteBuffer piece;
            if (at == 0) {
                piece = ByteBuffer.wrap(first, 0, (int) Math.min(first.length, length));
            } else {
                int from = (int) (at % bytes.length);
                int count = (int) Math.min(Math.min(MIB, bytes.length - from), length - at);
                piece = direct.slice(from, count);
            }
            at += piece.remaining();
            return piece;
        }
    }
}
