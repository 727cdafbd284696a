package org.vidimus.trust;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A private key that signs notes under a name, in the encoding that Go's {@code note} package made common:
 * {@code PRIVATE+KEY+<name>+<key id>+<base64 of 0x01 ‖ seed>}.
 *
 * <p>Immutable and safe for many threads. Its text form is a secret: keep it in a file only its owner can read.
 */
public final class NoteSigner {
    private static final String PREFIX = "PRIVATE+KEY+";

    private final byte[] seed;
    private final PrivateKey key;
    private final NoteVerifier verifier;

    private NoteSigner(String name, byte[] seed) {
        this.seed = seed.clone();
        this.key = Ed25519.privateKey(seed);
        this.verifier = NoteVerifier.of(name, Ed25519.publicKey(seed));
    }

    /**
     * Makes a new key.
     *
     * @param name what it signs under; for a ledger the checkpoint's origin. No white space, no plus sign
     */
    public static NoteSigner generate(String name, SecureRandom random) {
        var seed = new byte[Ed25519.SEED_BYTES];
        random.nextBytes(seed);
        return new NoteSigner(name, seed);
    }

    /** The key of a seed of 32 bytes, for tests and vectors that must be the same in every run. */
    static NoteSigner ofSeed(String name, byte[] seed) {
        return new NoteSigner(name, seed);
    }

    /**
     * Reads {@link #encode()} back; one line feed at the end is allowed, as in a file.
     *
     * @throws Malformed with {@link FindingCode#KEY_MALFORMED}; the message does not repeat the text
     */
    public static NoteSigner parse(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        String[] parts =
                line.startsWith(PREFIX) ? line.substring(PREFIX.length()).split("\\+", 3) : new String[0];
        if (parts.length != 3) {
            throw malformed("a signer key is PRIVATE+KEY+<name>+<key id>+<key>");
        }
        byte[] typed = Text.base64(parts[2]).orElseThrow(() -> malformed("the key is not strict base64"));
        if (typed.length != 1 + Ed25519.SEED_BYTES || typed[0] != NoteVerifier.ED25519) {
            throw malformed("the key is not of type Ed25519 (0x01 and 32 bytes)");
        }
        NoteSigner signer;
        try {
            signer = new NoteSigner(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
        if (!parts[1].equals(signer.keyIdHex())) {
            throw malformed("the key id does not fit name and key");
        }
        return signer;
    }

    private static Malformed malformed(String message) {
        return new Malformed(FindingCode.KEY_MALFORMED, message);
    }

    private String keyIdHex() {
        return HexFormat.of().toHexDigits(verifier.keyId(), 8);
    }

    public String name() {
        return verifier.name();
    }

    /** The public half. */
    public NoteVerifier verifier() {
        return verifier;
    }

    /**
     * Signs a text.
     *
     * @param text ends with a line feed and has no other control characters
     */
    public SignedNote sign(String text) {
        SignedNote.requireText(text);
        byte[] signature = Ed25519.sign(key, text.getBytes(StandardCharsets.UTF_8));
        return new SignedNote(
                text, java.util.List.of(new SignedNote.NoteSignature(name(), verifier.keyId(), signature)));
    }

    /** The private key as text, without a line feed. A secret. */
    public String encode() {
        byte[] typed = Text.concat(new byte[] {NoteVerifier.ED25519}, seed);
        return PREFIX + name() + "+" + keyIdHex() + "+" + Base64.getEncoder().encodeToString(typed);
    }

    /** The public half: the secret does not slip into a log. */
    @Override
    public String toString() {
        return "NoteSigner[" + verifier + "]";
    }
}
