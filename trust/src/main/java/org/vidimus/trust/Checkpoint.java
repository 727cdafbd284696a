package org.vidimus.trust;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The head of a ledger (C2SP tlog-checkpoint), as the text of a signed note:
 *
 * <pre>
 * origin
 * size, decimal
 * root, base64
 * (extension lines, none by us)
 * </pre>
 *
 * @param origin names the ledger; also the name its key signs under
 * @param size number of leaves
 * @param root root of these leaves
 * @param extensions further lines, each not empty; kept, not interpreted
 */
public record Checkpoint(String origin, long size, Sha256 root, List<String> extensions) {
    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (!isLine(origin)) {
            throw new IllegalArgumentException("an origin is one line that is not empty, without control characters");
        }
        if (size < 0) {
            throw new IllegalArgumentException("size is " + size + ", want >= 0");
        }
        if (!extensions.stream().allMatch(Checkpoint::isLine)) {
            throw new IllegalArgumentException(
                    "an extension is one line that is not empty, without control characters");
        }
        if (size == 0 && !root.equals(Sha256.of())) {
            throw new IllegalArgumentException("an empty tree has the root " + Sha256.of() + ", got " + root);
        }
    }

    private static boolean isLine(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= 0x20);
    }

    /** A checkpoint without extensions. */
    public static Checkpoint of(String origin, long size, Sha256 root) {
        return new Checkpoint(origin, size, root, List.of());
    }

    /**
     * Reads the text of a note.
     *
     * @throws Malformed with {@link FindingCode#CHECKPOINT_MALFORMED}
     */
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw malformed("the last line has no line feed");
        }
        String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
        if (lines.length < 3) {
            throw malformed("a checkpoint has at least three lines, got " + lines.length);
        }
        long size = Text.number(lines[1]).orElseThrow(() -> malformed("the size is not a decimal number"));
        byte[] root = Text.base64(lines[2])
                .filter(bytes -> bytes.length == Sha256.LENGTH_BYTES)
                .orElseThrow(() -> malformed("the root is not strict base64 of 32 bytes"));
        try {
            return new Checkpoint(
                    lines[0], size, Sha256.ofDigest(root), Arrays.asList(lines).subList(3, lines.length));
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Malformed malformed(String message) {
        return new Malformed(FindingCode.CHECKPOINT_MALFORMED, message);
    }

    /** The text to sign. */
    public String encode() {
        var text = new StringBuilder()
                .append(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(Base64.getEncoder().encodeToString(root.bytes()))
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** Signs the checkpoint. */
    public SignedNote sign(NoteSigner signer) {
        return signer.sign(encode());
    }
}
