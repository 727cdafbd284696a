package org.vidimus.trust;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A text with signatures under it (C2SP signed-note):
 *
 * <pre>
 * text, every line ended by a line feed
 * (empty line)
 * — name base64(key id ‖ signature)
 * </pre>
 *
 * <p>Signatures by unknown keys are kept and otherwise ignored: they are how witnesses are added later.
 *
 * @param text ends with a line feed; no control characters but line feeds
 * @param signatures at least one, in the order of the lines
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** As in Go's implementation: nobody needs more, and a reader's work stays bounded. */
    static final int MAX_SIGNATURES = 100;

    static final int MAX_BYTES = 1_000_000;

    private static final String DASH = "\u2014 ";

    public SignedNote {
        requireText(text);
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new IllegalArgumentException(
                    "a note has 1 to " + MAX_SIGNATURES + " signatures, got " + signatures.size());
        }
    }

    static void requireText(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the text of a note ends with a line feed");
        }
        if (text.codePoints().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw new IllegalArgumentException("the text of a note has no control characters");
        }
    }

    /**
     * One signature line.
     *
     * @param keyId first four bytes of the key hash
     * @param signature for Ed25519 64 bytes; other kinds have their own
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by value below
    public record NoteSignature(String name, int keyId, byte[] signature) {
        public NoteSignature {
            NoteVerifier.requireName(name);
            signature = signature.clone();
        }

        @Override
        public byte[] signature() {
            return signature.clone();
        }

        String line() {
            byte[] bytes = ByteBuffer.allocate(4 + signature.length)
                    .putInt(keyId)
                    .put(signature)
                    .array();
            return DASH + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NoteSignature that
                    && name.equals(that.name)
                    && keyId == that.keyId
                    && Arrays.equals(signature, that.signature);
        }

        @Override
        public int hashCode() {
            return 31 * keyId + Arrays.hashCode(signature);
        }
    }

    /**
     * Reads a note without believing it: see {@link #check}.
     *
     * @throws Malformed with {@link FindingCode#NOTE_MALFORMED}
     */
    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw malformed("a note of " + bytes.length + " bytes, at most " + MAX_BYTES + " are read");
        }
        String note = Text.utf8(bytes).orElseThrow(() -> malformed("the note is not UTF-8"));
        if (note.codePoints().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw malformed("the note has control characters");
        }
        // The signatures start after the last empty line: the text itself may have some.
        int split = note.lastIndexOf("\n\n");
        if (split < 0) {
            throw malformed("no empty line between text and signatures");
        }
        if (!note.endsWith("\n")) {
            throw malformed("the last line has no line feed");
        }
        var signatures = new ArrayList<NoteSignature>();
        String block = note.substring(split + 2);
        if (block.isEmpty()) {
            throw malformed("no signature line");
        }
        for (String line : block.substring(0, block.length() - 1).split("\n", -1)) {
            if (signatures.size() == MAX_SIGNATURES) {
                throw malformed("more than " + MAX_SIGNATURES + " signatures");
            }
            signatures.add(parseLine(line));
        }
        return new SignedNote(note.substring(0, split + 1), signatures);
    }

    private static NoteSignature parseLine(String line) {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw malformed("a signature line is \"\u2014 <name> <base64>\"");
        }
        byte[] bytes = Text.base64(line.substring(space + 1))
                .filter(decoded -> decoded.length >= 5)
                .orElseThrow(() -> malformed("a signature is not strict base64 of key id and signature"));
        try {
            return new NoteSignature(
                    line.substring(DASH.length(), space),
                    ByteBuffer.wrap(bytes).getInt(),
                    Arrays.copyOfRange(bytes, 4, bytes.length));
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Malformed malformed(String message) {
        return new Malformed(FindingCode.NOTE_MALFORMED, message);
    }

    /**
     * Checks that this key signed this text. Lines by other keys do not matter; of several by this key each must hold.
     *
     * @return empty if it did, else {@link FindingCode#NOTE_UNSIGNED} or {@link FindingCode#NOTE_SIGNATURE_WRONG}
     */
    public Optional<Finding> check(NoteVerifier verifier) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        boolean signed = false;
        for (NoteSignature line : signatures) {
            if (!line.name().equals(verifier.name()) || line.keyId() != verifier.keyId()) {
                continue;
            }
            if (!verifier.verifies(message, line.signature)) {
                return Optional.of(new Finding(
                        FindingCode.NOTE_SIGNATURE_WRONG,
                        "",
                        "the signature of " + verifier.name() + " does not hold"));
            }
            signed = true;
        }
        return signed
                ? Optional.empty()
                : Optional.of(new Finding(FindingCode.NOTE_UNSIGNED, "", "no signature by " + verifier.encode()));
    }

    /** The note as bytes; {@link #parse} reads it back. */
    public byte[] encode() {
        var note = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            note.append(signature.line());
        }
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }
}
