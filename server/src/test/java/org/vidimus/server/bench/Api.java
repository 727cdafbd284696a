package org.vidimus.server.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;
import org.vidimus.server.ServerProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the bench asks a running server beside what it measures. */
final class Api {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final ServerProcess server;

    Api(ServerProcess server) {
        this.server = server;
    }

    URI at(String path) {
        return URI.create(server.url() + path);
    }

    JsonNode get(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + server.managerToken())
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(address + " was answered " + answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body());
    }

    /** Asks again and again until the answer is the one waited for. */
    JsonNode await(URI address, Duration pause, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            JsonNode answer = get(address);
            if (wanted.test(answer)) {
                return answer;
            }
            if (Times.seconds(start) > PATIENCE.toSeconds()) {
                throw new IOException("still not what was waited for: " + answer);
            }
            Thread.sleep(pause);
        }
    }

    void awaitSecured(URI upload) throws IOException, InterruptedException {
        await(upload, Duration.ofMillis(20), row -> row.hasNonNull("securedAt"));
    }
}
