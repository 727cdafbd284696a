package org.vidimus.server.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain sender of uploads, for tests: says exactly what it is told to, right or wrong. */
public final class TusClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();

    private final String server;
    private final String token;

    public TusClient(String server, String token) {
        this.server = server;
        this.token = token;
    }

    /** An answer, read whole. */
    public record Answer(HttpResponse<byte[]> response) {
        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public long offset() {
            return Long.parseLong(header("Upload-Offset"));
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String code() {
            return json().get("code").asString();
        }
    }

    /** Metadata as header value, in the order given. */
    static String metadata(Map<String, String> values) {
        List<String> pairs = new ArrayList<>();
        values.forEach((key, value) ->
                pairs.add(key + " " + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return String.join(",", pairs);
    }

    Answer create(long length, Map<String, String> metadata, String... headers) {
        HttpRequest.Builder request = request("/api/uploads")
                .header("Upload-Length", Long.toString(length))
                .POST(HttpRequest.BodyPublishers.noBody());
        if (!metadata.isEmpty()) {
            request.header("Upload-Metadata", metadata(metadata));
        }
        return send(with(request, headers));
    }

    /** Path of a new upload. */
    public String created(long length, Map<String, String> metadata) {
        Answer answer = create(length, metadata);
        if (answer.status() != 201) {
            throw new AssertionError("created " + answer.status() + " "
                    + new String(answer.response().body(), StandardCharsets.UTF_8));
        }
        return answer.header("Location");
    }

    Answer patch(String path, long offset, byte[] body, String... headers) {
        return send(with(
                request(path)
                        .header("Upload-Offset", Long.toString(offset))
                        .header("Content-Type", "application/offset+octet-stream")
                        .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(body)),
                headers));
    }

    public Answer head(String path) {
        return send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Sends what the stream has, as it comes: nothing is held here. */
    public Answer patch(String path, long offset, Supplier<? extends InputStream> body, long lengthBytes) {
        return send(request(path)
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.fromPublisher(
                                HttpRequest.BodyPublishers.ofInputStream(body), lengthBytes)));
    }

    /** Uploads the bytes with their right digest, and returns the path. */
    String upload(byte[] bytes, Map<String, String> metadata) {
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.put("sha256", Sha256.of(bytes).toString());
        String path = created(bytes.length, all);
        Answer answer = patch(path, 0, bytes);
        if (answer.status() != 204) {
            throw new AssertionError("patched " + answer.status() + " "
                    + new String(answer.response().body(), StandardCharsets.UTF_8));
        }
        return path;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .header("Authorization", "Bearer " + token)
                .header("Tus-Resumable", "1.0.0");
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
