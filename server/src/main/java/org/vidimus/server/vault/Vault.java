package org.vidimus.server.vault;

import java.io.IOException;
import java.io.InputStream;
import org.vidimus.trust.Sha256;

/**
 * Where sealed bytes live. An object is an append-only run of bytes under one data key; its bytes never change once they are
 * stored, and are only readable through the key, which is only readable through the master key.
 */
public interface Vault {
    /** Makes an empty object under {@code key}; the data key is made and wrapped if it does not exist. Joins the transaction. */
    ObjectId create(KeyId key);

    /**
     * Appends up to {@code atMostBytes} from {@code bytes}. Must be called outside of a transaction. All that is counted in
     * the answer is on stable storage, and known to the database, before this returns or throws.
     *
     * @return what became durable; less than offered when the source ended or broke off
     * @throws VaultFull if stable storage has no room; what was durable before stays so
     * @throws ObjectBusy if another writer holds the object
     * @throws WrongOffset if the object does not end at {@code offsetBytes}, or is sealed
     */
    default Appended append(ObjectId object, long offsetBytes, InputStream bytes, long atMostBytes) throws IOException {
        return append(object, offsetBytes, bytes, atMostBytes, Condition.NONE);
    }

    /**
     * The same, all or nothing: nothing becomes durable unless the source ended and {@code condition} held then. With a
     * condition, {@link Appended#offsetBytes()} is either the end of all that was offered or {@code offsetBytes}.
     */
    Appended append(ObjectId object, long offsetBytes, InputStream bytes, long atMostBytes, Condition condition)
            throws IOException;

    /**
     * Ends the object: nothing is appended any more, and its bytes are expected to hash to {@code sha256} from now on. Joins
     * the transaction.
     */
    void seal(ObjectId object, Sha256 sha256);

    /** Length in bytes of what is durable. */
    long lengthBytes(ObjectId object);

    /** SHA-256 of all that is durable, from the running digest where it is still in memory, else by reading back. */
    Sha256 digest(ObjectId object) throws IOException;

    /**
     * Reads everything back from stable storage, decrypts and hashes it. Never served from memory.
     *
     * @throws SealBroken if what is stored is not what was sealed; the finding is recorded
     */
    Sha256 readBack(ObjectId object) throws IOException;

    /**
     * Opens the plain bytes from {@code offsetBytes}, at most {@code lengthBytes}; touches only the segments they lie in.
     * The stream's {@code skip} costs nothing, and its {@code read} throws {@link SealBroken} where the seal does not hold.
     */
    InputStream open(ObjectId object, long offsetBytes, long lengthBytes) throws IOException;

    /** Removes the bytes. The rows go with the transaction that is running, the bytes after its commit. */
    void delete(ObjectId object);

    /** @param offsetBytes end of what is durable now; {@code sourceBroke} tells a source that failed from one that ended */
    record Appended(long offsetBytes, boolean sourceBroke) {}

    /** Asked once, when the source has ended, before anything of it becomes durable. */
    @FunctionalInterface
    interface Condition {
        /** Makes what arrives durable on the way, and keeps what came before the source broke. */
        Condition NONE = () -> true;

        boolean holds();
    }
}
