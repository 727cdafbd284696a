package org.vidimus.server.ingest.bodyworn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerProcess;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.ingest.bodyworn.CameraSystem.Recording;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The server is killed between two clips and between a clip and Complete; the system goes on as if nothing had been. */
class BodywornCrashTest {
    @TempDir
    Path data;

    private static JsonNode ask(ServerProcess server, String token, String method, String path, Object body) {
        return Objects.requireNonNull(RestClient.builder()
                .baseUrl(server.url())
                .defaultHeader("Authorization", "Bearer " + token)
                .build()
                .method(org.springframework.http.HttpMethod.valueOf(method))
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(JsonNode.class));
    }

    @Test
    void losesNothingThatItSaidItHas() throws Exception {
        Recording recording =
                new Recording(UUID.randomUUID(), DoorHouse.serial(), Instant.parse("2026-02-03T10:00:00Z"));
        byte[] first = ("first " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        byte[] second = new byte[3_000_000];
        new java.util.SplittableRandom().nextBytes(second);
        JsonNode file;
        String door;
        try (ServerProcess server = ServerProcess.start(data, List.of(), List.of())) {
            String token = server.token(Role.FLEET_MANAGER);
            door = ask(server, token, "POST", "/api/integration-doors", Map.of("name", "Crash", "autoRegister", true))
                    .at("/door/id")
                    .asString();
            file = ask(
                    server,
                    token,
                    "POST",
                    "/api/integration-doors/" + door + "/connection-file",
                    Map.of("addresses", List.of(server.url())));
            CameraSystem system = new CameraSystem(file);
            system.authenticate();
            system.begin(recording);
            assertThat(system.put(recording.clip(0), recording.clipMeta(0), first)
                            .statusCode())
                    .isEqualTo(201);
            try (var wire = system.wire("PUT", recording.clip(1), "Content-Length: " + second.length)) {
                wire.out().write(second, 0, 1_500_000);
                wire.out().flush();
                server.kill();
            }
        }
        try (ServerProcess server = ServerProcess.start(data, List.of(), List.of())) {
            ((ObjectNode) file)
                    .putArray("AuthenticationTokenURI")
                    .add(server.url() + "/api/bodyworn/" + door + "/auth/v1.0");
            CameraSystem system = new CameraSystem(file);
            assertThat(system.authenticate().statusCode()).isEqualTo(200);
            assertThat(system.head(recording.clip(0)).statusCode()).isEqualTo(200);
            assertThat(system.head(recording.clip(1)).statusCode()).isEqualTo(404);
            assertThat(system.put(recording.clip(1), recording.clipMeta(1), second)
                            .statusCode())
                    .isEqualTo(201);
            assertThat(system.complete(recording).statusCode()).isEqualTo(204);

            JsonNode passed = RestClient.create(server.url())
                    .get()
                    .uri("/api/integration-doors/" + door + "/passed")
                    .header("Authorization", "Bearer " + server.token(Role.FLEET_MANAGER))
                    .retrieve()
                    .body(JsonNode.class);
            JsonNode came = Objects.requireNonNull(passed).get("recordings").get(0);
            assertThat(came.get("complete").asBoolean()).isTrue();
            JsonNode evidence = Objects.requireNonNull(RestClient.create(server.url())
                    .get()
                    .uri("/api/evidence/" + came.get("evidence").asString())
                    .header("Authorization", "Bearer " + server.managerToken())
                    .retrieve()
                    .body(JsonNode.class));
            assertThat(evidence.get("originals").valueStream().map(each -> each.get("sha256")
                            .asString()))
                    .containsExactly(
                            Sha256.of(first).toString(), Sha256.of(second).toString());
            assertThat(server.checkLedger()).isEmpty();
        }
    }
}
