package org.vidimus.dock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the dock is about to erase, written down before it does: so that after a crash between erasing and reporting, the
 * server still gets to know. Everything else the dock finds out again from the cameras and the server.
 *
 * <p>A file of lines in the dock's state folder; a line feed before each keeps one that was cut off from spoiling the next. Safe for many threads; one
 * process at a time, kept by a lock.
 */
final class EraseJournal implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FileChannel lockFile;
    private final FileLock lock;
    private final FileChannel lines;
    private final Map<UUID, Intent> pending = new LinkedHashMap<>();

    /**
     * @param upload the upload whose file is to go
     * @param serial the camera's
     * @param file path relative to the camera's folder, percent-encoded: names on cameras are bytes
     */
    record Intent(UUID upload, String serial, String file, long lengthBytes, long modifiedMs, Instant at) {}

    /** Another dock works with this state folder. */
    static final class InUse extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private EraseJournal(FileChannel lockFile, FileLock lock, FileChannel lines) {
        this.lockFile = lockFile;
        this.lock = lock;
        this.lines = lines;
    }

    /**
     * Opens the journal in {@code folder}, and makes both if need be.
     *
     * @throws InUse if another process has it open
     */
    static EraseJournal open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel lockFile =
                FileChannel.open(folder.resolve("dock.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(lockFile);
        Path file = folder.resolve("erasures.journal");
        Map<UUID, Intent> pending = read(file);
        rewrite(file, pending);
        FileChannel lines = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        EraseJournal journal = new EraseJournal(lockFile, lock, lines);
        journal.pending.putAll(pending);
        return journal;
    }

    private static FileLock lock(FileChannel lockFile) throws IOException {
        FileLock lock;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            lock = null;
        }
        if (lock == null) {
            lockFile.close();
            throw new InUse();
        }
        return lock;
    }

    /** Leaves the old journal or the new one, never a part of either: the rename is the commit point. */
    private static void rewrite(Path file, Map<UUID, Intent> pending) throws IOException {
        Path draft = file.resolveSibling("erasures.journal.new");
        StringBuilder text = new StringBuilder();
        pending.values().forEach(intent -> text.append(line(intent)));
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(channel, text.toString());
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(Optional.ofNullable(file.getParent()).orElseThrow());
    }

    /** A line that cannot be read was not complete when the power went, so nothing had been erased because of it. */
    private static Map<UUID, Intent> read(Path file) throws IOException {
        Map<UUID, Intent> pending = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return pending;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
            try {
                JsonNode node = JSON.readTree(line);
                if (node.has("erase")) {
                    Intent intent = intent(node);
                    pending.put(intent.upload(), intent);
                } else if (node.has("over")) {
                    pending.remove(UUID.fromString(node.path("over").asString()));
                }
            } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException torn) {
                continue;
            }
        }
        return pending;
    }

    private static Intent intent(JsonNode node) {
        return new Intent(
                UUID.fromString(node.path("erase").asString()),
                node.path("camera").asString(),
                node.path("file").asString(),
                node.path("lengthBytes").asLong(),
                node.path("modifiedMs").asLong(),
                Instant.parse(node.path("at").asString()));
    }

    private static String line(Intent intent) {
        ObjectNode node = JSON.createObjectNode()
                .put("erase", intent.upload().toString())
                .put("camera", intent.serial())
                .put("file", intent.file())
                .put("lengthBytes", intent.lengthBytes())
                .put("modifiedMs", intent.modifiedMs())
                .put("at", intent.at().toString());
        return JSON.writeValueAsString(node) + "\n";
    }

    /** On stable storage when this returns. Nothing may be erased if it throws. */
    synchronized void intend(Intent intent) throws IOException {
        write(lines, "\n" + line(intent));
        lines.force(false);
        // Commit point: a crash from here on leaves an intent. The next start looks whether the file is still there.
        pending.put(intent.upload(), intent);
    }

    /** The intent is fulfilled and reported, or was given up with the file still there. */
    synchronized void over(UUID upload) throws IOException {
        pending.remove(upload);
        write(lines, "\n" + JSON.writeValueAsString(JSON.createObjectNode().put("over", upload.toString())) + "\n");
        // Not forced: if this line is lost, the next start looks at the file and at the server again, and both know.
    }

    /** Intents about a camera that are not over. */
    synchronized List<Intent> pending(String serial) {
        return pending.values().stream()
                .filter(intent -> intent.serial().equals(serial))
                .toList();
    }

    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        lines.close();
        lock.release();
        lockFile.close();
    }
}
