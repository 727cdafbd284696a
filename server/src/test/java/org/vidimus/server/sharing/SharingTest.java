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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.evidence.EvidenceId;
import tools.jackson.databind.JsonNode;

/** One server for all tests of sharing, with a time-stamp authority that is honest unless a test says otherwise. */
@ServerTest
abstract class SharingTest {
    static final SmallAuthority AUTHORITY = SmallAuthority.start();

    @Autowired
    TestPeople people;

    @Autowired
    SealedFootage footage;

    @TempDir
    Path folder;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("vidimus.timestamp.url", AUTHORITY::url);
        // Long enough for an honest authority on a slow machine; the silent one is waited for to the end.
        registry.add("vidimus.timestamp.timeout", () -> "15s");
        registry.add("vidimus.bundle.service", () -> "Ordnungsamt Musterstadt");
    }

    @AfterEach
    void beHonestAgain() {
        AUTHORITY.be(SmallAuthority.Manner.HONEST);
    }

    RestClient api() {
        return people.api(Role.EVIDENCE_MANAGER);
    }

    JsonNode export(EvidenceId... evidence) {
        return made(ask(api(), evidence));
    }

    static JsonNode made(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
        return Objects.requireNonNull(answer.getBody());
    }

    static ResponseEntity<JsonNode> ask(RestClient api, EvidenceId... evidence) {
        List<UUID> ids = List.of(evidence).stream().map(EvidenceId::value).toList();
        return api.post()
                .uri("/api/bundles")
                .body(Map.of("evidence", ids, "purpose", "complaint 2026/17"))
                .retrieve()
                .toEntity(JsonNode.class);
    }

    /** Exports and downloads. */
    Path bundleOf(EvidenceId... evidence) throws IOException {
        return download(export(evidence));
    }

    Path download(JsonNode made) throws IOException {
        Path zip = Files.createTempFile(folder, "bundle", ".zip");
        api().get().uri(made.get("url").asString()).exchange((request, response) -> {
            assertThat(response.getStatusCode()).isEqualTo(HttpStatus.OK);
            assertThat(response.getHeaders().getContentLength())
                    .isEqualTo(made.get("lengthBytes").asLong());
            try (InputStream body = response.getBody();
                    var out = Files.newOutputStream(zip)) {
                return body.transferTo(out);
            }
        });
        assertThat(Files.size(zip)).isEqualTo(made.get("lengthBytes").asLong());
        return zip;
    }

    /** Unpacks with the system's own tool, and gives the one folder inside. */
    Path unpacked(Path zip) throws Exception {
        Path target = Files.createTempDirectory(folder, "unpacked");
        run(target, "unzip", "-q", zip.toString());
        try (var children = Files.list(target)) {
            return children.findFirst().orElseThrow();
        }
    }

    /** Runs a program that must end well, and gives what it said. */
    static String run(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    static byte[] randomBytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
