package org.vidimus.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;

/** A small scanner over the HTTP surface: odd methods, paths, headers and bodies, and what every answer must carry. */
@ServerTest
@TestPropertySource(properties = {"vidimus.pace.visitor=5", "vidimus.pace.costly=2", "vidimus.pace.burst=40"})
class ScannerTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    int port;

    @Autowired
    TestPeople people;

    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    @Autowired
    JdbcClient sql;

    /** An answer to bytes that no decent client would send. */
    private record Raw(int status, String head, String body) {
        void givesNothingAway() {
            // A nonce is random, and may happen to spell one of them.
            String all = (head + body)
                    .replaceAll("'nonce-[^']*'", "")
                    .replaceAll("\"style-nonce\" content=\"[^\"]*\"", "")
                    .toLowerCase(Locale.ROOT);
            assertThat(all)
                    .doesNotContain(
                            "exception",
                            "at org.",
                            "java.",
                            "springframework",
                            "tomcat",
                            "apache",
                            "stacktrace",
                            "postgres",
                            "evil");
            // 501 is what a method gets that nobody knows.
            assertThat(status == 501 || status < 500).as("status %s", status).isTrue();
        }
    }

    private Raw raw(String... lines) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            try (InputStream in = socket.getInputStream()) {
                String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                int cut = text.indexOf("\r\n\r\n");
                String head = cut < 0 ? text : text.substring(0, cut);
                return new Raw(Integer.parseInt(head.split(" ")[1]), head, cut < 0 ? "" : text.substring(cut + 4));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/evidence/..%2f..%2fsession",
                "/..%2f..%2fetc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/api/%2e%2e/x",
                "/assets/..%5c..%5capplication.yml",
                "/%252e%252e/%252e%252e/etc/passwd",
                "/api/evidence/%00",
                "/x%00.html",
                "/api//evidence",
                "//api/evidence",
                "/api/evidence;jsessionid=1",
                "/api/evidence/;/x",
                "/api/./evidence",
                "/api/evidence/%0d%0aSet-Cookie:%20evil=1",
                "/%c0%ae%c0%ae/etc/passwd",
                "/application.yml",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/desk/index.html",
                "/api/evidence/%ff",
                "/actuator/env",
                "/h2-console",
                "/.git/config",
                "/api/evidence?limit=%27%20or%201=1--",
                "/api/evidence?q=%27%3B%20drop%20table%20person%3B--"
            })
    void findsNothingBehindOddPaths(String path) throws IOException {
        Raw answer = raw("GET " + path + " HTTP/1.1", "Host: 127.0.0.1");

        answer.givesNothingAway();
        assertThat(answer.status()).isIn(200, 400, 401, 404);
        if (answer.status() == 200) {
            assertThat(answer.body()).doesNotContain("root:", "vidimus:", "[core]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61pi/evidence?limit=1",
                "/api/%65vidence?limit=1",
                "/api/evidenc%65/facets",
                "/api/ledger%2Dx/entries",
                "/api/%5F",
                "/api/events%2e",
                "/scim/v%32/Users",
                "/%41PI/session"
            })
    void findsNoSecondAddressOfAThing(String path) throws IOException {
        Raw answer = raw(
                "GET " + path + " HTTP/1.1",
                "Host: 127.0.0.1",
                "Authorization: Bearer " + people.token(Role.EVIDENCE_MANAGER));

        answer.givesNothingAway();
        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/evidence?q=%61&limit=1", "/api/docks/a%20%7E%C3%A4/none"})
    void takesWhatClientsEncodeForAReason(String path) throws IOException {
        Raw answer = raw(
                "GET " + path + " HTTP/1.1",
                "Host: 127.0.0.1",
                "Authorization: Bearer " + people.token(Role.EVIDENCE_MANAGER));

        assertThat(answer.status()).isIn(200, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "PROPFIND", "FOO", "get", "DEBUG"})
    void answersNoOddMethod(String method) throws IOException {
        for (String path : List.of("/", "/api/session", "/api/evidence")) {
            Raw answer = raw(method + " " + path + " HTTP/1.1", "Host: 127.0.0.1", "Cookie: evil=1");

            answer.givesNothingAway();
            assertThat(answer.status()).as("%s %s", method, path).isIn(400, 401, 403, 404, 405, 501);
        }
    }

    @Test
    void believesNoHeaderAboutWhoAsksOrWhere() throws Exception {
        Raw answer = raw(
                "GET /api/session HTTP/1.1",
                "Host: evil.example.org",
                "X-Forwarded-For: 10.9.8.7",
                "X-Forwarded-Host: evil.example.org",
                "X-Forwarded-Proto: https",
                "Forwarded: for=10.9.8.7;host=evil.example.org",
                "X-Original-URL: /api/people",
                "X-HTTP-Method-Override: DELETE",
                "Origin: https://evil.example.org");

        answer.givesNothingAway();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.head()).doesNotContainIgnoringCase("Access-Control-Allow", "Strict-Transport");
        assertThat(sql.sql("select count(*) from custody_entry where convert_from(payload, 'UTF8') like '%10.9.8.7%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void refusesRequestsOfTwoMinds() throws IOException {
        Raw smuggled = raw(
                "POST /api/session HTTP/1.1",
                "Host: 127.0.0.1",
                "Content-Length: 4",
                "Transfer-Encoding: chunked",
                "Content-Type: application/json",
                "Connection: close",
                "",
                "0",
                "",
                "GET /api/health HTTP/1.1",
                "Host: 127.0.0.1");
        // The length does not count, and what follows the body is not taken for another request.
        assertThat(smuggled.status()).isIn(400, 401, 403);
        assertThat(smuggled.body()).doesNotContain("\"UP\"");
        Raw twoHosts = raw("GET / HTTP/1.1", "Host: 127.0.0.1", "Host: evil.example.org");
        assertThat(twoHosts.status()).isEqualTo(400);
        Raw twoLengths = raw("POST /api/session HTTP/1.1", "Host: 127.0.0.1", "Content-Length: 4", "Content-Length: 5");
        assertThat(twoLengths.status()).isEqualTo(400);
        Raw noHost = raw("GET / HTTP/1.1");
        assertThat(noHost.status()).isEqualTo(400);
        Raw huge = raw("GET / HTTP/1.1", "Host: 127.0.0.1", "X-Huge: " + "a".repeat(70_000));
        assertThat(huge.status()).isIn(400, 431);
        huge.givesNothingAway();
        Raw longLine = raw("GET /" + "a".repeat(70_000) + " HTTP/1.1", "Host: 127.0.0.1");
        assertThat(longLine.status()).isIn(400, 414);
        longLine.givesNothingAway();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
                "nonsense"
            })
    void takesNoOtherKindOfBody(String type) throws Exception {
        var answer = HTTP.send(
                request("/api/session")
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).doesNotContain("root:");
    }

    @Test
    void allowsNoOtherSiteToRead() throws Exception {
        var preflight = HTTP.send(
                request("/api/evidence")
                        .header("Origin", "https://evil.example.org")
                        .header("Access-Control-Request-Method", "GET")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(preflight.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }

    @Test
    void sendsWithEveryAnswerWhatBrowsersMustKnow() throws Exception {
        var paths = new TreeSet<String>(List.of("/", "/library", "/missing.js", "/api/nothing"));
        mappings.forEach(
                mapping -> mapping.getHandlerMethods().keySet().forEach(info -> info.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api") && !path.contains("{") && !path.equals("/api/events"))
                        .forEach(paths::add)));
        var wrong = new ArrayList<String>();
        for (Role role : List.of(Role.EVIDENCE_MANAGER, Role.ADMINISTRATOR)) {
            for (String path : paths) {
                var answer = HTTP.send(
                        request(path)
                                .header("Authorization", "Bearer " + people.token(role))
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                Map<String, String> want = Map.of(
                        "X-Content-Type-Options", "nosniff",
                        "Referrer-Policy", "",
                        "Cross-Origin-Opener-Policy", "same-origin",
                        "Cross-Origin-Resource-Policy", "same-origin");
                want.forEach((name, value) -> {
                    if (!answer.headers().firstValue(name).orElse("missing").contains(value)
                            || answer.headers().firstValue(name).isEmpty()) {
                        wrong.add(path + " " + name + " " + answer.headers().allValues(name));
                    }
                });
                String policy =
                        answer.headers().firstValue("Content-Security-Policy").orElse("");
                if (!policy.contains("default-src 'none'")
                        || policy.replace("style-src-attr 'unsafe-inline'", "").contains("unsafe")) {
                    wrong.add(path + " policy " + policy);
                }
                if (answer.headers().firstValue("X-Frame-Options").isEmpty() && !path.contains("front-channel")) {
                    wrong.add(path + " may be framed");
                }
                String cache = answer.headers().firstValue("Cache-Control").orElse("");
                boolean open = path.startsWith("/api/ledger") || path.equals("/api/openapi.json");
                if (path.startsWith("/api") && !open && !cache.contains("no-store")) {
                    wrong.add(path + " may be kept: " + cache + " " + answer.statusCode());
                }
                if (answer.headers().firstValue("Server").isPresent()
                        || answer.headers().firstValue("X-Powered-By").isPresent()) {
                    wrong.add(path + " says what it runs on");
                }
                if (answer.statusCode() >= 500) {
                    wrong.add(path + " " + answer.statusCode());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void isToldToWait() throws Exception {
        people.person(Role.SUPERVISOR);
        String token = people.token(Role.SUPERVISOR);
        HttpResponse<String> last = search(token);
        for (int i = 0; i < 400 && last.statusCode() == 200; i++) {
            last = search(token);
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.body()).contains("too-many-requests");
        assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 5);
        // The costly ones alone, and this caller alone.
        assertThat(HTTP.send(
                                request("/api/session")
                                        .header("Authorization", "Bearer " + token)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(search(people.token(Role.EVIDENCE_MANAGER)).statusCode()).isEqualTo(200);
    }

    /** A search costs the same whether its answer is sent or not. */
    @Test
    void isToldToWaitWhenItAsksForHeadersAlone() throws Exception {
        people.person(Role.WEARER);
        String token = people.token(Role.WEARER);
        int status = search("HEAD", token).statusCode();
        assertThat(status).isEqualTo(200);
        for (int i = 0; i < 400 && status == 200; i++) {
            status = search("HEAD", token).statusCode();
        }

        assertThat(status).isEqualTo(429);
    }

    private HttpResponse<String> search(String token) throws Exception {
        return search("GET", token);
    }

    private HttpResponse<String> search(String method, String token) throws Exception {
        return HTTP.send(
                request("/api/evidence?limit=1")
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void cannotMakeTheLedgerGrow() throws Exception {
        long before = refusals();
        for (int i = 0; i < 30; i++) {
            HTTP.send(request("/api/quarantine").build(), HttpResponse.BodyHandlers.ofString());
        }

        assertThat(refusals() - before).isEqualTo(1);
    }

    private long refusals() {
        return Objects.requireNonNull(sql.sql(
                        "select count(*) from custody_entry where convert_from(payload, 'UTF8') like '%action quarantine.list%'")
                .query(Long.class)
                .single());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(people.url() + path));
    }
}
