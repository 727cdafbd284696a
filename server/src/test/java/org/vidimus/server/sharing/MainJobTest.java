package org.vidimus.server.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.media.TestFootage;
import org.vidimus.trust.BundleCheck;
import org.vidimus.trust.BundleReport;
import org.vidimus.trust.Finding;
import org.vidimus.trust.NoteVerifier;
import org.vidimus.trust.Progress;
import org.vidimus.trust.Severity;
import org.vidimus.trust.Trusted;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job from the dock's side of the wire to the court's: offloaded, secured, watched, filed, exported, checked. */
class MainJobTest extends SharingTest {
    @Autowired
    JdbcClient sql;

    @Test
    void footageGoesFromACameraToACourtAndAnyoneCanCheckIt() throws Exception {
        String camera = "CAM-" + UUID.randomUUID();
        sql.sql("insert into camera (id, serial) values (gen_random_uuid(), ?)")
                .param(camera)
                .update();
        byte[] first = TestFootage.mp4();
        byte[] second = TestFootage.matroska();
        upload(camera, 1, "GX010042.MP4", first);
        UUID evidence = upload(camera, 2, "GX020042.MKV", second);
        await().atMost(Duration.ofMinutes(2)).until(() -> isReady(evidence));
        watch(evidence);
        api().patch()
                .uri("/api/evidence/" + evidence)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("category", "use-of-force", "place", "Am Markt 1"))
                .retrieve()
                .toBodilessEntity();

        Path zip = download(made(api().post()
                .uri("/api/bundles")
                .header("Vidimus-Purpose", "complaint 2026/17")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("evidence", List.of(evidence), "renditions", true))
                .retrieve()
                .toEntity(JsonNode.class)));

        BundleReport report = BundleCheck.check(zip, Trusted.key(ledgerKey()), Progress.IGNORED);
        assertThat(report.findings()).extracting(Finding::severity).containsOnly(Severity.NOTE);
        assertThat(report.verdict()).isEqualTo(BundleReport.Verdict.HOLDS);
        Path bag = unpacked(zip);
        assertThat(IndependentBag.faultsOf(bag)).isEmpty();
        assertThat(bag.resolve("data/" + evidence + "/1-GX010042.MP4")).hasBinaryContent(first);
        assertThat(bag.resolve("data/" + evidence + "/2-GX020042.MKV")).hasBinaryContent(second);
        assertThat(bag.resolve("renditions/" + evidence + "/2-proxy.mp4")).hasBinaryContent(proxy(evidence));
        tellsTheWholeStory(bag, evidence, camera);
        if (NodeCheck.isBuilt()) {
            try (NodeCheck node = new NodeCheck()) {
                assertThat(node.check(zip).verdict()).isEqualTo("holds");
            }
        }
    }

    private static void tellsTheWholeStory(Path bag, UUID evidence, String camera) throws Exception {
        JsonNode metadata = JsonMapper.shared()
                .readTree(bag.resolve("metadata/evidence/" + evidence + ".json").toFile());
        assertThat(metadata.at("/evidence/category/german").asString()).isEqualTo("Unmittelbarer Zwang");
        assertThat(metadata.at("/camera/serial").asString()).isEqualTo(camera);
        assertThat(metadata.at("/camera/clockOffsetMs").asInt()).isEqualTo(-2500);
        assertThat(metadata.at("/place/name").asString()).isEqualTo("Am Markt 1");
        assertThat(metadata.at("/originals/0/media/videoCodec").asString()).isEqualTo("h264");
        assertThat(metadata.at("/originals/0/securedAt").asString()).endsWith("Z");
        assertThat(metadata.at("/renditions/0/derivation/kind").asString()).isEqualTo("rendition");
        assertThat(metadata.at("/renditions/0/ofOriginal").asInt()).isEqualTo(2);
        assertThat(metadata.at("/renditions/0/ofSha256").asString())
                .isEqualTo(metadata.at("/originals/1/sha256").asString());
        assertThat(metadata.at("/renditions/0/derivation/how").asString()).contains("H.264");
        assertThat(metadata.at("/renditions")).hasSize(1);
        assertThat(Files.readString(bag.resolve("report.html")))
                .contains("evidence.view", "evidence.classify", "upload.secure", "Unmittelbarer Zwang", camera)
                .contains("Viewing copies, made by machine: not originals", "slow by", "complaint 2026/17");
    }

    /** Sends one part as a dock does, and gives the evidence it became. */
    private UUID upload(String camera, int part, String name, byte[] bytes) {
        Map<String, String> metadata = Map.of(
                "filename",
                name,
                "camera",
                camera,
                "recording",
                "R42",
                "part",
                Integer.toString(part),
                "start",
                "2026-11-21T20:15:30Z",
                "clockOffsetMs",
                "-2500");
        String pairs = metadata.entrySet().stream()
                .map(pair -> pair.getKey() + " "
                        + Base64.getEncoder().encodeToString(pair.getValue().getBytes(UTF_8)))
                .collect(Collectors.joining(","));
        ResponseEntity<byte[]> answer = people.api(Role.DOCK)
                .post()
                .uri("/api/uploads")
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Integer.toString(bytes.length))
                .header("Upload-Metadata", pairs)
                .contentType(MediaType.parseMediaType("application/offset+octet-stream"))
                .body(bytes)
                .retrieve()
                .toEntity(byte[].class);
        assertThat(answer.getStatusCode().value()).isEqualTo(201);
        String upload =
                Objects.requireNonNull(answer.getHeaders().getLocation()).getPath();
        JsonNode secured = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> get(Role.DOCK, upload),
                        row -> row.path("state").asString("").equals("SECURED"));
        return UUID.fromString(secured.get("evidence").asString());
    }

    private boolean isReady(UUID evidence) {
        JsonNode detail = get(Role.EVIDENCE_MANAGER, "/api/evidence/" + evidence);
        return detail.at("/originals/0/playback/state").asString("").equals("READY")
                && detail.at("/originals/1/playback/state").asString("").equals("READY");
    }

    private void watch(UUID evidence) {
        api().get()
                .uri("/api/evidence/" + evidence + "/originals/1/content")
                .header("Vidimus-Purpose", "complaint 2026/17")
                .retrieve()
                .toEntity(byte[].class);
    }

    private byte[] proxy(UUID evidence) {
        return Objects.requireNonNull(api().get()
                .uri("/api/evidence/" + evidence + "/originals/2/renditions/proxy.mp4")
                .retrieve()
                .body(byte[].class));
    }

    private NoteVerifier ledgerKey() {
        return NoteVerifier.parse(Objects.requireNonNull(
                people.visitor().get().uri("/api/ledger/key").retrieve().body(String.class)));
    }

    private JsonNode get(Role role, String path) {
        return Objects.requireNonNull(
                people.api(role).get().uri(path).retrieve().body(JsonNode.class));
    }
}
