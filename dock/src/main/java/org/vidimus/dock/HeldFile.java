package org.vidimus.dock;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * A file on a camera, in its folder, which is held open: whatever is mounted in its place meanwhile, what is read, looked at and
 * erased here lies in one and the same folder. Follows no link.
 */
final class HeldFile implements AutoCloseable {
    private final SecureDirectoryStream<Path> folder;
    private final Path name;

    private HeldFile(SecureDirectoryStream<Path> folder, Path name) {
        this.folder = folder;
        this.name = name;
    }

    /** @throws IOException if its folder cannot be opened, or not be held by this system */
    static HeldFile of(Path file) throws IOException {
        Path name = Optional.ofNullable(file.getFileName()).orElseThrow();
        DirectoryStream<Path> folder =
                Files.newDirectoryStream(Optional.ofNullable(file.getParent()).orElseThrow());
        if (folder instanceof SecureDirectoryStream<Path> held) {
            return new HeldFile(held, name);
        }
        folder.close();
        throw new IOException("this system cannot hold a folder open");
    }

    BasicFileAttributes attributes() throws IOException {
        return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    SeekableByteChannel open() throws IOException {
        return folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    void delete() throws IOException {
        folder.deleteFile(name);
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
