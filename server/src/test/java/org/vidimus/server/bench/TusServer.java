package org.vidimus.server.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code @tus/server} with SHA-256 and fsync, run by Node: {@code server/src/test/node/tus-baseline}. */
final class TusServer implements AutoCloseable {
    private final Process process;
    private final URI url;
    private final Path files;

    private TusServer(Process process, URI url, Path files) {
        this.process = process;
        this.url = url;
        this.files = files;
    }

    /**
     * Starts it; installs it by npm before, where it was not yet.
     *
     * @return empty where Node, npm or the package is not to be had; the table says why
     */
    static Optional<TusServer> start(Path folder, Table table) throws IOException, InterruptedException {
        Path house = Path.of(System.getProperty("vidimus.house", "."));
        Path sources = house.resolve("server/src/test/node/tus-baseline");
        Path installed = Files.createDirectories(house.resolve("server/target/tus-baseline"));
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "server.mjs")) {
            Files.copy(sources.resolve(file), installed.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            if (!Files.exists(installed.resolve("node_modules/.package-lock.json"))) {
                install(installed);
            }
            return Optional.of(run(installed, Files.createDirectories(folder)));
        } catch (IOException e) {
            table.say("@tus/server is left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void install(Path installed) throws IOException, InterruptedException {
        File log = installed.resolve("npm.log").toFile();
        int code = new ProcessBuilder("npm", "ci", "--omit=optional", "--ignore-scripts")
                .directory(installed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("npm ci ended with " + code + ", see " + log);
        }
    }

    private static TusServer run(Path installed, Path files) throws IOException {
        Process process = new ProcessBuilder("node", "server.mjs", files.toString())
                .directory(installed.toFile())
                .redirectError(installed.resolve("server.log").toFile())
                .start();
        String port = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (port == null) {
            throw new IOException("it did not start, see " + installed.resolve("server.log"));
        }
        return new TusServer(process, URI.create("http://127.0.0.1:" + port), files);
    }

    URI url() {
        return url;
    }

    /** Removes what was uploaded. */
    void forget() throws IOException {
        try (Stream<Path> stored = Files.list(files)) {
            for (Path file : stored.toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
