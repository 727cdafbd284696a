package org.vidimus.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** How a secret of the house becomes a file of {@code keys/}: whole or not at all, once, and its owner's alone. */
public final class KeyFile {
    public static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /**
     * Stores a secret under a name that has none yet; it is durable when this returns.
     *
     * @throws FileAlreadyExistsException if there is one already; it is left as it is
     */
    public static void create(Path folder, String name, byte[] secret) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path draft = Files.createTempFile(folder, name, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.write(draft, secret);
            sync(draft, StandardOpenOption.WRITE);
            // A link, not a move: it fails where there is a secret already. Commit point: the secret is durable under
            // its name before anything depends on it. A crash before leaves a draft that nobody reads.
            Files.createLink(folder.resolve(name), draft);
            sync(folder, StandardOpenOption.READ);
        } finally {
            Files.delete(draft);
        }
    }

    /** What is stored under the name; a fresh secret is, where nothing was. Of two that begin at once both get the first one's. */
    public static byte[] readOrCreate(Path folder, String name, Supplier<byte[]> fresh) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            try {
                create(folder, name, fresh.get());
            } catch (FileAlreadyExistsException another) {
                // Somebody else was faster, and theirs is read now.
            }
        }
        return Files.readAllBytes(file);
    }

    private static void sync(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }
}
