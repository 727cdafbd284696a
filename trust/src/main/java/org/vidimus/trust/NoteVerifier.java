package org.vidimus.trust;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The public key of a signer of notes, with the name it signs under (C2SP signed-note, verifier keys):
 * {@code <name>+<key id, 8 hex digits>+<base64 of 0x01 ‖ public key>}.
 *
 * <p>Immutable and safe for many threads; compared by name and key.
 */
public final class NoteVerifier {
    /** Signature type byte of Ed25519 in the specification. */
    static final byte ED25519 = 1;

    private final String name;
    private final byte[] raw;
    private final PublicKey key;

    private NoteVerifier(String name, byte[] raw, PublicKey key) {
        this.name = name;
        this.raw = raw;
        this.key = key;
    }

    /** @throws IllegalArgumentException if the name or the 32 bytes of the key are not usable */
    static NoteVerifier of(String name, byte[] raw) {
        requireName(name);
        return new NoteVerifier(name, raw.clone(), Ed25519.publicKeyOf(raw));
    }

    /**
     * Reads a verifier key; one line feed at the end is allowed, as in a file.
     *
     * @throws Malformed with {@link FindingCode#KEY_MALFORMED}
     */
    public static NoteVerifier parse(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        int first = line.indexOf('+');
        int second = line.indexOf('+', first + 1);
        if (first < 0 || second < 0) {
            throw malformed("a verifier key is <name>+<key id>+<key>");
        }
        String name = line.substring(0, first);
        byte[] typed =
                Text.base64(line.substring(second + 1)).orElseThrow(() -> malformed("the key is not strict base64"));
        if (typed.length != 1 + Ed25519.KEY_BYTES || typed[0] != ED25519) {
            throw malformed("the key is not of type Ed25519 (0x01 and 32 bytes)");
        }
        NoteVerifier verifier;
        try {
            verifier = of(name, Arrays.copyOfRange(typed, 1, typed.length));
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
        if (!line.substring(first + 1, second).equals(verifier.keyIdHex())) {
            throw malformed("the key id is " + line.substring(first + 1, second) + ", name and key give "
                    + verifier.keyIdHex());
        }
        return verifier;
    }

    private static Malformed malformed(String message) {
        return new Malformed(FindingCode.KEY_MALFORMED, message);
    }

    /** Names are not empty and have neither white space nor plus signs. */
    static void requireName(String name) {
        boolean usable = !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+'
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE);
        if (!usable) {
            throw new IllegalArgumentException("a key name is not empty and has no white space and no plus sign");
        }
    }

    /** The name it signs under; for a ledger the checkpoint's origin. */
    public String name() {
        return name;
    }

    /** First four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), big-endian. */
    public int keyId() {
        byte[] typed = Text.concat(new byte[] {'\n', ED25519}, raw);
        return ByteBuffer.wrap(Sha256.of(name.getBytes(java.nio.charset.StandardCharsets.UTF_8), typed)
                        .bytes())
                .getInt();
    }

    private String keyIdHex() {
        return HexFormat.of().toHexDigits(keyId(), 8).toLowerCase(Locale.ROOT);
    }

    /** SHA-256 of the raw public key, for people to compare. */
    public Sha256 fingerprint() {
        return Sha256.of(raw);
    }

    boolean verifies(byte[] message, byte[] signature) {
        return Ed25519.verifies(key, message, signature);
    }

    /** The verifier key as text, without a line feed. */
    public String encode() {
        byte[] typed = Text.concat(new byte[] {ED25519}, raw);
        return name + "+" + keyIdHex() + "+" + Base64.getEncoder().encodeToString(typed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteVerifier that && name.equals(that.name) && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return encode();
    }
}
