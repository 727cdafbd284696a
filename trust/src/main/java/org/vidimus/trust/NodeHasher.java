package org.vidimus.trust;

import java.security.DigestException;
import java.security.MessageDigest;

/** Hashes leaves and interior nodes with one reused computation (RFC 9162 §2.1.1). For one thread. */
final class NodeHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest = Sha256.newDigest();
    private final byte[] node = new byte[1 + 2 * Sha256.LENGTH_BYTES];

    NodeHasher() {
        node[0] = NODE;
    }

    /** SHA-256(0x00 ‖ leaf). */
    Sha256 leaf(byte[] leaf) {
        digest.update(LEAF);
        digest.update(leaf);
        return Sha256.adopt(digest.digest());
    }

    /** SHA-256(0x01 ‖ left ‖ right). */
    Sha256 node(Sha256 left, Sha256 right) {
        left.copyTo(node, 1);
        right.copyTo(node, 1 + Sha256.LENGTH_BYTES);
        return Sha256.adopt(digest.digest(node));
    }

    /** The node over the 64 bytes at {@code from}, written to {@code target} at {@code to}. */
    void node(byte[] children, int from, byte[] target, int to) {
        System.arraycopy(children, from, node, 1, 2 * Sha256.LENGTH_BYTES);
        digest.update(node);
        try {
            digest.digest(target, to, Sha256.LENGTH_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 digest fits in 32 bytes", e);
        }
    }
}
