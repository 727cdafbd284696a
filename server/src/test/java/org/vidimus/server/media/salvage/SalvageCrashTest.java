package org.vidimus.server.media.salvage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerProcess;
import org.vidimus.server.media.TestFootage;
import org.vidimus.server.media.salvage.repair.Damaged;
import tools.jackson.databind.JsonNode;

/** What decodes, and then the whole server, is killed in the middle of an attempt. */
@Tag("long")
class SalvageCrashTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final byte[] FOOTAGE = TestFootage.clip(
            "mp4", 400, "-c:v", "libopenh264", "-b:v", "300k", "-g", "25", "-c:a", "aac", "-b:a", "64k");

    @TempDir
    Path data;

    /** One server, by its address and the token of an evidence manager. */
    private record House(String url, String token) {
        RestClient api() {
            return RestClient.builder()
                    .baseUrl(url)
                    .defaultHeader("Authorization", "Bearer " + token)
                    .build();
        }

        JsonNode get(String uri) {
            return requireNonNull(api().get().uri(uri).retrieve().body(JsonNode.class));
        }

        Optional<JsonNode> newestAttempt() {
            JsonNode cases = get("/api/salvage?open=false").path("items");
            return cases.isEmpty()
                    ? Optional.empty()
                    : Optional.of(get("/api/salvage/" + cases.get(0).path("id").asString())
                                    .path("attempts")
                                    .path(0))
                            .filter(attempt -> !attempt.isMissingNode());
        }

        boolean attemptIs(String state) {
            return newestAttempt()
                    .filter(attempt -> attempt.path("state").asString().equals(state))
                    .isPresent();
        }

        String upload(byte[] bytes) {
            String location = requireNonNull(api().post()
                    .uri("/api/uploads")
                    .header("Tus-Resumable", "1.0.0")
                    .header("Upload-Length", Integer.toString(bytes.length))
                    .header(
                            "Upload-Metadata",
                            "filename "
                                    + Base64.getEncoder().encodeToString("BROKEN.MP4".getBytes(StandardCharsets.UTF_8)))
                    .retrieve()
                    .toBodilessEntity()
                    .getHeaders()
                    .getFirst("Location"));
            String path = URI.create(location).getPath();
            api().patch()
                    .uri(path)
                    .header("Tus-Resumable", "1.0.0")
                    .header("Upload-Offset", "0")
                    .header("Content-Type", "application/offset+octet-stream")
                    .body(bytes)
                    .retrieve()
                    .toBodilessEntity();
            return get(path).path("evidence").asString();
        }

        JsonNode evidence(String id) {
            return get("/api/evidence/" + id);
        }
    }

    @Test
    void takesTheCaseUpAgainAndShowsNothingHalfMade() throws Exception {
        byte[] broken = Damaged.zeroed(FOOTAGE, 0, 65_536);
        String evidence;
        try (ServerProcess server = ServerProcess.start(data, List.of(), List.of())) {
            House house = new House(server.url(), server.managerToken());
            evidence = house.upload(broken);

            killed(server.pid(), house);

            // The child's death is no finding about the footage: it is tried again.
            await().atMost(PATIENCE).until(() -> house.attemptIs("WAITING"));
            JsonNode attempt = house.newestAttempt().orElseThrow();
            assertThat(attempt.path("said").asString()).startsWith("It broke off");
            assertThat(attempt.path("nextTryAt").isMissingNode()).isFalse();
            assertThat(house.evidence(evidence).path("derivatives")).isEmpty();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> house.attemptIs("RUNNING"));
            server.kill();
        }
        try (ServerProcess server = ServerProcess.start(data, List.of(), List.of())) {
            House house = new House(server.url(), server.managerToken());
            await().atMost(PATIENCE).until(() -> {
                assertThat(house.evidence(evidence).path("derivatives").size()).isLessThan(2);
                return house.attemptIs("DONE");
            });

            assertThat(house.newestAttempt().orElseThrow().path("begun").asInt())
                    .isEqualTo(3);
            JsonNode made = house.evidence(evidence).path("derivatives");
            assertThat(made).hasSize(1);
            JsonNode report =
                    house.get("/api/evidence/" + made.get(0).path("evidence").asString() + "/salvage");
            assertThat(report.path("tracks").get(0).path("whole").asInt()).isGreaterThan(9_000);
            assertThat(house.api()
                            .get()
                            .uri("/api/evidence/" + evidence + "/originals/1/content?download=1")
                            .retrieve()
                            .body(byte[].class))
                    .isEqualTo(broken);
            assertThat(server.checkLedger()).isEmpty();
        }
    }

    /** Kills what decodes while the attempt runs. */
    private static void killed(long server, House house) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> house.attemptIs("RUNNING"));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> ProcessHandle.of(server)
                .orElseThrow()
                .descendants()
                .filter(child -> child.info()
                        .command()
                        .filter(path -> path.endsWith("/ffmpeg"))
                        .isPresent())
                .map(ProcessHandle::destroyForcibly)
                .reduce(false, Boolean::logicalOr));
    }
}
