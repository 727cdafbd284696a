package org.vidimus.server.notices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.vidimus.server.KeyFile;
import org.vidimus.server.Settings;

/**
 * The secret that webhooks are signed with: one for each channel, derived from {@code keys/notices.key}, so that none stands in the
 * database. The key is made when it is first needed.
 */
@Component
class SigningKey {
    private static final String FILE = "notices.key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final Path keys;
    private final SecureRandom random;

    SigningKey(Settings settings, SecureRandom random) {
        this.keys = settings.keys();
        this.random = random;
    }

    /** What the receiver checks with, as hex; its characters are the key, not the bytes they stand for. */
    String secretOf(UUID channel) {
        return HexFormat.of().formatHex(hmac(key(), "vidimus webhook " + channel));
    }

    /** Over {@code timestamp + "." + body}. */
    static String sign(String secret, String timestamp, String body) {
        return HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.US_ASCII), timestamp + "." + body));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private byte[] key() {
        try {
            byte[] file = KeyFile.readOrCreate(keys, FILE, () -> {
                byte[] key = new byte[BYTES];
                random.nextBytes(key);
                return (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
            });
            return HexFormat.of().parseHex(new String(file, StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the key of webhooks cannot be read", e);
        }
    }
}
