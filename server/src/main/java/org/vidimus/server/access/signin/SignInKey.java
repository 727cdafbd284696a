package org.vidimus.server.access.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.vidimus.server.KeyFile;
import org.vidimus.server.Settings;

/**
 * Seals what the house must know to check a one-time code, so that a copy of the database alone signs nobody in. AES-256-GCM under
 * {@code keys/sign-in.key}: 64 hexadecimal digits, readable by its owner alone, made when first needed. Whoever loses the file
 * loses nothing but the authenticator apps; several hosts need the same file.
 *
 * <p>A sealed value is a nonce of 12 bytes and the ciphertext with its tag, and opens only for the context that it was sealed for.
 */
@Component
public class SignInKey {
    private static final String FILE = "sign-in.key";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path folder;
    private final SecureRandom random;

    SignInKey(Settings settings, SecureRandom random) {
        this.folder = settings.keys();
        this.random = random;
    }

    public byte[] seal(byte[] secret, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(secret);
            byte[] all = new byte[NONCE_BYTES + sealed.length];
            System.arraycopy(nonce, 0, all, 0, NONCE_BYTES);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + FILE + " did not seal", e);
        }
    }

    /** @throws IllegalStateException if it was sealed by another key, for another context, or was changed */
    public byte[] open(byte[] sealed, byte[] context) {
        try {
            byte[] nonce = java.util.Arrays.copyOf(sealed, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, context)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + FILE + " does not open what was sealed", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }

    private SecretKey key() {
        Path file = folder.resolve(FILE);
        try {
            byte[] text = KeyFile.readOrCreate(folder, FILE, () -> {
                byte[] key = new byte[KEY_BYTES];
                random.nextBytes(key);
                return (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
            });
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!KeyFile.OWNER_ONLY.containsAll(permissions)) {
                throw new IllegalStateException("the key " + file + " is open to others ("
                        + PosixFilePermissions.toString(permissions) + "); make it its owner's alone: chmod 600");
            }
            byte[] key = HexFormat.of().parseHex(new String(text, StandardCharsets.US_ASCII).strip());
            if (key.length != KEY_BYTES) {
                throw new IllegalStateException("the file " + file + " is no key of " + KEY_BYTES + " bytes");
            }
            return new SecretKeySpec(key, "AES");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
