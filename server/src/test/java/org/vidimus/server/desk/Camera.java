package org.vidimus.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;

/** A camera of a test's own, offloaded by the API as a dock does it. Its serial keeps its footage apart from other tests'. */
final class Camera {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final String serial;
    private final TestPeople people;

    private Camera(TestPeople people, String serial) {
        this.people = people;
        this.serial = serial;
    }

    /** Registers it for the unit and, as its wearer, the wearer of {@link TestPeople}. */
    static Camera registered(TestPeople people) {
        Camera camera =
                new Camera(people, "DESK-" + UUID.randomUUID().toString().substring(0, 8));
        ResponseEntity<String> answer = people.api(Caller.Role.ADMINISTRATOR)
                .post()
                .uri("/api/cameras")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "serial",
                        camera.serial,
                        "maker",
                        "Vidimus",
                        "model",
                        "Test",
                        "unit",
                        people.unit().id().value(),
                        "wearer",
                        people.person(Caller.Role.WEARER).id().value()))
                .retrieve()
                .toEntity(String.class);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(201);
        return camera;
    }

    /** Offloads one part and waits until it can be watched, or is known not to be. */
    UUID offload(String recording, int part, String name, byte[] bytes, Instant start) {
        Upload upload = begin(recording, part, name, bytes, start);
        upload.send(bytes.length);
        return upload.evidence();
    }

    UUID offload(String name, byte[] bytes, Instant start) {
        return offload(UUID.randomUUID().toString(), 1, name, bytes, start);
    }

    /** Announces a file, and sends nothing yet. */
    Upload begin(String recording, int part, String name, byte[] bytes, Instant start) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("filename", name);
        metadata.put("camera", serial);
        metadata.put("recording", recording);
        metadata.put("part", Integer.toString(part));
        metadata.put("start", start.toString());
        metadata.put("clockOffsetMs", "2400");
        metadata.put("sha256", Sha256.of(bytes).toString());
        return new Upload(bytes, metadata);
    }

    /** A file that is not what its sender says. */
    void offloadWrong(String name, byte[] bytes) {
        Upload upload = new Upload(
                bytes,
                Map.of(
                        "filename",
                        name,
                        "camera",
                        serial,
                        "sha256",
                        Sha256.of(new byte[] {1}).toString()));
        upload.send(bytes.length);
    }

    /** A dock says that the camera counted {@code counted} recordings, and that it sees the first {@code seen}. */
    void report(int counted, int seen) {
        List<Map<String, Object>> recordings = new ArrayList<>();
        for (int number = 1; number <= seen; number++) {
            recordings.add(Map.of(
                    "recording", serial + "-" + number, "number", number, "parts", List.of(1), "absent", List.of()));
        }
        ResponseEntity<String> answer = dock().post()
                .uri("/api/cameras/" + serial + "/reports")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "at",
                        Instant.now().toString(),
                        "dock",
                        "north",
                        "clockOffsetMs",
                        2400,
                        "freeBytes",
                        12_000_000_000L,
                        "totalBytes",
                        64_000_000_000L,
                        "batteryPercent",
                        87,
                        "counters",
                        Map.of("recordings", counted),
                        "recordings",
                        recordings))
                .retrieve()
                .toEntity(String.class);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(201);
    }

    /** An upload under way. */
    final class Upload {
        private final byte[] bytes;
        private final String path;
        private int offset;

        private Upload(byte[] bytes, Map<String, String> metadata) {
            this.bytes = bytes;
            ResponseEntity<Void> made = dock().post()
                    .uri("/api/uploads")
                    .header("Tus-Resumable", "1.0.0")
                    .header("Upload-Length", Integer.toString(bytes.length))
                    .header("Upload-Metadata", encoded(metadata))
                    .retrieve()
                    .toBodilessEntity();
            assertThat(made.getStatusCode().value()).isEqualTo(201);
            this.path = String.valueOf(made.getHeaders().getLocation());
        }

        /** Sends on until this many bytes are there. */
        void send(int until) {
            byte[] piece = java.util.Arrays.copyOfRange(bytes, offset, until);
            dock().patch()
                    .uri(path)
                    .header("Tus-Resumable", "1.0.0")
                    .header("Upload-Offset", Integer.toString(offset))
                    .header("Content-Type", "application/offset+octet-stream")
                    .body(piece)
                    .retrieve()
                    .toBodilessEntity();
            offset = until;
        }

        /** Waits for the evidence that it became, with nothing left to be prepared. */
        UUID evidence() {
            UUID id = UUID.fromString(awaiting(() -> {
                JsonNode upload = json(dock(), path);
                return upload.path("evidence").asString("");
            }));
            awaiting(() -> {
                JsonNode detail = json(people.api(Caller.Role.EVIDENCE_MANAGER), "/api/evidence/" + id);
                boolean busy = detail.path("originals").valueStream().anyMatch(Upload::isBusy);
                return busy ? "" : "ready";
            });
            return id;
        }

        private static boolean isBusy(JsonNode original) {
            String playback = original.at("/playback/state").asString();
            // What helps to look through it comes all at once, a while after it can be watched. A page that has been
            // asked for
            // and does not listen to events yet would never hear of it.
            return playback.equals("PREPARING")
                    || (playback.equals("READY") && original.path("renditions").isEmpty())
                    || original.path("securedAt").isMissingNode();
        }
    }

    private RestClient dock() {
        return people.api(Caller.Role.DOCK);
    }

    private static JsonNode json(RestClient api, String path) {
        JsonNode answer = api.get().uri(path).retrieve().body(JsonNode.class);
        return java.util.Objects.requireNonNull(answer);
    }

    private static String encoded(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + Base64.getEncoder().encodeToString(entry.getValue().getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining(","));
    }

    private static String awaiting(java.util.function.Supplier<String> condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            String found = condition.get();
            if (!found.isEmpty()) {
                return found;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("still not there after " + PATIENCE);
    }
}
