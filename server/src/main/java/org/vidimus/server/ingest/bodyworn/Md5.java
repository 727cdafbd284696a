package org.vidimus.server.ingest.bodyworn;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What Swift calls an ETag. It shows that nothing broke on the way; what proves anything is the SHA-256 beside it. */
final class Md5 {
    private Md5() {}

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(computation().digest(bytes));
    }

    private static MessageDigest computation() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer MD5", e);
        }
    }

    /** Computes on the way, and remembers how much came and, of small files, what. */
    static final class Counting extends FilterInputStream {
        private static final int REMEMBERED_BYTES = 64 << 10;

        private final MessageDigest computation = computation();
        private final byte[] head = new byte[REMEMBERED_BYTES];
        private long bytes;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int got = read(one, 0, 1);
            return got < 0 ? got : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = in.read(into, offset, length);
            if (got > 0) {
                computation.update(into, offset, got);
                if (bytes < REMEMBERED_BYTES) {
                    System.arraycopy(into, offset, head, (int) bytes, (int) Math.min(got, REMEMBERED_BYTES - bytes));
                }
                bytes += got;
            }
            return got;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        String md5() {
            return HexFormat.of().formatHex(computation.digest());
        }

        /** All that came; null if that was more than is remembered. */
        byte @org.jspecify.annotations.Nullable [] whole() {
            return bytes > REMEMBERED_BYTES ? null : java.util.Arrays.copyOf(head, (int) bytes);
        }
    }
}
