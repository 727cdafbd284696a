package org.vidimus.trust;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the Merkle tree holds for one entry, {@code vidimus.leaf/v1}: a salted commitment to the entry, and its place in the
 * history of each of its subjects. Holds no personal data, so the entry can be erased while every proof still holds.
 *
 * @param entry the entry's id
 * @param commitment {@link #commitment(byte[], byte[])} of the entry
 * @param chain one link for each subject of the entry, kept in the subjects' order
 */
public record Leaf(UUID entry, Sha256 commitment, List<ChainLink> chain) {
    /** First line of every leaf. */
    public static final String HEADER = "vidimus.leaf/v1";

    /** Longer leaves are not read. */
    public static final int MAX_BYTES = 1 << 20;

    /** Bytes of salt drawn for each entry. */
    public static final int SALT_BYTES = 32;

    /**
     * The place of an entry in the history of one subject.
     *
     * @param number counted from 1
     * @param previous leaf hash of the entry before; absent for the first and only for the first
     */
    public record ChainLink(LedgerSubject subject, long number, Optional<Sha256> previous) {
        public ChainLink {
            if (number < 1) {
                throw new IllegalArgumentException("entries of a history are numbered from 1, got " + number);
            }
            if (previous.isPresent() != (number > 1)) {
                throw new IllegalArgumentException("the first entry of a history, and no other, has none before it");
            }
        }

        String line() {
            return "chain " + subject + " " + number + " "
                    + previous.map(Sha256::toString).orElse("-");
        }
    }

    /** Sorts the chain links. */
    public Leaf {
        var sorted = new ArrayList<>(chain);
        sorted.sort(java.util.Comparator.comparing(ChainLink::subject));
        chain = List.copyOf(sorted);
        for (int i = 1; i < chain.size(); i++) {
            if (chain.get(i).subject().equals(chain.get(i - 1).subject())) {
                throw new IllegalArgumentException(
                        "two chain links for " + chain.get(i).subject());
            }
        }
    }

    /**
     * SHA-256(salt ‖ entry).
     *
     * @param salt {@link #SALT_BYTES} random bytes
     * @param entry the encoded entry
     */
    public static Sha256 commitment(byte[] salt, byte[] entry) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes, got " + salt.length);
        }
        return Sha256.of(salt, entry);
    }

    /** The leaf's hash in the tree, SHA-256(0x00 ‖ encoded leaf). */
    public Sha256 hash() {
        return Merkle.leafHash(encode());
    }

    /** The bytes of the leaf. */
    public byte[] encode() {
        var text = new StringBuilder(256)
                .append(HEADER)
                .append("\nentry ")
                .append(entry)
                .append("\ncommitment ")
                .append(commitment)
                .append('\n');
        chain.forEach(link -> text.append(link.line()).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a leaf in its one spelling: {@code parse(bytes).encode()} equals {@code bytes}.
     *
     * @throws Malformed with {@link FindingCode#LEAF_MALFORMED}
     */
    public static Leaf parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new Malformed(
                    FindingCode.LEAF_MALFORMED,
                    "a leaf of " + bytes.length + " bytes, at most " + MAX_BYTES + " are read");
        }
        var lines = new LineReader(FindingCode.LEAF_MALFORMED, bytes, HEADER);
        Leaf leaf;
        try {
            UUID entry = lines.uuid(lines.required("entry"));
            Sha256 commitment = lines.hash(lines.required("commitment"));
            var chain = new ArrayList<ChainLink>();
            lines.repeated("chain").forEach(value -> chain.add(link(lines, value)));
            lines.requireEnd();
            leaf = new Leaf(entry, commitment, chain);
        } catch (Malformed e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new Malformed(FindingCode.LEAF_MALFORMED, String.valueOf(e.getMessage()));
        }
        if (!Arrays.equals(leaf.encode(), bytes)) {
            throw new Malformed(FindingCode.LEAF_MALFORMED, "the leaf is not in its one spelling (order of the chain)");
        }
        return leaf;
    }

    private static ChainLink link(LineReader lines, String value) {
        String[] parts = value.split(" ", -1);
        if (parts.length != 4) {
            throw lines.malformed("a chain link is \"<kind> <uuid> <number> <hash or ->\"");
        }
        return new ChainLink(
                lines.subject(parts[0] + " " + parts[1]),
                lines.number(parts[2]),
                parts[3].equals("-") ? Optional.empty() : Optional.of(lines.hash(parts[3])));
    }
}
