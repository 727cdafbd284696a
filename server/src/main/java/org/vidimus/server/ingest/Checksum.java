package org.vidimus.server.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a request says that its body hashes to (tus checksum extension), and what it does hash to.
 *
 * @param algorithm its name in tus
 */
record Checksum(String algorithm, byte[] declared, MessageDigest computation) {
    private static final Map<String, String> PLATFORM_NAMES =
            new TreeMap<>(Map.of("sha256", "SHA-256", "sha1", "SHA-1"));

    /** As the header {@code Tus-Checksum-Algorithm} lists them. */
    static final String ALGORITHMS = "sha256,sha1";

    static Optional<Checksum> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        String[] words = header.strip().split(" +");
        String platformName = PLATFORM_NAMES.get(words[0]);
        if (words.length != 2 || platformName == null) {
            throw new IngestProblem.ChecksumUnsupported(header).refused();
        }
        MessageDigest computation = computation(platformName);
        byte[] declared = base64(words[1], header);
        if (declared.length != computation.getDigestLength()) {
            throw new IngestProblem.ChecksumUnsupported(header).refused();
        }
        return Optional.of(new Checksum(words[0], declared, computation));
    }

    /** Hashes what is read from {@code body} on its way. */
    InputStream over(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                int one = in.read();
                if (one >= 0) {
                    computation.update((byte) one);
                }
                return one;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int got = in.read(into, offset, length);
                if (got > 0) {
                    computation.update(into, offset, got);
                }
                return got;
            }
        };
    }

    /** The computation so far, which goes on. */
    byte[] received() {
        try {
            return ((MessageDigest) computation.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(algorithm + " of this platform cannot be copied", e);
        }
    }

    boolean holds() {
        return Arrays.equals(declared, received());
    }

    static String base64(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }

    private static byte[] base64(String text, String header) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IngestProblem.ChecksumUnsupported(header).refused();
        }
    }

    private static MessageDigest computation(String platformName) {
        try {
            return MessageDigest.getInstance(platformName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer " + platformName, e);
        }
    }
}
