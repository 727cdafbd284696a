package org.vidimus.server.vault;

import java.security.MessageDigest;
import org.vidimus.trust.Sha256;

/**
 * What the writer of an object remembers between two appends, so that the next one needs neither the database nor the bytes.
 *
 * @param computation digest over exactly {@code extent.lengthBytes()} bytes; never changed, only copied
 */
record Running(KeyId key, Extent extent, MessageDigest computation) {
    /** Returns a computation to go on with. */
    MessageDigest copy() {
        try {
            return (MessageDigest) computation.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of this platform cannot be copied", e);
        }
    }

    Sha256 digest() {
        return Sha256.ofDigest(copy().digest());
    }
}
