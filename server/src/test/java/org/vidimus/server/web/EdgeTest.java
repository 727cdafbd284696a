package org.vidimus.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import tools.jackson.databind.JsonNode;

/** Headers, the desk's pages, health and the description of the API. */
@ServerTest
class EdgeTest {
    @Autowired
    TestPeople people;

    @Test
    void tellsBrowsersWhatThesePagesMayDo() {
        HttpHeaders headers = get("/api/health").getHeaders();

        assertThat(headers.getFirst("Content-Security-Policy"))
                .contains("script-src 'self';", "frame-ancestors 'none'", "default-src 'none'")
                .doesNotContain("script-src 'self' 'unsafe", "unsafe-eval");
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
        assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(headers.getFirst("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(headers.getCacheControl()).contains("no-store");
        assertThat(headers.getFirst("Strict-Transport-Security"))
                .as("only on TLS")
                .isNull();
    }

    @Test
    void opensTheDeskAtEveryAddressOfItsOwn() {
        for (String path : List.of("/", "/library", "/evidence/7d6a/custody", "/apiary")) {
            var page = get(path);
            assertThat(page.getStatusCode().value()).as(path).isEqualTo(200);
            assertThat(page.getHeaders().getContentType()).hasToString("text/html;charset=UTF-8");
            assertThat(page.getHeaders().getCacheControl()).isEqualTo("no-store");
            var nonce = Pattern.compile("<meta name=\"style-nonce\" content=\"([^\"]+)\">")
                    .matcher(Objects.requireNonNull(page.getBody()));
            assertThat(nonce.find()).isTrue();
            assertThat(page.getHeaders().get("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .contains("style-src 'self' 'nonce-" + nonce.group(1) + "';");
        }
    }

    @Test
    void servesNothingFromOutsideOfTheDesk() {
        for (String path :
                List.of("/application.yml", "/org/vidimus/server/Vidimus.class", "/desk/../application.yml")) {
            assertThat(get(path).getStatusCode().value()).as(path).isIn(400, 404);
        }
    }

    @Test
    void saysThatItIsUp() {
        assertThat(get("/api/health").getBody()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void describesTheApi() {
        JsonNode api =
                people.visitor().get().uri("/api/openapi.json").retrieve().body(JsonNode.class);

        Objects.requireNonNull(api);
        var ids = new ArrayList<String>();
        api.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation ->
                        ids.add(operation.getValue().path("operationId").asString())));
        assertThat(ids)
                .hasSizeGreaterThan(20)
                .noneMatch(id -> id.matches(".*_\\d+"))
                .hasSameSizeAs(new HashSet<>(ids));
        JsonNode paths = api.get("paths");
        assertThat(paths.has("/api/session")).isTrue();
        assertThat(paths.has("/error")).isFalse();
        assertThat(paths.get("/api/session").get("get").has("parameters")).isFalse();
        JsonNode me = api.get("components").get("schemas").get("AccessSessionMe");
        assertThat(me.get("required").toString())
                .contains("\"name\"", "\"may\"")
                .doesNotContain("unit", "login");
    }

    private org.springframework.http.ResponseEntity<String> get(String path) {
        return people.visitor()
                .get()
                .uri(java.net.URI.create(people.url() + path))
                .retrieve()
                .toEntity(String.class);
    }
}
