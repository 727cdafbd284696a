package org.vidimus.server.fleet.handout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.vidimus.server.KeyFile;
import org.vidimus.server.Settings;
import org.vidimus.trust.Sha256;

/**
 * The key under which badge numbers are kept, {@code keys/badge.key}: a few digits are soon guessed from a plain digest, so whoever
 * has the database alone learns no badge. Made when the first badge is kept, and never written again.
 */
@Component
class BadgeKey {
    private static final String FILE = "badge.key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final Path keys;
    private final SecureRandom random;

    BadgeKey(Settings settings, SecureRandom random) {
        this.keys = settings.keys();
        this.random = random;
    }

    /** The number under the key. */
    Sha256 of(String number) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            return Sha256.ofDigest(mac.doFinal(number.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the key of the badges, " + FILE + ", cannot be used", e);
        }
    }

    private byte[] key() throws IOException {
        byte[] key = KeyFile.readOrCreate(keys, FILE, () -> {
            byte[] fresh = new byte[BYTES];
            random.nextBytes(fresh);
            return fresh;
        });
        if (key.length != BYTES) {
            throw new IOException(keys.resolve(FILE) + " has " + key.length + " bytes, want " + BYTES);
        }
        return key;
    }
}
