package org.vidimus.server.vault;

import java.security.GeneralSecurityException;

/**
 * Wraps data keys, so that the database alone opens nothing. A key service outside the house fits behind this: the key never
 * has to leave it. Safe for use by many threads.
 */
public interface MasterKey {
    /** Names the key without telling anything of it; kept beside each data key that it wraps. */
    String id();

    /** Seals {@code dataKey} so that it only opens with the same {@code context}. */
    byte[] wrap(byte[] dataKey, byte[] context) throws GeneralSecurityException;

    /** @throws GeneralSecurityException if it was wrapped by another key, for another context, or was changed */
    byte[] unwrap(byte[] wrapped, byte[] context) throws GeneralSecurityException;
}
