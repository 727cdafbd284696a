package org.vidimus.server.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Set;

/** Finds the house's master key at start, or makes it at the very first one. */
final class MasterKeyFile {
    private MasterKeyFile() {}

    /**
     * @param usedBefore ids of the master keys that the database's data keys were wrapped with
     * @throws IllegalStateException if data keys were wrapped with a key that this file is not: going on would take in
     *     evidence beside evidence that nobody can open, and hide the loss
     */
    static MasterKey open(Path file, Set<String> usedBefore) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            if (!usedBefore.isEmpty()) {
                throw new IllegalStateException(
                        "the master key " + file + " is missing, but the database has data keys that"
                                + " were wrapped with " + usedBefore + "; put the file back from its backup");
            }
            return FileMasterKey.make(file);
        }
        MasterKey key = FileMasterKey.read(file);
        if (!usedBefore.isEmpty() && !usedBefore.equals(Set.of(key.id()))) {
            throw new IllegalStateException("the master key " + file + " is " + key.id()
                    + ", but the database has data keys that were wrapped with " + usedBefore
                    + "; put the right file back from its backup");
        }
        return key;
    }
}
