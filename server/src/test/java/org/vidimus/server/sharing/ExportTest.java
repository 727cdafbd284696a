package org.vidimus.server.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.evidence.EvidenceId;
import tools.jackson.databind.JsonNode;

/** From a sealed original to a bundle that strangers can check. */
@ServerTest
class ExportTest {
    @Autowired
    TestPeople people;

    @Autowired
    SealedFootage footage;

    @TempDir
    Path folder;

    @Test
    void exportsWhatAStrangerCanCheck() throws Exception {
        EvidenceId one = footage.file("GX010042.MP4", bytes(3_000_000, 1));
        EvidenceId two = footage.file("Größe <b>straße</b> \u202e4pm.txt", "hello\n".getBytes(UTF_8));

        JsonNode made = export(List.of(one.value(), two.value()));
        Path zip = download(made);

        assertThat(Files.size(zip)).isEqualTo(made.get("lengthBytes").asLong());
        Path bag = unpack(zip);
        assertThat(run(bag, "sha256sum", "-c", "--quiet", "manifest-sha256.txt", "tagmanifest-sha256.txt"))
                .isEmpty();
        assertThat(run(folder, "unzip", "-tqq", zip.toString())).isEmpty();
    }

    private JsonNode export(List<UUID> evidence) {
        ResponseEntity<JsonNode> answer = api().post()
                .uri("/api/bundles")
                .body(Map.of("evidence", evidence, "purpose", "complaint 2026/17"))
                .retrieve()
                .toEntity(JsonNode.class);
        assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
        return Objects.requireNonNull(answer.getBody());
    }

    private Path download(JsonNode made) throws IOException {
        Path zip = folder.resolve(made.get("name").asString());
        api().get().uri(made.get("url").asString()).exchange((request, response) -> {
            assertThat(response.getStatusCode()).isEqualTo(HttpStatus.OK);
            assertThat(response.getHeaders().getContentLength())
                    .isEqualTo(made.get("lengthBytes").asLong());
            try (InputStream body = response.getBody()) {
                return Files.copy(body, zip);
            }
        });
        return zip;
    }

    private Path unpack(Path zip) throws Exception {
        Path target = Files.createDirectory(folder.resolve("unpacked"));
        run(target, "unzip", "-q", zip.toString());
        try (var children = Files.list(target)) {
            return children.findFirst().orElseThrow();
        }
    }

    private static String run(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private RestClient api() {
        return people.api(Role.EVIDENCE_MANAGER);
    }

    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
