package org.vidimus.server.ingest.bodyworn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.vidimus.server.KeyFile;
import org.vidimus.server.Settings;
import org.vidimus.server.access.certificates.Pair;
import org.vidimus.trust.Sha256;

/**
 * The private keys that encrypted clips open with, where the agency wants this house to have them: {@code keys/bodyworn-<id>.pem},
 * unencrypted PEM, readable by its owner alone. Made here, or put there by hand; read anew each time.
 */
@Component
class PrivateKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateKeys.class);
    private static final int BITS = 3072;
    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 8192;
    /** As the connection file has it: 2,048 characters of Base64. */
    private static final int LONGEST_PEM = 1536;

    private final Path folder;
    private final SecureRandom random;

    PrivateKeys(Settings settings, SecureRandom random) {
        this.folder = settings.keys();
        this.random = random;
    }

    /** A pair that was just made. */
    record Made(Door.Encryption encryption, PrivateKey secret) {
        String pem() {
            try {
                return Pair.pem(secret);
            } catch (IOException e) {
                throw new IllegalStateException("a key that cannot be written", e);
            }
        }
    }

    Made make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, random);
            KeyPair pair = generator.generateKeyPair();
            return new Made(encryption(pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must offer RSA", e);
        }
    }

    /** @return empty if it is no RSA public key in PEM of 2,048 bits or more */
    static Optional<Door.Encryption> given(String pem) {
        String base64 = pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        try {
            PublicKey key = KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
            int bits = ((RSAPublicKey) key).getModulus().bitLength();
            return bits < LEAST_BITS || bits > MOST_BITS
                    ? Optional.empty()
                    : Optional.of(encryption(key))
                            .filter(made -> made.publicKey().length() <= LONGEST_PEM);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Door.Encryption encryption(PublicKey key) {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        return new Door.Encryption(
                pem, HexFormat.of().formatHex(Sha256.of(key.getEncoded()).bytes(), 0, 16));
    }

    static boolean isName(String id) {
        return id.matches("[0-9a-f]{32}");
    }

    boolean has(String id) {
        return isName(id) && Files.exists(file(id));
    }

    Optional<PrivateKey> find(String id) {
        if (!has(id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pair.readKey(file(id)));
        } catch (IOException e) {
            LOG.warn("integration-key-unreadable key={} error={}", id, e.getMessage());
            return Optional.empty();
        }
    }

    /** Durable before this returns. A crash of what comes after leaves a key that nothing is encrypted to. */
    void keep(Made made) {
        try {
            KeyFile.create(folder, name(made.encryption().keyId()), made.pem().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("the private key could not be kept", e);
        }
    }

    private Path file(String id) {
        return folder.resolve(name(id));
    }

    private static String name(String id) {
        return "bodyworn-" + id + ".pem";
    }
}
