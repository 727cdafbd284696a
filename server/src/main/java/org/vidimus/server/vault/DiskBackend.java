package org.vidimus.server.vault;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A directory: one append-only file an object, its parts' ciphertexts one behind the other, in 256 folders by the first two
 * digits of the object's id.
 *
 * <pre>
 * objects/6f/6f1c0c5e-….sealed    part 1 | part 2 | …      (see {@link Seal} for the layout of a part)
 * lock                            held by the one server that works here
 * </pre>
 */
final class DiskBackend implements Backend, AutoCloseable {
    private static final Pattern NAME =
            Pattern.compile("([0-9a-f]{2})[0-9a-f]{6}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.sealed");
    private static final int FOLDERS = 256;

    private final Path objects;
    private final FileChannel lock;
    private final boolean direct;

    private DiskBackend(Path objects, FileChannel lock, boolean direct) {
        this.objects = objects;
        this.lock = lock;
        this.direct = direct;
    }

    /**
     * Makes the folders where they are missing, and keeps every other server out until it is closed or its process ends.
     *
     * @throws IllegalStateException if another server works here: two would cut each other's uploads
     */
    static DiskBackend open(Path root) throws IOException {
        Files.createDirectories(
                root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FileChannel lock = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(lock)) {
            lock.close();
            throw new IllegalStateException("the vault " + root + " is in use by another server");
        }
        Path objects = root.resolve("objects");
        Files.createDirectories(objects);
        for (int i = 0; i < FOLDERS; i++) {
            Files.createDirectories(objects.resolve("%02x".formatted(i)));
        }
        sync(objects);
        sync(root);
        return new DiskBackend(objects, lock, directWorks(root.resolve("lock")));
    }

    @Override
    public Pen write(ObjectId object, Extent known) throws IOException {
        Path file = file(object);
        if (known.storedBytes() == 0 && !Files.exists(file)) {
            FileChannel made = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // The name must be as durable as the bytes: without this, a power cut can take the whole file.
            sync(parent(file));
            return new DiskPen(made, known);
        }
        FileChannel opened = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            DiskPen pen = new DiskPen(opened, known);
            pen.cut(known);
            return pen;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public void trim(ObjectId object, Extent known) throws IOException {
        if (storedBytes(object).orElse(0) > known.storedBytes()) {
            write(object, known).close();
        }
    }

    @Override
    public Copy read(ObjectId object, From from) throws IOException {
        Path file = file(object);
        if (from == From.STABLE_STORAGE && direct) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, ExtendedOpenOption.DIRECT);
            int block = Math.toIntExact(Files.getFileStore(file).getBlockSize());
            return new DiskCopy(channel, new DirectReads(channel, block));
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new DiskCopy(channel, channel::read);
    }

    @Override
    public void remove(ObjectId object) throws IOException {
        Path file = file(object);
        if (Files.deleteIfExists(file)) {
            sync(parent(file));
        }
    }

    @Override
    public OptionalLong storedBytes(ObjectId object) throws IOException {
        try {
            return OptionalLong.of(Files.size(file(object)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void list(Consumer<ObjectId> known, Consumer<String> strangers) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(objects)) {
            for (Path folder : folders) {
                if (!Files.isDirectory(folder)) {
                    strangers.accept(objects.relativize(folder).toString());
                    continue;
                }
                listFolder(folder, known, strangers);
            }
        }
    }

    private void listFolder(Path folder, Consumer<ObjectId> known, Consumer<String> strangers) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                var match = NAME.matcher(name);
                if (match.matches()
                        && match.group(1).equals(folder.getFileName().toString())
                        && Files.isRegularFile(file)) {
                    known.accept(new ObjectId(UUID.fromString(name.substring(0, 36))));
                } else {
                    strangers.accept(objects.relativize(file).toString());
                }
            }
        }
    }

    @Override
    public long roomBytes() throws IOException {
        return Files.getFileStore(objects).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** Where the object's bytes are, for tests that break them. */
    Path file(ObjectId object) {
        String id = object.toString();
        return objects.resolve(id.substring(0, 2)).resolve(id + ".sealed");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (java.nio.channels.OverlappingFileLockException e) {
            return false;
        }
    }

    /** Not every file system can read around the page cache; where it cannot, a read-back at least opens the file anew. */
    private static boolean directWorks(Path probe) {
        try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.READ, ExtendedOpenOption.DIRECT)) {
            return channel.isOpen() && Files.getFileStore(probe).getBlockSize() > 0;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static Path parent(Path file) {
        return java.util.Objects.requireNonNull(file.getParent());
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }
}
