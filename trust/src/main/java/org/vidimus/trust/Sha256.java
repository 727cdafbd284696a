package org.vidimus.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A SHA-256 digest (FIPS 180-4): 32 bytes, the identity of an original from first contact on.
 *
 * <p>Immutable and compared by value. Printed and parsed as 64 lower-case hexadecimal digits.
 */
public final class Sha256 {
    /** Length of a digest in bytes. */
    public static final int LENGTH_BYTES = 32;

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] value;

    private Sha256(byte[] value) {
        this.value = value;
    }

    /**
     * Wraps the 32 bytes of a digest; the array is copied.
     *
     * @throws IllegalArgumentException if the array is not 32 bytes long
     */
    public static Sha256 ofDigest(byte[] digest) {
        if (digest.length != LENGTH_BYTES) {
            throw new IllegalArgumentException("a SHA-256 digest has 32 bytes, got " + digest.length);
        }
        return new Sha256(digest.clone());
    }

    /**
     * Reads 64 hexadecimal digits of either case.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Sha256 parse(String hex) {
        if (hex.length() != 2 * LENGTH_BYTES) {
            throw new IllegalArgumentException("a SHA-256 digest has 64 hexadecimal digits, got " + hex.length());
        }
        return new Sha256(HEX.parseHex(hex));
    }

    /** Hashes the concatenation of {@code pieces}. */
    public static Sha256 of(byte[]... pieces) {
        MessageDigest digest = newDigest();
        for (byte[] piece : pieces) {
            digest.update(piece);
        }
        return new Sha256(digest.digest());
    }

    /** Takes over a fresh 32-byte array that nobody else holds. */
    static Sha256 adopt(byte[] digest) {
        return new Sha256(digest);
    }

    /** Copies the 32 bytes at {@code offset}. */
    static Sha256 copyOf(byte[] source, int offset) {
        return new Sha256(Arrays.copyOfRange(source, offset, offset + LENGTH_BYTES));
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(value, 0, target, offset, LENGTH_BYTES);
    }

    /** Returns a fresh SHA-256 computation. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256", e);
        }
    }

    /** Returns a copy of the 32 bytes. */
    public byte[] bytes() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Sha256 that && Arrays.equals(value, that.value));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return HEX.formatHex(value);
    }
}
