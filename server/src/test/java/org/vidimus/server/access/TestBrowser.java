package org.vidimus.server.access;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.TestPeople;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser, as far as cookies and JSON go. Opens the house by its name, as passkeys want it. */
final class TestBrowser {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final String origin;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    TestBrowser(TestPeople people) {
        this(people.url().replace("127.0.0.1", "localhost"));
    }

    TestBrowser(String origin) {
        this.origin = origin;
    }

    record Answer(int status, String text) {
        JsonNode body() {
            return JSON.readTree(text);
        }

        String code() {
            return body().path("code").asString();
        }
    }

    Answer get(String path) throws Exception {
        return send("GET", path, null);
    }

    Answer post(String path, Object body) throws Exception {
        return send("POST", path, body);
    }

    Answer put(String path, Object body) throws Exception {
        return send("PUT", path, body);
    }

    Answer delete(String path) throws Exception {
        return send("DELETE", path, null);
    }

    Answer send(String method, String path, @Nullable Object body) throws Exception {
        return send(method, path, body, Map.of());
    }

    Answer send(String method, String path, @Nullable Object body, Map<String, String> headers) throws Exception {
        HttpRequest.BodyPublisher sent = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        var request = HttpRequest.newBuilder(URI.create(origin + path))
                .method(method, sent)
                .header("Content-Type", "application/json")
                .header("User-Agent", "test browser");
        headers.forEach(request::header);
        cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }

    Answer signIn(String login) throws Exception {
        get("/api/session");
        return signIn(login, TestPeople.PASSWORD, Map.of());
    }

    Answer signIn(String login, String password, Map<String, Object> more) throws Exception {
        var body = new HashMap<String, Object>(more);
        body.put("login", login);
        body.put("password", password);
        return post("/api/session", body);
    }

    /** The tail of an open stream of events; ends when the server ends it. */
    HttpClient http() {
        return http;
    }

    Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .map(HttpCookie::getValue);
    }
}
