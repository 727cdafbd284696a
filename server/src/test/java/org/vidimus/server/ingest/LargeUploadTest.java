package org.vidimus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.server.ServerProcess;
import org.vidimus.trust.Sha256;

/**
 * Ten gigabytes in one request, and 64 uploads beside each other, into a server with a heap of 512 MB. Wants 22 GB of disk; sizes are told
 * by the system properties {@code vidimus.large.one} and {@code vidimus.large.each}, in bytes.
 */
@Tag("long")
class LargeUploadTest {
    private static final long ONE = Long.getLong("vidimus.large.one", 10L << 30);
    private static final long EACH = Long.getLong("vidimus.large.each", 128L << 20);
    private static final int MANY = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @TempDir
    Path folder;

    @Test
    void takesTenGigabytesAndSixtyFourBesideThemInASmallHeap() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, Flatness.options(folder), List.of())) {
            Flatness memory = new Flatness(server, folder);
            TusClient dock = new TusClient(server.url(), server.dockToken());
            upload(dock, 256L << 20, 0);
            long small = memory.residentMegabytes();
            System.out.println("after 256 MB: " + memory);

            List<Sent> sent = new ArrayList<>();
            try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Sent>> running = new ArrayList<>();
                running.add(hands.submit(() -> upload(dock, ONE, 1)));
                for (int i = 0; i < MANY; i++) {
                    long seed = 2 + i;
                    running.add(hands.submit(() -> upload(dock, EACH, seed)));
                }
                for (Future<Sent> one : running) {
                    sent.add(one.get());
                }
            }
            System.out.println("all sent: " + memory);
            for (Sent one : sent) {
                awaitSecured(dock, one);
            }
            System.out.println("all secured: " + memory);

            assertThat(memory.liveMegabytes()).as("heap behind a collection").isLessThan(320);
            assertThat(memory.peakMegabytes())
                    .as("resident; %d MB after the first", small)
                    .isLessThan(1_100);
            assertThat(Files.readString(server.log())).doesNotContain("OutOfMemoryError");
        }
    }

    private record Sent(String path, Sha256 sha256) {}

    private static Sent upload(TusClient dock, long lengthBytes, long seed) {
        Sha256 digest = GeneratedFootage.digest(lengthBytes, seed);
        String path =
                dock.created(lengthBytes, Map.of("filename", "large-" + seed + ".bin", "sha256", digest.toString()));
        TusClient.Answer answer = dock.patch(path, 0, () -> new GeneratedFootage(lengthBytes, seed), lengthBytes);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.offset()).isEqualTo(lengthBytes);
        return new Sent(path, digest);
    }

    private static void awaitSecured(TusClient dock, Sent sent) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(
                        dock.get(sent.path()).json().get("state").asString())
                .isEqualTo("SECURED"));
        assertThat(dock.get(sent.path()).json().get("sha256").asString())
                .isEqualTo(sent.sha256().toString());
    }
}
