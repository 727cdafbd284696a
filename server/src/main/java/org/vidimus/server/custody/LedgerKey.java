package org.vidimus.server.custody;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.vidimus.trust.Malformed;
import org.vidimus.trust.NoteSigner;

/**
 * The file that holds the ledger's private key, {@code keys/ledger.key}: outside of the database, readable by its owner alone,
 * made once and never written again.
 */
final class LedgerKey {
    private static final String FILE = "ledger.key";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

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
        if (!OWNER_ONLY.containsAll(permissions)) {
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
     * @throws FileAlreadyExistsException if there is one already; it is left as it is
     */
    static void create(Path keys, NoteSigner key) throws IOException {
        Files.createDirectories(
                keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path draft = Files.createTempFile(keys, FILE, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.writeString(draft, key.encode() + "\n");
            sync(draft, StandardOpenOption.WRITE);
            // A link, not a move: it fails where there is a key already. Commit point: the key is durable under its
            // name before
            // anything refers to it. A crash before leaves a draft that nobody reads.
            Files.createLink(keys.resolve(FILE), draft);
            sync(keys, StandardOpenOption.READ);
        } finally {
            Files.delete(draft);
        }
    }

    private static void sync(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }
}
