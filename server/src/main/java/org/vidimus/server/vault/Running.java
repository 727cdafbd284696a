package org.vidimus.server.vault;

import java.security.MessageDigest;
import java.util.UUID;
import org.vidimus.trust.Sha256;

/**
 * What the writer of an object remembers between two appends, so that the next one needs neither the database nor the bytes.
 *
 * @param writer what extensions name themselves by, see {@link Objects#claim}
 * @param computation digest over exactly {@code extent.lengthBytes()} bytes; never changed, only copied
 */
record Running(KeyId key, UUID writer, Extent extent, MessageDigest computation) {
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
