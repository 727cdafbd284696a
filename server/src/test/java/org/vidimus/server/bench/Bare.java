package org.vidimus.server.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.vidimus.trust.Sha256;

/** What this machine does without any server, in MB/s. */
final class Bare {
    private static final int PIECE = 64 * 1024;
    private static final int WARM_UP_SECONDS = 3;

    private final Noise noise;

    Bare(Noise noise) {
        this.noise = noise;
    }

    /** One file, written and then forced to stable storage. */
    double write(Path file, int mib) throws IOException {
        Noise.Body body = noise.body((long) mib * Noise.MIB);
        long start = System.nanoTime();
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (ByteBuffer piece = body.next(); piece.hasRemaining(); piece = body.next()) {
                while (piece.hasRemaining()) {
                    out.write(piece);
                }
            }
            out.force(true);
        }
        return rate(mib, start);
    }

    /** One core. */
    double sha256(int mib) {
        var digest = Sha256.newDigest();
        digest.update(noise.array());
        long start = System.nanoTime();
        for (int i = 0; i < mib; i++) {
            digest.update(noise.array(), Noise.offset(i), Noise.MIB);
        }
        digest.digest();
        return rate(mib, start);
    }

    /** One core, AES-256, in pieces as the vault has them. */
    double aesGcm(int mib) throws GeneralSecurityException {
        // The first pieces only wake the compiler: until then it is twenty times slower.
        long start = System.nanoTime();
        while (Times.seconds(start) < WARM_UP_SECONDS) {
            aesGcm(8, 0);
        }
        return aesGcm(mib, 1);
    }

    private double aesGcm(int mib, int pass) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec key = new SecretKeySpec(noise.array(), 0, 32, "AES");
        byte[] out = new byte[PIECE + 16];
        long start = System.nanoTime();
        for (int i = 0; i < mib * (Noise.MIB / PIECE); i++) {
            byte[] nonce = ByteBuffer.allocate(12).putInt(pass).putInt(i).array();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
            cipher.doFinal(noise.array(), i % (noise.array().length / PIECE) * PIECE, PIECE, out);
        }
        return rate(mib, start);
    }

    /** MB/s since then. */
    static double rate(long mib, long startNanos) {
        return mib * (Noise.MIB / 1e6) / Times.seconds(startNanos);
    }
}
