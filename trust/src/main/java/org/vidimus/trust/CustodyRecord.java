package org.vidimus.trust;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a custody history as a bundle carries it: everything needed to check it against the signed checkpoint.
 *
 * @param index of the leaf
 * @param opened the entry with its salt; absent when it was erased by law
 * @param leaf encoded {@link Leaf}
 * @param proof inclusion proof of the leaf, lowest sibling first
 */
@SuppressWarnings("ArrayRecordComponent") // travels from the ledger to the bundle; never compared
public record CustodyRecord(long index, Optional<Opened> opened, byte[] leaf, List<Sha256> proof) {
    public CustodyRecord {
        if (index < 0) {
            throw new IllegalArgumentException("leaf index is " + index + ", want >= 0");
        }
        proof = List.copyOf(proof);
    }

    /**
     * What the leaf commits to.
     *
     * @param salt {@link Leaf#SALT_BYTES} bytes
     * @param entry encoded {@link Entry}
     */
    @SuppressWarnings("ArrayRecordComponent") // as above
    public record Opened(byte[] salt, byte[] entry) {}

    /** The record's lines in {@code vidimus.custody/v1}, with the empty line before them. */
    byte[] encode() {
        var bytes = new java.io.ByteArrayOutputStream(2048);
        bytes.writeBytes(ascii("\nindex " + index + "\n"));
        if (opened.isPresent()) {
            bytes.writeBytes(ascii(
                    "salt " + java.util.HexFormat.of().formatHex(opened.get().salt()) + "\n"));
            bytes.writeBytes(opened.get().entry());
        } else {
            bytes.writeBytes(ascii("erased\n"));
        }
        bytes.writeBytes(leaf);
        for (Sha256 sibling : proof) {
            bytes.writeBytes(ascii("proof " + sibling + "\n"));
        }
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
