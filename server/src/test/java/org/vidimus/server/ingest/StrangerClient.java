package org.vidimus.server.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;

/**
 * tus-js-client as npm delivers it, in Node: each run is a process of its own. The package is installed from its lock file when it is
 * first asked for, under the build's folder.
 */
final class StrangerClient {
    private static final Path SOURCES = Path.of("src", "test", "node", "tus").toAbsolutePath();
    private static final Path HOME = Path.of("target", "tus-js-client").toAbsolutePath();

    private final String endpoint;
    private final String token;
    private final Path kept;

    /** @param kept file where it remembers the addresses of its uploads between two runs */
    StrangerClient(String endpoint, String token, Path kept) throws IOException, InterruptedException {
        install();
        this.endpoint = endpoint;
        this.token = token;
        this.kept = kept;
    }

    /** What a run said, line by line, and how it ended; 137 when it was killed. */
    record Run(List<String> said, int code) {
        /** The rest of the last line that begins so. */
        String last(String word) {
            return said.stream()
                    .filter(line -> line.startsWith(word + " "))
                    .reduce((first, second) -> second)
                    .map(line -> line.substring(word.length() + 1))
                    .orElseThrow(() -> new AssertionError("no \"" + word + "\" in " + said));
        }
    }

    Run upload(Path file, long chunkBytes, Map<String, String> metadata) throws IOException, InterruptedException {
        return uploadUntil(file, chunkBytes, metadata, line -> false);
    }

    /** The same, but it is killed, as by a power cut, at the first line that fits. */
    Run uploadUntil(Path file, long chunkBytes, Map<String, String> metadata, Predicate<String> enough)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "node",
                        SOURCES.resolve("upload.mjs").toString(),
                        endpoint,
                        file.toString(),
                        kept.toString(),
                        Long.toString(chunkBytes),
                        JsonMapper.shared().writeValueAsString(metadata))
                .directory(HOME.toFile())
                .redirectErrorStream(true);
        builder.environment().put("VIDIMUS_TOKEN", token);
        Process process = builder.start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (enough.test(line)) {
                    // By its handle: the process itself would close its output before we have read it.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        return new Run(said, process.waitFor());
    }

    /** {@code npm ci}, unless what is installed is what the lock file says. */
    private static synchronized void install() throws IOException, InterruptedException {
        Path lock = HOME.resolve("package-lock.json");
        Path done = HOME.resolve("node_modules").resolve("tus-js-client");
        if (Files.isDirectory(done)
                && Files.isRegularFile(lock)
                && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0) {
            return;
        }
        Files.createDirectories(HOME);
        for (String name : List.of(".npmrc", "package.json", "package-lock.json")) {
            Files.copy(SOURCES.resolve(name), HOME.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-progress", "--ignore-scripts")
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (npm.waitFor() != 0) {
            // Else the next run would take a half-made folder for a whole one.
            Files.deleteIfExists(lock);
            throw new IOException("npm could not install tus-js-client: " + said);
        }
    }
}
