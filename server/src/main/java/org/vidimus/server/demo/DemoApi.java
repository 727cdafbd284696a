package org.vidimus.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The house as one of its people knows it: through its API, with a token of theirs. */
final class DemoApi implements AutoCloseable {
    private static final int CONFLICT = 409;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final JsonMapper json;

    DemoApi(String url, JsonMapper json) {
        this.url = url;
        this.json = json;
    }

    JsonNode get(String token, String path) throws IOException, InterruptedException {
        return answer(path, request(token, path).GET());
    }

    /** What is there already is left as it is: a start that was cut short is gone on with. */
    JsonNode post(String token, String path, Map<String, ?> body) throws IOException, InterruptedException {
        return answer(path, request(token, path).POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    JsonNode put(String token, String path, Map<String, ?> body) throws IOException, InterruptedException {
        return answer(path, request(token, path).PUT(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private JsonNode answer(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        boolean fine = answer.statusCode() / 100 == 2 || answer.statusCode() == CONFLICT;
        if (!fine) {
            throw new IOException(path + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body().isEmpty() ? json.createObjectNode() : json.readTree(answer.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
