package org.vidimus.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.server.FreePort;
import org.vidimus.server.Vidimus;

/** The server as a process of its own, with the database that it brings along: killed, and started again. */
@Tag("long")
class StartTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path data;

    private final List<Process> started = new ArrayList<>();
    private final int port = FreePort.any();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stopAll() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        long database = postmaster();
        ProcessHandle.of(database).ifPresent(ProcessHandle::destroy);
        await(() -> ProcessHandle.of(database).isEmpty());
    }

    @Test
    void findsItsDatabaseAgainAfterBeingKilled() throws Exception {
        Process first = start();
        long database = postmaster();
        String key = get("/api/ledger/key").body();
        assertThat(get("/api/session").statusCode()).isEqualTo(401);

        first.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(database))
                .as("the database lives on, an orphan")
                .isPresent();
        long begin = System.nanoTime();
        start();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
        assertThat(postmaster()).as("the same database process").isEqualTo(database);
        assertThat(get("/api/ledger/key").body()).isEqualTo(key);
        assertThat(get("/api/ledger/checkpoint").statusCode()).isEqualTo(200);
    }

    @Test
    void recoversItsDatabaseAfterBothWereKilled() throws Exception {
        Process first = start();
        long database = postmaster();
        String key = get("/api/ledger/key").body();

        first.destroyForcibly().waitFor();
        ProcessHandle.of(database).orElseThrow().destroyForcibly();
        await(() -> ProcessHandle.of(database).isEmpty());
        start();

        assertThat(postmaster()).isNotEqualTo(database);
        assertThat(get("/api/ledger/key").body()).isEqualTo(key);
    }

    @Test
    void doesNotStartWithoutTheLedgersKeyAndSaysWhy() throws Exception {
        Process first = start();
        first.destroy();
        first.waitFor();
        Files.delete(data.resolve("keys/ledger.key"));

        Process second = launch();

        assertThat(second.waitFor(PATIENCE)).isTrue();
        assertThat(second.exitValue()).isNotZero();
        assertThat(Files.readString(data.resolve("server.log"))).contains("Put ledger.key back");
        assertThat(data.resolve("keys/ledger.key")).doesNotExist();
    }

    private Process start() throws Exception {
        Process process = launch();
        await(() -> {
            assertThat(process.isAlive())
                    .as("%s", Files.readString(data.resolve("server.log")))
                    .isTrue();
            return isUp();
        });
        return process;
    }

    private Process launch() throws IOException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        Vidimus.class.getName(),
                        "--vidimus.data=" + data,
                        "--server.port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.to(data.resolve("server.log").toFile()))
                .start();
        started.add(process);
        return process;
    }

    private boolean isUp() throws InterruptedException {
        try {
            return get("/api/health").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.sleep(100);
        }
    }
}
