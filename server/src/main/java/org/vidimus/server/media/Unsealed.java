package org.vidimus.server.media;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.vidimus.server.evidence.Envelopes.Envelope;
import org.vidimus.server.media.MediaSource.Opener;

/**
 * The inside of a file that was encrypted with AES-CBC before it left its camera, to be read here and there: each block needs
 * nothing but the one before it. Nothing of it is written anywhere.
 */
final class Unsealed {
    private static final int BLOCK = 16;

    private final Opener encrypted;
    private final Envelope.Open envelope;
    private final long encryptedBytes;

    private Unsealed(Opener encrypted, Envelope.Open envelope, long encryptedBytes) {
        this.encrypted = encrypted;
        this.envelope = envelope;
        this.encryptedBytes = encryptedBytes;
    }

    /** @return the inside, or what was given where the key does not fit: then nothing but its being unknown can be said of it */
    static MediaSource of(Opener encrypted, Envelope.Open envelope, long encryptedBytes) throws IOException {
        if (encryptedBytes < BLOCK || encryptedBytes % BLOCK != 0) {
            return MediaSource.of(encrypted, encryptedBytes);
        }
        Unsealed inside = new Unsealed(encrypted, envelope, encryptedBytes);
        int padding = inside.padding();
        return padding == 0
                ? MediaSource.of(encrypted, encryptedBytes)
                : MediaSource.of(inside::open, encryptedBytes - padding);
    }

    /** Bytes of PKCS#7 padding at the end; 0 if there is none, as when the key does not fit. */
    private int padding() throws IOException {
        try (InputStream last = open(encryptedBytes - BLOCK, BLOCK)) {
            byte[] block = last.readNBytes(BLOCK);
            int padding = block[BLOCK - 1];
            if (padding < 1 || padding > BLOCK) {
                return 0;
            }
            for (byte each : Arrays.copyOfRange(block, BLOCK - padding, BLOCK)) {
                if (each != padding) {
                    return 0;
                }
            }
            return padding;
        }
    }

    private InputStream open(long offsetBytes, long lengthBytes) throws IOException {
        long block = offsetBytes / BLOCK * BLOCK;
        long end = Math.min(encryptedBytes, (offsetBytes + lengthBytes + BLOCK - 1) / BLOCK * BLOCK);
        long from = Math.max(0, block - BLOCK);
        InputStream in = encrypted.open(from, end - from);
        try {
            byte[] iv = block == 0 ? envelope.iv() : in.readNBytes(BLOCK);
            InputStream plain = new CipherInputStream(in, cipher(iv));
            plain.skipNBytes(offsetBytes - block);
            return new Bounded(plain, lengthBytes);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private Cipher cipher(byte[] iv) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(envelope.key(), "AES"), new IvParameterSpec(iv));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an envelope whose key or vector has no usable length", e);
        }
    }

    /** As many bytes and no more. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            int one = left == 0 ? -1 : in.read();
            left -= one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0 && length > 0) {
                return -1;
            }
            int got = in.read(into, offset, (int) Math.min(left, length));
            left -= Math.max(0, got);
            return got;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = in.skip(Math.min(n, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(left, in.available());
        }
    }
}
