package org.vidimus.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;

/** Resumable uploads to a server (tus 1.0), and what became of them. Safe for many threads. */
public final class Uploads {
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Server server;
    private final Duration stallAfter;

    /** @param stallAfter how long a transfer may stand still before its connection is given up */
    public Uploads(Server server, Duration stallAfter) {
        this.server = server;
        this.stallAfter = stallAfter;
    }

    /** How far the server has come with an upload; a name it does not know means that a newer server has more of them. */
    public enum State {
        RECEIVING,
        SEALED,
        SECURED,
        DUPLICATE,
        REFUSED,
        EXPIRED,
        OTHER
    }

    /**
     * An upload as the server shows it.
     *
     * @param name of the file, as it was declared
     * @param readBack whether the stored copy was read back, and nobody found it broken since; of a duplicate, that of the original
     *     it duplicates
     * @param problem the code of what is wrong with it, where something is
     */
    public record Upload(
            UUID id,
            String name,
            State state,
            long offsetBytes,
            Optional<Sha256> sha256,
            Optional<String> evidence,
            Optional<Integer> original,
            boolean readBack,
            Optional<String> problem) {
        /** Whether the stored copy of these bytes was read back and found equal: only then may the camera's file go. */
        public boolean secured() {
            return readBack && (state == State.SECURED || state == State.DUPLICATE);
        }
    }

    /** @return uploads of this part with this digest, newest first */
    public List<Upload> find(String camera, String recording, int part, Sha256 sha256)
            throws IOException, InterruptedException {
        return list("api/uploads?camera=" + encoded(camera) + "&recording=" + encoded(recording) + "&part=" + part
                + "&sha256=" + sha256);
    }

    /** @return uploads of these very bytes from anywhere that the token may see, newest first */
    public List<Upload> find(Sha256 sha256) throws IOException, InterruptedException {
        return list("api/uploads?sha256=" + sha256);
    }

    private List<Upload> list(String path) throws IOException, InterruptedException {
        JsonNode answer = server.get(path);
        List<Upload> uploads = new ArrayList<>();
        for (JsonNode item : answer.isArray() ? answer : answer.path("items")) {
            uploads.add(upload(item));
        }
        return uploads;
    }

    public Upload show(UUID id) throws IOException, InterruptedException {
        return upload(server.get("api/uploads/" + id));
    }

    /**
     * Begins an upload.
     *
     * @param metadata keys and values of {@code Upload-Metadata}
     * @return where it goes on
     */
    public UUID create(long lengthBytes, Map<String, String> metadata) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.send(server.request(server.at("api/uploads"))
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Long.toString(lengthBytes))
                .header("Upload-Metadata", metadata(metadata))
                .timeout(ANSWER)
                .POST(BodyPublishers.noBody())
                .build());
        String location = response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("the server began an upload and did not say where"));
        return idIn(location);
    }

    /** @return how many bytes the server has on stable storage */
    public long offset(UUID id) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.send(server.request(location(id))
                .header("Tus-Resumable", "1.0.0")
                .timeout(ANSWER)
                .method("HEAD", BodyPublishers.noBody())
                .build());
        return offsetOf(response);
    }

    /**
     * Sends the rest of a file.
     *
     * @return how many bytes the server has on stable storage now
     * @throws IOException if the connection breaks; how much arrived is not known
     */
    public long append(UUID id, long offsetBytes, FileBody body) throws IOException, InterruptedException {
        HttpRequest request = server.request(location(id))
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", Long.toString(offsetBytes))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", body)
                .build();
        return offsetOf(server.send(request, body::sentBytes, stallAfter));
    }

    /** Ends an upload that will not be completed. */
    public void terminate(UUID id) throws IOException, InterruptedException {
        server.send(server.request(location(id))
                .header("Tus-Resumable", "1.0.0")
                .timeout(ANSWER)
                .DELETE()
                .build());
    }

    /** Tells the server that the camera's file is gone. */
    public void erased(UUID id, java.time.Instant at) throws IOException, InterruptedException {
        server.post("api/uploads/" + id + "/erased", ("{\"at\":\"" + at + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private URI location(UUID id) {
        return server.at("api/uploads/" + id);
    }

    private static UUID idIn(String location) throws IOException {
        String path = URI.create(location).getPath();
        try {
            return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        } catch (IllegalArgumentException bad) {
            throw new IOException("the server began an upload at an address without an id: " + location, bad);
        }
    }

    private static long offsetOf(HttpResponse<byte[]> response) throws IOException {
        String offset = response.headers().firstValue("Upload-Offset").orElse("");
        if (!offset.matches("\\d{1,18}")) {
            throw new IOException("the server gave no Upload-Offset");
        }
        return Long.parseLong(offset);
    }

    private static String metadata(Map<String, String> metadata) {
        Base64.Encoder base64 = Base64.getEncoder();
        return metadata.entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + base64.encodeToString(entry.getValue().getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining(","));
    }

    private static Upload upload(JsonNode node) throws IOException {
        try {
            return new Upload(
                    UUID.fromString(node.path("id").asString("")),
                    node.path("name").asString(""),
                    state(node.path("state").asString("")),
                    node.path("offsetBytes").asLong(0),
                    text(node.path("sha256")).map(Sha256::parse),
                    text(node.path("evidence")),
                    node.path("original").isNumber()
                            ? Optional.of(node.path("original").asInt())
                            : Optional.empty(),
                    node.path("securedAt").isString(),
                    problem(node.path("problem")));
        } catch (IllegalArgumentException bad) {
            throw new IOException("the server showed an upload that cannot be read", bad);
        }
    }

    private static Optional<String> problem(JsonNode node) {
        return node.isObject() ? text(node.path("code")) : text(node);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.asString()) : Optional.empty();
    }

    private static State state(String name) {
        for (State state : State.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        return State.OTHER;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
