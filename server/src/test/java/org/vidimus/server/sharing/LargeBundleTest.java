package org.vidimus.server.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.server.ServerProcess;
import org.vidimus.server.ingest.Flatness;
import org.vidimus.server.ingest.GeneratedFootage;
import org.vidimus.server.ingest.TusClient;
import org.vidimus.trust.BundleCheck;
import org.vidimus.trust.BundleReport;
import org.vidimus.trust.NoteVerifier;
import org.vidimus.trust.Progress;
import org.vidimus.trust.Trusted;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bundle that needs zip64 in every way: an original of more than 4 GiB, others behind it. Wants 12 GB of disk. */
@Tag("long")
class LargeBundleTest {
    private static final long LARGE = (4L << 30) + 12_345;
    private static final long[] OTHERS = {300L << 20, 1, 200L << 20};
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    @Test
    void isWrittenFromASmallHeapAndReadByEverybody() throws Exception {
        Path zip = folder.resolve("large.zip");
        NoteVerifier key;
        try (ServerProcess server = ServerProcess.start(folder.resolve("house"), Flatness.options(folder), List.of())) {
            Flatness memory = new Flatness(server, folder);
            List<String> evidence = new ArrayList<>();
            // Small ones on both sides of the large one, whatever the order of their ids is.
            evidence.add(uploaded(server, LARGE, 1));
            for (int i = 0; i < OTHERS.length; i++) {
                evidence.add(uploaded(server, OTHERS[i], 2 + i));
            }
            System.out.println("all secured: " + memory);
            export(server, evidence, zip);
            key = NoteVerifier.parse(new String(get(server, "/api/ledger/key"), StandardCharsets.UTF_8));
            System.out.println("exported " + Files.size(zip) + " bytes: " + memory);
            assertThat(memory.liveMegabytes()).isLessThan(320);
            assertThat(memory.peakMegabytes()).isLessThan(1_100);
        }

        BundleReport report = BundleCheck.check(zip, Trusted.key(key), Progress.IGNORED);
        assertThat(report.verdict()).as("%s", report.findings()).isEqualTo(BundleReport.Verdict.HOLDS);
        assertThat(run("unzip", "-tqq", zip.toString())).isEmpty();
        assertThat(run(
                        "python3",
                        "-c",
                        "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), max(i.file_size for i in z.infolist()))",
                        zip.toString()))
                .isEqualTo("None " + LARGE + "\n");
        try (ZipFile opened = new ZipFile(zip.toFile())) {
            assertThat(opened.stream().filter(entry -> entry.getName().contains("/data/")))
                    .hasSize(1 + OTHERS.length);
        }
    }

    private static String uploaded(ServerProcess server, long lengthBytes, long seed) {
        TusClient dock = new TusClient(server.url(), server.dockToken());
        String path = dock.created(
                lengthBytes,
                Map.of(
                        "filename",
                        "large-" + seed + ".bin",
                        "sha256",
                        GeneratedFootage.digest(lengthBytes, seed).toString()));
        assertThat(dock.patch(path, 0, () -> new GeneratedFootage(lengthBytes, seed), lengthBytes)
                        .status())
                .isEqualTo(204);
        Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> dock.get(path).json().get("state").asString().equals("SECURED"));
        return dock.get(path).json().get("evidence").asString();
    }

    private static void export(ServerProcess server, List<String> evidence, Path zip)
            throws IOException, InterruptedException {
        HttpResponse<String> made = HTTP.send(
                request(server, "/api/bundles")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JsonMapper.shared().writeValueAsString(Map.of("evidence", evidence))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode bundle = JsonMapper.shared().readTree(made.body());
        HttpResponse<Path> content =
                HTTP.send(request(server, bundle.get("url").asString()).build(), HttpResponse.BodyHandlers.ofFile(zip));
        assertThat(content.statusCode()).isEqualTo(200);
        assertThat(Files.size(zip))
                .isEqualTo(bundle.get("lengthBytes").asLong())
                .isGreaterThan(LARGE);
    }

    private static byte[] get(ServerProcess server, String path) throws IOException, InterruptedException {
        return HTTP.send(request(server, path).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private static HttpRequest.Builder request(ServerProcess server, String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + server.managerToken());
    }

    /** Runs a program that must end well, and gives what it said. */
    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
