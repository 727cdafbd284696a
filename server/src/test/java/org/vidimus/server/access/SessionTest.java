package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
class SessionTest {
    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    @Autowired
    JsonMapper json;

    /** A browser, as far as cookies go. */
    private final class Browser {
        private final CookieManager cookies = new CookieManager();
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(cookies).build();

        HttpResponse<String> get(String path) throws Exception {
            return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> send(String method, String path, String body) throws Exception {
            var request = request(path)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json");
            cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token.getValue()));
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> sendWithoutToken(String method, String path) throws Exception {
            return http.send(
                    request(path)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> signIn(String login, String password) throws Exception {
            return send("POST", "/api/session", "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}");
        }

        java.util.Optional<HttpCookie> cookie(String name) {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals(name))
                    .findFirst();
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(people.url() + path));
        }
    }

    @Test
    void beginsWithLoginAndPasswordAndEndsOnRequest() throws Exception {
        people.person(Caller.Role.SUPERVISOR);
        var browser = new Browser();
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
        long others = sessions();

        var signedIn = browser.signIn("Supervisor", TestPeople.PASSWORD);

        assertThat(signedIn.statusCode()).isEqualTo(200);
        JsonNode me = json.readTree(signedIn.body());
        assertThat(me.get("login").asString()).isEqualTo("supervisor");
        assertThat(me.get("roles").get(0).asString()).isEqualTo("SUPERVISOR");
        assertThat(me.get("unit").get("name").asString()).isEqualTo("Parking");
        assertThat(me.get("may").toString()).contains("evidence.list").doesNotContain("person.create");
        HttpCookie session = browser.cookie("VIDIMUS").orElseThrow();
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("VIDIMUS=")
                        && cookie.contains("SameSite=Strict")
                        && cookie.contains("HttpOnly"));
        assertThat(browser.get("/api/session").body()).isEqualTo(signedIn.body());
        assertThat(browser.send("DELETE", "/api/session", "").statusCode()).isEqualTo(204);
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
        assertThat(sessions()).isEqualTo(others);
    }

    private long sessions() {
        return sql.sql("select count(*) from spring_session").query(Long.class).single();
    }

    @Test
    void needsTheTokenThatOnlyOurPagesCanRead() throws Exception {
        people.person(Caller.Role.WEARER);
        var browser = new Browser();
        browser.get("/api/session");
        browser.signIn("wearer", TestPeople.PASSWORD);

        var forged = browser.sendWithoutToken("DELETE", "/api/session");

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("csrf-token-missing");
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(200);
    }

    @Test
    void isAnotherOneAfterEachSignIn() throws Exception {
        people.person(Caller.Role.WEARER);
        var browser = new Browser();
        browser.get("/api/session");
        browser.signIn("wearer", TestPeople.PASSWORD);
        String first = browser.cookie("VIDIMUS").orElseThrow().getValue();

        browser.signIn("wearer", TestPeople.PASSWORD);

        assertThat(browser.cookie("VIDIMUS").orElseThrow().getValue()).isNotEqualTo(first);
        var old = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(people.url() + "/api/session"))
                                .header("Cookie", "VIDIMUS=" + first)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(old.statusCode()).isEqualTo(401);
    }

    @Test
    void saysTheSameOfWrongPasswordsAndOfPeopleWhoAreNot() throws Exception {
        people.person(Caller.Role.WEARER);

        var wrong = new Browser().signIn("wearer", "not the password");
        var nobody = new Browser().signIn("nobody-" + System.nanoTime(), "not the password");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("sign-in-refused").isEqualTo(nobody.body());
        assertThat(nobody.statusCode()).isEqualTo(401);
        // What no login can be is nobody's, too.
        for (String typed : List.of("a\\u0000", "", "a b", "x".repeat(5_000))) {
            var odd = new Browser().signIn(typed, "not the password");
            assertThat(odd.statusCode()).as(typed).isEqualTo(401);
            assertThat(odd.body()).isEqualTo(nobody.body());
        }
    }

    @Test
    void makesGuessersWaitWhetherThePersonExistsOrNot() throws Exception {
        people.another(Caller.Role.WEARER, "guessed", people.unit());
        for (String login : List.of("guessed", "guessed-nobody")) {
            for (int i = 0; i < 3; i++) {
                assertThat(new Browser().signIn(login, "not the password").statusCode())
                        .isEqualTo(401);
            }

            // On a slow machine the first delays are over before the next try comes; they double until one is not.
            HttpResponse<String> early;
            do {
                early = new Browser().signIn(login, "not the password");
            } while (early.statusCode() == 401);

            assertThat(early.statusCode()).isEqualTo(429);
            assertThat(early.headers().firstValue("Retry-After"))
                    .hasValueSatisfying(
                            wait -> assertThat(Integer.parseInt(wait)).isBetween(1, 300));
            assertThat(early.body()).contains("too-many-sign-ins");
        }
    }

    @Test
    void leavesSignInsInTheLedgerWithoutWhatWasTyped() throws Exception {
        Person person = people.another(Caller.Role.WEARER, "recorded", people.unit());
        new Browser().signIn("recorded", "my-secret-typed");
        new Browser().signIn("my-secret-typed", "x");
        new Browser().signIn("recorded", TestPeople.PASSWORD);

        List<String> all =
                sql.sql("select payload from custody_entry order by arrival").query(byte[].class).list().stream()
                        .map(payload -> new String(payload, StandardCharsets.UTF_8))
                        .toList();

        List<String> own = all.stream()
                .filter(entry -> entry.contains("session.start")
                        && entry.contains(person.id().toString()))
                .toList();
        assertThat(own).hasSize(4);
        assertThat(own.get(1))
                .contains("result failed\n", "detail address 127.0.0.1\n", "detail problem sign-in-refused\n");
        assertThat(own.get(3)).contains("result done");
        assertThat(all).noneMatch(entry -> entry.contains("my-secret-typed"));
    }

    @Test
    void endsAfterItsLongestTime() throws Exception {
        people.person(Caller.Role.WEARER);
        var browser = new Browser();
        browser.get("/api/session");
        browser.signIn("wearer", TestPeople.PASSWORD);
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(200);

        sql.sql("update sitting set since = since - interval '13 hours'").update();

        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void endsWhenNobodyIsThere() throws Exception {
        people.person(Caller.Role.WEARER);
        var browser = new Browser();
        browser.get("/api/session");
        browser.signIn("wearer", TestPeople.PASSWORD);

        sql.sql("update sitting set seen_at = seen_at - interval '29 minutes'").update();
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(200);
        sql.sql("update sitting set seen_at = seen_at - interval '29 minutes'").update();
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(200);
        sql.sql("update sitting set seen_at = seen_at - interval '31 minutes'").update();

        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void isOverForSomebodyWhoHasLeft() throws Exception {
        Person person = people.another(Caller.Role.WEARER, "leaving", people.unit());
        String token = people.token(person);
        var browser = new Browser();
        browser.get("/api/session");
        browser.signIn("leaving", TestPeople.PASSWORD);

        sql.sql("update person set left_at = now() where id = ?")
                .param(person.id().value())
                .update();

        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
        assertThat(people.api(token)
                        .get()
                        .uri("/api/session")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(401);
    }
}
