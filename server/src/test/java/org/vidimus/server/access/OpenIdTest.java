package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sign-in and sign-out with a provider that knows nothing of us, and with one that lies. */
@ServerTest
class OpenIdTest {
    /** The port of the server is not known when the provider starts; the browser goes to the real one instead. */
    private static final String HOUSE = "http://127.0.0.1:9";

    private static final OpenIdProvider PROVIDER = OpenIdProvider.start(HOUSE);

    @Autowired
    TestPeople people;

    @Autowired
    OpenIdLinks links;

    @Autowired
    JdbcClient sql;

    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry settings) {
        settings.add("vidimus.access.openid.issuer", PROVIDER::issuer);
        settings.add("vidimus.access.openid.client-secret", () -> OpenIdProvider.SECRET);
        settings.add("vidimus.access.openid.address", () -> HOUSE);
        settings.add("vidimus.access.openid.name", () -> "City directory");
        settings.add("vidimus.access.openid.unknown", () -> "CREATE");
        // The provider shares a machine with everything else that is tested.
        settings.add("vidimus.access.openid.timeout", () -> "60s");
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @BeforeEach
    void honest() {
        PROVIDER.control(Map.of("subject", "alice", "claims", claims("alice", "Alice Example", "all")));
        rules("all", "WEARER");
    }

    private static Map<String, Object> claims(String login, String name, String... groups) {
        return Map.of("preferred_username", login, "name", name, "groups", List.of(groups));
    }

    /** A browser with cookies that follows redirects only when told to. */
    private final class Browser {
        private final CookieManager cookies = new CookieManager();
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        HttpResponse<String> get(String url) throws Exception {
            String real = url.startsWith("/") ? people.url() + url : url.replace(HOUSE, people.url());
            return http.send(
                    HttpRequest.newBuilder(URI.create(real)).GET().build(), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> post(String url, String type, String body) throws Exception {
            String real = url.startsWith("/") ? people.url() + url : url;
            var request = HttpRequest.newBuilder(URI.create(real))
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        Optional<String> cookie(String name) {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals(name))
                    .map(HttpCookie::getValue)
                    .findFirst();
        }

        /** Until the browser is sent back to the house: the address that it would open. */
        String goThere() throws Exception {
            return goThere("/api/openid/start?next=/library");
        }

        String goThere(String start) throws Exception {
            String at = location(get(start));
            for (int hop = 0; hop < 10; hop++) {
                at = at.startsWith("/") ? PROVIDER.issuer() + at : at;
                if (at.startsWith(HOUSE)) {
                    return at;
                }
                at = location(get(at));
            }
            throw new AssertionError("went round in circles: " + at);
        }

        String signIn() throws Exception {
            return location(get(goThere()));
        }

        /** Proves it once more there. The way back begins at another site: the cookie of the sitting does not come along. */
        String confirm() throws Exception {
            String back = goThere("/api/openid/start?confirm=true&next=/confirmed");
            var all = List.copyOf(cookies.getCookieStore().getCookies());
            all.stream().filter(cookie -> cookie.getName().equals("VIDIMUS")).forEach(cookie -> cookies.getCookieStore()
                    .remove(null, cookie));
            String next = location(get(back));
            all.stream().filter(cookie -> cookie.getName().equals("VIDIMUS")).forEach(cookie -> cookies.getCookieStore()
                    .add(URI.create(people.url()), cookie));
            return next;
        }

        /** As if nobody had ever signed in there by this browser. */
        void forgetTheProvider() {
            List.copyOf(cookies.getCookieStore().getCookies()).stream()
                    .filter(cookie -> cookie.getName().startsWith("_"))
                    .forEach(cookie -> cookies.getCookieStore().remove(null, cookie));
        }

        JsonNode me() throws Exception {
            return JsonMapper.shared().readTree(get("/api/session").body());
        }
    }

    private static String location(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(300, 399);
        return response.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void isOfferedByName() {
        JsonNode offer = people.visitor().get().uri("/api/openid").retrieve().body(JsonNode.class);

        assertThat(Objects.requireNonNull(offer).get("name").asString()).isEqualTo("City directory");
    }

    @Test
    void letsSomebodyInAndKnowsThemAgain() throws Exception {
        var browser = new Browser();

        assertThat(browser.signIn()).isEqualTo("/library");
        assertThat(browser.me().get("name").asString()).isEqualTo("Alice Example");
        PROVIDER.control(Map.of("claims", claims("alice.married", "Alice Other", "all")));
        var other = new Browser();
        other.signIn();

        assertThat(other.me().get("id")).isEqualTo(browser.me().get("id"));
        assertThat(sql.sql(
                                "select count(*) from custody_entry where convert_from(payload, 'UTF8') like '%action session.start%detail by openid%'")
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void letsNobodyInWhomTheHouseHasLockedOut() throws Exception {
        PROVIDER.control(Map.of("subject", "lara", "claims", claims("lara", "Lara Example", "all")));
        var browser = new Browser();
        browser.signIn();
        String id = browser.me().get("id").asString();
        // What guesses lock is the password alone.
        sql.sql("insert into sign_in_lock (person, failures, first_at, locked_at) values (?, 5, now(), now())")
                .param(java.util.UUID.fromString(id))
                .update();
        assertThat(new Browser().signIn()).isEqualTo("/library");

        people.api(Role.ADMINISTRATOR)
                .put()
                .uri("/api/people/" + id + "/lock")
                .body(Map.of("reason", "suspended"))
                .retrieve()
                .toBodilessEntity();

        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
        var other = new Browser();
        assertThat(other.signIn()).isEqualTo("/sign-in#sign-in-refused");
        assertThat(other.get("/api/session").statusCode()).isEqualTo(401);
        people.api(Role.ADMINISTRATOR)
                .delete()
                .uri("/api/people/" + id + "/lock")
                .retrieve()
                .toBodilessEntity();
        assertThat(new Browser().signIn()).isEqualTo("/library");
    }

    @Test
    void letsNobodyBackInAsSomebodyElseWhoHasLeft() throws Exception {
        PROVIDER.control(Map.of("subject", "gone", "claims", claims("gone", "Gone Example", "all")));
        var browser = new Browser();
        browser.signIn();
        String id = browser.me().get("id").asString();
        sql.sql("update person set left_at = now() where id = ?")
                .param(java.util.UUID.fromString(id))
                .update();
        PROVIDER.control(Map.of("claims", claims("gone.again", "Gone Example", "all")));

        assertThat(new Browser().signIn()).isEqualTo("/sign-in#openid-unknown-person");

        assertThat(sql.sql("select person::text from openid_link where subject = 'gone'")
                        .query(String.class)
                        .single())
                .isEqualTo(id);
        assertThat(sql.sql("select count(*) from person where login = 'gone.again'")
                        .query(Long.class)
                        .single())
                .isZero();
        // The entry says who tried.
        assertThat(sql.sql("select count(*) from custody_entry where convert_from(payload, 'UTF8') like ?")
                        .param("%phase outcome%action session.start%" + id + "%result failed%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void letsNobodyInByALinkOfBeforeTheirRecovery() throws Exception {
        PROVIDER.control(Map.of("subject", "rita", "claims", claims("rita", "Rita Example", "all")));
        var browser = new Browser();
        browser.signIn();
        String id = browser.me().get("id").asString();
        var person = new PersonId(java.util.UUID.fromString(id));
        JsonNode recovery = Objects.requireNonNull(people.api(Role.ADMINISTRATOR)
                .post()
                .uri("/api/people/{id}/recovery", id)
                .body(Map.of())
                .retrieve()
                .body(JsonNode.class));
        // Until it is used nothing changes.
        assertThat(new Browser().signIn()).isEqualTo("/library");
        var accepted = new TestBrowser(people)
                .post("/api" + recovery.get("path").asString(), Map.of("password", "drei graue Esel"));
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(201);

        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
        assertThat(new Browser().signIn()).isEqualTo("/sign-in#openid-unknown-person");
        // Nor by another subject with the same login, where logins link.
        assertThat(links.isLinked(PROVIDER.issuer(), person)).isTrue();
        assertThat(links.any(person)).isFalse();
        assertThat(sql.sql("select count(*) from custody_entry where convert_from(payload, 'UTF8') like ?")
                        .param("%phase outcome%action person.set-up%" + id + "%detail provider unlinked%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);

        people.api(Role.ADMINISTRATOR)
                .put()
                .uri("/api/openid/links/{id}", id)
                .body(Map.of("subject", "rita"))
                .retrieve()
                .toBodilessEntity();
        assertThat(new Browser().signIn()).isEqualTo("/library");
    }

    private Instant confirmedAt(String person) {
        return sql.sql("select confirmed_at from sitting where person = ? and ended_at is null")
                .param(java.util.UUID.fromString(person))
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
    }

    @Test
    void provesOnceMoreThereWhoSomebodyIs() throws Exception {
        PROVIDER.control(Map.of("subject", "carl", "claims", claims("carl", "Carl Example", "all")));
        var browser = new Browser();
        browser.signIn();
        String id = browser.me().get("id").asString();
        JsonNode account =
                JsonMapper.shared().readTree(browser.get("/api/account").body());
        assertThat(account.get("provider").asString()).isEqualTo("City directory");
        assertThat(account.get("password").asBoolean()).isFalse();
        // The provider did not say when; whoever was signed in there all day has proved nothing.
        assertThat(confirmedAt(id)).isEqualTo(Instant.EPOCH);

        for (String lie : List.of("auth-time", "no-auth-time")) {
            PROVIDER.control(Map.of("lie", lie));
            assertThat(browser.confirm()).isEqualTo("/confirmed#openid-untrusted");
        }
        browser.forgetTheProvider();
        PROVIDER.control(Map.of("subject", "carla", "claims", claims("carla", "Carla Example", "all")));
        assertThat(browser.confirm()).isEqualTo("/confirmed#openid-untrusted");
        assertThat(confirmedAt(id)).isEqualTo(Instant.EPOCH);

        browser.forgetTheProvider();
        PROVIDER.control(Map.of("subject", "carl", "claims", claims("carl", "Carl Example", "all")));
        Instant before = Instant.now().minusSeconds(1);
        assertThat(browser.confirm()).isEqualTo("/confirmed");

        assertThat(confirmedAt(id)).isAfter(before);
        assertThat(browser.me().get("id").asString()).isEqualTo(id);
        assertThat(sql.sql("select count(*) from custody_entry where convert_from(payload, 'UTF8') like ?")
                        .param("%phase outcome%action session.confirm%" + id + "%result done%detail by openid%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void provesNothingOnceMoreForAVisitor() throws Exception {
        assertThat(location(new Browser().get("/api/openid/start?confirm=true&next=/confirmed")))
                .isEqualTo("/confirmed#sign-in-needed");
    }

    @Test
    void doesNotTakeASignInOfHoursAgoForAProofOfNow() throws Exception {
        PROVIDER.control(
                Map.of("subject", "hours", "claims", claims("hours", "Hours Example", "all"), "lie", "auth-time"));
        var browser = new Browser();

        assertThat(browser.signIn()).isEqualTo("/library");

        assertThat(confirmedAt(browser.me().get("id").asString()))
                .isBefore(Instant.now().minusSeconds(3_000))
                .isAfter(Instant.EPOCH);
    }

    @Test
    void givesDutiesByClaimAndTakesThemAwayWithIt() throws Exception {
        rules("council-wardens", "WEARER", "council-leads", "SUPERVISOR");
        PROVIDER.control(
                Map.of("subject", "bob", "claims", claims("bob", "Bob", "council-wardens", "council-leads", "x")));
        var browser = new Browser();
        browser.signIn();
        assertThat(browser.me().get("roles").toString()).contains("WEARER", "SUPERVISOR");
        String id = browser.me().get("id").asString();
        people.api(Role.ADMINISTRATOR)
                .post()
                .uri("/api/people/{id}/duties", id)
                .body(Map.of("role", "EVIDENCE_MANAGER"))
                .retrieve()
                .toBodilessEntity();

        PROVIDER.control(Map.of("claims", claims("bob", "Bob", "council-wardens")));
        new Browser().signIn();

        assertThat(browser.me().get("roles").toString())
                .contains("WEARER", "EVIDENCE_MANAGER")
                .doesNotContain("SUPERVISOR");
        JsonNode duties = Objects.requireNonNull(people.api(Role.ADMINISTRATOR)
                .get()
                .uri("/api/people/{id}/duties", id)
                .retrieve()
                .body(JsonNode.class));
        duties.get("items")
                .forEach(duty -> assertThat(duty.path("fromDirectory").asBoolean(false))
                        .as("%s", duty)
                        .isEqualTo(!duty.get("role").asString().equals("EVIDENCE_MANAGER")));
    }

    @Test
    void showsBeforehandWhatAMappingWouldDo() throws Exception {
        PROVIDER.control(Map.of("subject", "carol", "claims", claims("carol", "Carol", "leads")));
        rules("leads", "SUPERVISOR");
        new Browser().signIn();

        JsonNode preview = Objects.requireNonNull(people.api(Role.ADMINISTRATOR)
                .post()
                .uri("/api/openid/rules/preview")
                .body(Map.of(
                        "rules",
                        List.of(Map.of("value", "leads", "role", "EVIDENCE_MANAGER")),
                        "claims",
                        Map.of("sub", "x", "groups", List.of("leads", "other"))))
                .retrieve()
                .body(JsonNode.class));

        assertThat(preview.get("gains").toString()).contains("Carol", "EVIDENCE_MANAGER");
        assertThat(preview.get("loses").toString()).contains("Carol", "SUPERVISOR");
        assertThat(preview.get("brought").toString())
                .contains("EVIDENCE_MANAGER")
                .doesNotContain("other");
        assertThat(people.api(Role.WEARER)
                        .get()
                        .uri("/api/openid/rules")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonce",
                "no-nonce",
                "issuer",
                "audience",
                "party",
                "two-audiences",
                "expired",
                "old",
                "future",
                "at-hash",
                "no-subject",
                "other-key",
                "secret",
                "type",
                "none",
                "signature"
            })
    void believesNoTokenThatIsNotWhatItShouldBe(String lie) throws Exception {
        PROVIDER.control(Map.of("lie", lie));
        var browser = new Browser();

        assertThat(browser.signIn()).isEqualTo("/sign-in#openid-untrusted");
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void redeemsACodeOnceAndOnlyInTheBrowserThatBegan() throws Exception {
        var browser = new Browser();
        String back = browser.goThere();

        assertThat(location(new Browser().get(back))).isEqualTo("/sign-in#openid-flow-unknown");
        assertThat(location(browser.get(back.replaceAll("state=[^&]*", "state=other"))))
                .isEqualTo("/sign-in#openid-flow-unknown");
        // The first try with another state used the flow up.
        assertThat(location(browser.get(back))).isEqualTo("/sign-in#openid-flow-unknown");

        String again = browser.goThere();
        assertThat(location(browser.get(again))).isEqualTo("/library");
        assertThat(location(browser.get(again))).isEqualTo("/sign-in#openid-flow-unknown");
        // Another flow of the same browser with the old code: the provider itself refuses it.
        String code = again.replaceAll(".*code=([^&]*).*", "$1");
        assertThat(location(browser.get(browser.goThere().replaceAll("code=[^&]*", "code=" + code))))
                .isEqualTo("/sign-in#openid-untrusted");
    }

    @Test
    void takesNothingFromAnotherProvider() throws Exception {
        var browser = new Browser();
        String back = browser.goThere();
        assertThat(back).contains("iss=");

        assertThat(location(browser.get(back.replaceAll("iss=[^&]*", "iss=https%3A%2F%2Fevil.example.org"))))
                .isEqualTo("/sign-in#openid-untrusted");
        assertThat(location(browser.get(browser.goThere().replaceAll("[?&]iss=[^&]*", ""))))
                .isEqualTo("/sign-in#openid-untrusted");
    }

    @Test
    void saysThatTheProviderDeclined() throws Exception {
        PROVIDER.control(Map.of("deny", true));

        assertThat(new Browser().signIn()).isEqualTo("/sign-in#openid-declined");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "EdDSA", "ES256"})
    void followsTheProviderToNewKeys(String algorithm) throws Exception {
        PROVIDER.control(Map.of("algorithm", algorithm, "rotate", true));

        // Asked for again at most every five seconds, or anybody could make this house ask.
        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(new Browser().signIn()).isEqualTo("/library"));
    }

    @Test
    void sendsNobodyOnToAnotherSite() {
        for (String evil :
                List.of("//evil.example.org", "https://evil.example.org", "/\\evil", "/api/session", "javascript:x")) {
            assertThat(OpenIdController.ownPath(evil)).isEqualTo("/");
        }
        assertThat(OpenIdController.ownPath("/library?q=a%20b")).isEqualTo("/library?q=a%20b");
    }

    @Test
    void endsWhereTheProviderEndsByTheBackChannel() throws Exception {
        PROVIDER.control(Map.of("backChannel", people.url() + "/api/openid/back-channel-logout"));
        var browser = new Browser();
        assertThat(browser.signIn()).isEqualTo("/library");
        var bystander = new Browser();
        PROVIDER.control(Map.of("subject", "dora", "claims", claims("dora", "Dora", "all")));
        bystander.signIn();
        PROVIDER.control(Map.of("subject", "alice", "claims", claims("alice", "Alice Example", "all")));
        browser.me();

        HttpResponse<String> out = browser.post("/api/openid/sign-out", "application/json", "{}");
        assertThat(out.statusCode()).as(out.body()).isEqualTo(200);
        String url = JsonMapper.shared().readTree(out.body()).get("url").asString();
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
        assertThat(url).startsWith(PROVIDER.issuer()).contains("id_token_hint=", "post_logout_redirect_uri=");

        // A second sitting of the same session there, which only the provider can end.
        assertThat(browser.signIn()).isEqualTo("/library");
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(200);
        HttpResponse<String> form = browser.get(url);
        var xsrf = Pattern.compile("name=\"xsrf\" value=\"([^\"]+)\"").matcher(form.body());
        assertThat(xsrf.find()).as(form.body()).isTrue();
        HttpResponse<String> confirmed = browser.post(
                PROVIDER.issuer() + "/session/end/confirm",
                "application/x-www-form-urlencoded",
                "xsrf=" + xsrf.group(1) + "&logout=yes");

        assertThat(location(confirmed)).startsWith(HOUSE + "/sign-in");
        Awaitility.await().atMost(java.time.Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        browser.get("/api/session").statusCode())
                .isEqualTo(401));
        assertThat(bystander.get("/api/session").statusCode()).isEqualTo(200);
    }

    @Test
    void obeysALogoutTokenOnceAndNoOther() throws Exception {
        var browser = new Browser();
        browser.signIn();
        String bad = PROVIDER.control(Map.of("logoutToken", Map.of("sub", "alice", "nonce", "x")));
        assertThat(end(bad)).isEqualTo(400);
        assertThat(end(PROVIDER.control(Map.of("logoutToken", Map.of("sub", "alice", "aud", "other")))))
                .isEqualTo(400);
        assertThat(end(PROVIDER.control(Map.of("logoutToken", Map.of("sub", "alice", "iss", "http://127.0.0.1:1")))))
                .isEqualTo(400);
        assertThat(end(PROVIDER.control(Map.of("logoutToken", Map.of("sub", "alice", "exp", 1)))))
                .isEqualTo(400);
        assertThat(end(PROVIDER.control(Map.of("logoutToken", Map.of("sub", "alice", "events", Map.of())))))
                .isEqualTo(400);
        assertThat(end(PROVIDER.control(Map.of("logoutToken", Map.of())))).isEqualTo(400);
        assertThat(end("not.a.token")).isEqualTo(400);
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(200);

        String good = PROVIDER.control(Map.of("logoutToken", Map.of("sub", "alice")));
        assertThat(end(good)).isEqualTo(200);
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
        browser.signIn();
        assertThat(end(good)).isEqualTo(400);
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(200);
    }

    private int end(String token) throws Exception {
        return new Browser()
                .post(
                        "/api/openid/back-channel-logout",
                        "application/x-www-form-urlencoded",
                        "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8))
                .statusCode();
    }

    @Test
    void endsByTheFrontChannelInAFrameOfTheProvider() throws Exception {
        var browser = new Browser();
        browser.signIn();
        String sid = sql.sql("select sid from openid_sitting order by begun_at desc limit 1")
                .query(String.class)
                .single();
        String page = "/api/openid/front-channel-logout?sid=" + sid + "&iss=";

        var other = new Browser().get(page + "https%3A%2F%2Fevil.example.org");
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(200);
        var answer = new Browser().get(page + URLEncoder.encode(PROVIDER.issuer(), StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Frame-Options")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors " + PROVIDER.issuer());
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
    }

    private void rules(String... pairs) {
        var rules = new java.util.ArrayList<Map<String, String>>();
        for (int i = 0; i < pairs.length; i += 2) {
            rules.add(Map.of("value", pairs[i], "role", pairs[i + 1]));
        }
        var answer = people.api(Role.ADMINISTRATOR)
                .put()
                .uri("/api/openid/rules")
                .body(Map.of("rules", rules))
                .retrieve()
                .toEntity(String.class);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
    }
}
