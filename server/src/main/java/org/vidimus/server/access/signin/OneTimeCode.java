package org.vidimus.server.access.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of an authenticator app: TOTP (RFC 6238) with HMAC-SHA-1, steps of 30 seconds and six digits, which is what every app can
 * do. The step before and the step after count too, for clocks that differ.
 */
public final class OneTimeCode {
    /** As long as the digest (RFC 4226 §4, R6). */
    public static final int SECRET_BYTES = 20;

    private static final int STEP_SECONDS = 30;
    private static final int DIGITS = 6;
    private static final int DRIFT = 1;
    private static final int MODULUS = 1_000_000;

    private OneTimeCode() {}

    public static long stepAt(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    /** RFC 4226 §5.3. */
    public static String at(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] digest =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = digest[digest.length - 1] & 15;
            int number = ByteBuffer.wrap(digest).getInt(offset) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-1", e);
        }
    }

    /**
     * The step that the code belongs to, if it is one of those around {@code now}. Compared in constant time, and each of the
     * steps whatever the others gave. Whether the step was used before is for the caller to refuse.
     *
     * @param typed as a person typed it; spaces do not count
     */
    public static OptionalLong stepOf(byte[] secret, String typed, Instant now) {
        byte[] given = typed.replace(" ", "").getBytes(StandardCharsets.UTF_8);
        long current = stepAt(now);
        OptionalLong found = OptionalLong.empty();
        for (long step = current - DRIFT; step <= current + DRIFT; step++) {
            if (MessageDigest.isEqual(at(secret, step).getBytes(StandardCharsets.US_ASCII), given)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }
}
