package org.vidimus.dock.camera;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A small file on a camera that the dock writes: whole, or not at all. */
final class CameraFile {
    /** Ends the name of what is being written. Left behind by a camera that was pulled out, it is no evidence. */
    static final String UNFINISHED = ".vidimus-new";

    private static final int MOST_BYTES = 1 << 20;

    private CameraFile() {}

    /** The path below the camera's folder; upper and lower case are alike where something of it is there. */
    static Path at(Path root, String path) {
        return CameraFinder.locate(root, path).orElseGet(() -> root.resolve(path));
    }

    /**
     * Empty where there is no such file.
     *
     * @throws IOException if it cannot be read, or is larger than a file of settings can be
     */
    static Optional<byte[]> read(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
            throw new IOException("it is no file of at most " + MOST_BYTES + " bytes");
        }
        return Optional.of(Files.readAllBytes(file));
    }

    /**
     * On stable storage when this returns.
     *
     * @throws IOException if it could not be written; what was there before is there still
     */
    static void write(Path file, byte[] content) throws IOException {
        Path folder = Optional.ofNullable(file.getParent()).orElseThrow();
        Files.createDirectories(folder);
        Path unfinished = file.resolveSibling(FileName.of(file).text() + UNFINISHED);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException failed) {
            discard(unfinished, failed);
            throw failed;
        }
        // Commit point: the new file is whole on the card, and the old one stands until the rename. A camera pulled out
        // here keeps
        // the old one, and a file of another name that nobody reads.
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void discard(Path unfinished, IOException why) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException stuck) {
            why.addSuppressed(stuck);
        }
    }
}
