package org.vidimus.server.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vidimus.server.ServerProcess;

/** Memory of a server's process: what its heap keeps behind each collection, and what the system has given it. */
public final class Flatness {
    private static final Pattern COLLECTION = Pattern.compile("Pause .* [0-9]+M->([0-9]+)M\\(");

    private final ServerProcess server;
    private final Path folder;

    /** @param folder the one of {@link #options} */
    public Flatness(ServerProcess server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Options as {@code ./vidimus serve} starts a server with, and a note of each collection. */
    public static List<String> options(Path folder) {
        return List.of(
                "-Xmx512m",
                "-XX:+UseParallelGC",
                "-XX:MaxDirectMemorySize=256m",
                "-Xlog:gc:file=" + folder.resolve("gc.log"));
    }

    /** Most that was left behind a full or young collection. */
    public long liveMegabytes() {
        Matcher collections = COLLECTION.matcher(read(folder.resolve("gc.log")));
        long most = 0;
        while (collections.find()) {
            most = Math.max(most, Long.parseLong(collections.group(1)));
        }
        return most;
    }

    /** What the process has of the machine's memory now. */
    public long residentMegabytes() {
        return status("VmRSS");
    }

    /** The most that it ever had. */
    public long peakMegabytes() {
        return status("VmHWM");
    }

    private long status(String key) {
        return read(Path.of("/proc", Long.toString(server.pid()), "status"))
                        .lines()
                        .filter(line -> line.startsWith(key + ":"))
                        .map(line -> line.replaceAll("[^0-9]", ""))
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElseThrow()
                / 1024;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "resident " + residentMegabytes() + " MB, at most " + peakMegabytes()
                + " MB; heap behind a collection at most " + liveMegabytes() + " MB";
    }
}
