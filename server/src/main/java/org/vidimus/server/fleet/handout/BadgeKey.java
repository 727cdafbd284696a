package org.vidimus.server.fleet.handout;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
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
        Path file = keys.resolve(FILE);
        if (!Files.exists(file)) {
            create(file);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != BYTES) {
            throw new IOException(file + " has " + key.length + " bytes, want " + BYTES);
        }
        return key;
    }

    private void create(Path file) throws IOException {
        byte[] fresh = new byte[BYTES];
        random.nextBytes(fresh);
        Files.createDirectories(
                keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path draft = Files.createTempFile(
                keys, FILE, ".new", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(draft, fresh);
            sync(draft, StandardOpenOption.WRITE);
            // A link, not a move: of two that begin at once the second finds the first one's key. Commit point: the key
            // is
            // durable before any number is kept under it. A crash before leaves a draft that nobody reads.
            Files.createLink(file, draft);
            sync(keys, StandardOpenOption.READ);
        } catch (FileAlreadyExistsException another) {
            // The other one's counts.
        } finally {
            Files.delete(draft);
        }
    }

    private static void sync(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }
}
