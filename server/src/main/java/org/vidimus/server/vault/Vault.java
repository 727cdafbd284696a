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
     */
    Appended append(ObjectId object, long offsetBytes, InputStream bytes, long atMostBytes) throws IOException;

    /** Length in bytes of what is durable. */
    long lengthBytes(ObjectId object);

    /** SHA-256 of all that is durable, from the running digest where it is still in memory, else by reading back. */
    Sha256 digest(ObjectId object) throws IOException;

    /** Reads everything back from stable storage, decrypts and hashes it. Never served from memory. */
    Sha256 readBack(ObjectId object) throws IOException;

    /** Opens the plain bytes from {@code offsetBytes}, at most {@code lengthBytes}; touches only the segments they lie in. */
    InputStream open(ObjectId object, long offsetBytes, long lengthBytes) throws IOException;

    /** Removes the bytes. The rows go with the transaction that is running, the bytes after its commit. */
    void delete(ObjectId object);

    /** @param offsetBytes end of what is durable now; {@code sourceBroke} tells a source that failed from one that ended */
    record Appended(long offsetBytes, boolean sourceBroke) {}
}
