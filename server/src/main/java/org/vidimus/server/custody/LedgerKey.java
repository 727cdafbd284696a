package org.vidimus.server.custody;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import org.vidimus.server.KeyFile;
import org.vidimus.trust.Malformed;
import org.vidimus.trust.NoteSigner;

/**
 * The file that holds the ledger's private key, {@code keys/ledger.key}: outside of the database, readable by its owner alone,
 * made once and never written again.
 */
final class LedgerKey {
    private static final String FILE = "ledger.key";

    private LedgerKey() {}

    /**
     * Reads the key.
     *
     * @throws LedgerUnusable if the file is no key, or somebody else may read it
     */
    static Optional<NoteSigner> read(Path keys) throws IOException {
        Path file = keys.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        if (!KeyFile.OWNER_ONLY.containsAll(permissions)) {
            throw new LedgerUnusable("The ledger's key " + file + " may be read by others ("
                    + PosixFilePermissions.toString(permissions) + "). Find out who has read it; then run chmod 600.");
        }
        try {
            return Optional.of(NoteSigner.parse(Files.readString(file)));
        } catch (Malformed e) {
            throw new LedgerUnusable("The ledger's key " + file + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Stores a new key.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one already; it is left as it is
     */
    static void create(Path keys, NoteSigner key) throws IOException {
        KeyFile.create(keys, FILE, (key.encode() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
