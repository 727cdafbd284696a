package org.vidimus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;

/** An upload client that knows nothing of us does with us what it does with every other server of its protocol. */
@ServerTest
class StrangerClientTest {
    private static final int LENGTH = 64 << 20;

    @LocalServerPort
    int port;

    @Autowired
    TestPeople people;

    @TempDir
    Path folder;

    TusClient dock;
    StrangerClient stranger;

    @BeforeEach
    void connect() throws Exception {
        String server = "http://127.0.0.1:" + port;
        dock = new TusClient(server, people.token(Role.DOCK));
        stranger =
                new StrangerClient(server + "/api/uploads", people.token(Role.DOCK), folder.resolve("addresses.json"));
    }

    @Test
    void uploadsAFileInOnePiece() throws Exception {
        Path file = file("whole.mp4", 5_000_000, 1);

        StrangerClient.Run run = stranger.upload(file, 0, Map.of("filename", "whole.mp4"));

        assertThat(run.code()).as("%s", run.said()).isZero();
        becomesEvidence(run.last("done"), file);
    }

    @Test
    void goesOnInAnotherProcessWhereItWasKilled() throws Exception {
        Path file = file("killed.mp4", LENGTH, 2);
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, String> metadata = Map.of(
                "filename",
                "killed.mp4",
                "filetype",
                "video/mp4",
                "sha256",
                digest(file).toString());

        String address = "";
        for (int kill = 1; kill <= 3; kill++) {
            // Behind the first chunk: until then nobody knows the address.
            long enough = (2 << 20) + random.nextLong(LENGTH / 10L) + (kill - 1) * LENGTH / 4L;
            StrangerClient.Run cut = stranger.uploadUntil(
                    file, 1 << 20, metadata, line -> line.startsWith("sent ") && sentOf(line) > enough);
            assertThat(cut.code()).as("seed %d, %s", seed, cut.said()).isEqualTo(137);
            address = cut.last(kill == 1 ? "at" : "resumes");
        }
        StrangerClient.Run last = stranger.upload(file, 1 << 20, metadata);

        assertThat(last.code()).as("seed %d, %s", seed, last.said()).isZero();
        assertThat(last.last("resumes")).isEqualTo(address);
        assertThat(last.last("done")).isEqualTo(address);
        assertThat(last.said())
                .filteredOn(line -> line.startsWith("sent "))
                .first()
                .satisfies(line -> assertThat(sentOf(line)).isPositive());
        becomesEvidence(address, file);
    }

    private static long sentOf(String line) {
        return Long.parseLong(line.substring("sent ".length()));
    }

    private void becomesEvidence(String address, Path file) throws Exception {
        String path = URI.create(address).getPath();
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        dock.get(path).json().get("state").asString())
                .isEqualTo("SECURED"));
        JsonNode upload = dock.get(path).json();
        assertThat(upload.get("sha256").asString()).isEqualTo(digest(file).toString());
        TusClient manager = new TusClient("http://127.0.0.1:" + port, people.token(Role.EVIDENCE_MANAGER));
        String evidence = "/api/evidence/" + upload.get("evidence").asString();
        assertThat(manager.get(evidence).json().at("/originals/0/sha256").asString())
                .isEqualTo(digest(file).toString());
        assertThat(Sha256.of(manager.get(evidence + "/originals/1/content")
                        .response()
                        .body()))
                .isEqualTo(digest(file));
    }

    private Path file(String name, int length, long seed) throws Exception {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return Files.write(folder.resolve(name), bytes);
    }

    private static Sha256 digest(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return Sha256.of(in.readAllBytes());
        }
    }
}
