package org.vidimus.server.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** oidc-provider of npm in a process of its own, installed from its lock file when it is first asked for. */
final class OpenIdProvider implements AutoCloseable {
    private static final Path SOURCES =
            Path.of("src", "test", "node", "openid-provider").toAbsolutePath();
    private static final Path HOME = Path.of("target", "openid-provider").toAbsolutePath();
    static final String SECRET = "a secret of 256 bits, more or less, that both sides know";

    private final Process process;
    private final String issuer;
    private final HttpClient http = HttpClient.newHttpClient();

    private OpenIdProvider(Process process, String issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /** @param house address that it sends browsers back to */
    static OpenIdProvider start(String house) {
        try {
            install();
            // A port that was free a moment ago may be somebody's outgoing connection by now.
            for (int i = 0; i < 5; i++) {
                Optional<OpenIdProvider> started = startAt(freePort(), house);
                if (started.isPresent()) {
                    return started.get();
                }
            }
            throw new IOException("the provider did not start: " + Files.readString(HOME.resolve("provider.log")));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty when the process ended before it was ready. */
    private static Optional<OpenIdProvider> startAt(int port, String house) throws IOException {
        Process process = new ProcessBuilder("node", "provider.mjs", Integer.toString(port), house)
                .directory(HOME.toFile())
                .redirectError(HOME.resolve("provider.log").toFile())
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals("READY")) {
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
                return Optional.of(new OpenIdProvider(process, "http://127.0.0.1:" + port));
            }
        }
        return Optional.empty();
    }

    String issuer() {
        return issuer;
    }

    /** Who comes next and with which claims, or how it lies about them. */
    String control(Map<String, Object> wish) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(issuer + "/control"))
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            JsonMapper.shared().writeValueAsString(wish)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static synchronized void install() throws IOException, InterruptedException {
        Path lock = HOME.resolve("package-lock.json");
        boolean there = Files.isDirectory(HOME.resolve("node_modules").resolve("oidc-provider"))
                && Files.isRegularFile(lock)
                && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0;
        Files.createDirectories(HOME);
        for (String name : List.of(".npmrc", "package.json", "package-lock.json", "provider.mjs")) {
            Files.copy(SOURCES.resolve(name), HOME.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        if (there) {
            return;
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-progress", "--ignore-scripts")
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (npm.waitFor() != 0) {
            Files.deleteIfExists(lock);
            throw new IOException("npm could not install oidc-provider: " + said);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
