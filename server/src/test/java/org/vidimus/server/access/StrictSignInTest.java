package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.TestBrowser.Answer;
import org.vidimus.server.custody.Caller;
import tools.jackson.databind.JsonNode;

/** Signing in where a second factor is required, failures lock, a notice is to be accepted, and important things are confirmed. */
@ServerTest
@TestPropertySource(properties = "vidimus.access.first-profile=US-CJIS")
class StrictSignInTest {
    private static final Map<String, Object> ACCEPTED = Map.of("accepted", true);

    @Autowired
    TestPeople people;

    @Autowired
    Household household;

    @Autowired
    JdbcClient sql;

    private final String login = "strict." + UUID.randomUUID().toString().substring(0, 8);

    private Answer signIn(TestBrowser browser, String login, String password, String code) throws Exception {
        var more = new HashMap<>(ACCEPTED);
        if (!code.isEmpty()) {
            more.put("code", code);
        }
        browser.get("/api/session");
        return browser.signIn(login, password, more);
    }

    /** Somebody with password and app, signed in. */
    private record Holder(TestBrowser browser, byte[] secret) {}

    private Holder strong(Caller.Role role, String login) throws Exception {
        people.another(role, login, people.unit());
        var browser = new TestBrowser(people);
        assertThat(signIn(browser, login, TestPeople.PASSWORD, "").status()).isEqualTo(200);
        byte[] secret = AccountTest.setUpApp(browser);
        assertThat(browser.get("/api/session").body().get("restricted").asBoolean())
                .isFalse();
        return new Holder(browser, secret);
    }

    @Test
    void beginsOnlyOnceTheNoticeIsAccepted() throws Exception {
        people.another(Caller.Role.WEARER, login, people.unit());
        var browser = new TestBrowser(people);
        JsonNode ways = browser.get("/api/session/ways").body();
        assertThat(ways.get("notice").asString()).contains("restricted information system");
        assertThat(ways.get("locksAfter").asInt()).isEqualTo(5);

        assertThat(browser.signIn(login, TestPeople.PASSWORD, Map.of()).code()).isEqualTo("notice-not-accepted");
        assertThat(signIn(browser, login, TestPeople.PASSWORD, "").status()).isEqualTo(200);

        assertThat(entries()).anyMatch(entry -> entry.contains("detail notice accepted"));
        // Nor is anybody sent to the provider of the house before; here there is none.
        assertThat(openId("")).endsWith("#notice-not-accepted");
        assertThat(openId("?accepted=true")).doesNotContain("notice");
    }

    private String openId(String query) throws Exception {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            var request = java.net.http.HttpRequest.newBuilder(
                            java.net.URI.create(people.url() + "/api/openid/start" + query))
                    .build();
            return http.send(request, java.net.http.HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        }
    }

    @Test
    void letsAPasswordAloneDoNothingButSetUpASecondFactor() throws Exception {
        people.another(Caller.Role.EVIDENCE_MANAGER, login, people.unit());
        var browser = new TestBrowser(people);
        JsonNode me = signIn(browser, login, TestPeople.PASSWORD, "").body();
        assertThat(me.get("restricted").asBoolean()).isTrue();
        assertThat(me.get("may").toString()).doesNotContain("evidence");

        for (String path : List.of("/api/evidence", "/api/people", "/api/cameras", "/api/tokens", "/api/events")) {
            assertThat(browser.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(browser.post("/api/tokens", Map.of("name", "x", "days", 1)).status())
                .isEqualTo(403);
        var waiting = new TestBrowser(people);
        signIn(waiting, login, TestPeople.PASSWORD, "");
        AccountTest.setUpApp(browser);

        assertThat(browser.get("/api/evidence").status()).isEqualTo(200);
        // Whoever else waited with the same password has nothing to wait for.
        assertThat(waiting.get("/api/session").status()).isEqualTo(401);
        assertThat(browser.delete("/api/account/app").code()).isEqualTo("last-way-in");
    }

    @Test
    void asksForThePasskeyOfWhoeverHasOneAndNoApp() throws Exception {
        people.another(Caller.Role.WEARER, login, people.unit());
        var browser = new TestBrowser(people);
        signIn(browser, login, TestPeople.PASSWORD, "");
        var passkey = new SoftPasskey(browser.origin);
        JsonNode options =
                browser.post("/api/account/passkeys/options", Map.of()).body();
        assertThat(browser.post("/api/account/passkeys", Map.of("name", "Key", "shown", passkey.create(options)))
                        .status())
                .isEqualTo(201);

        var thief = new TestBrowser(people);
        assertThat(signIn(thief, login, TestPeople.PASSWORD, "").code()).isEqualTo("passkey-needed");
        JsonNode ask = thief.post("/api/session/passkey/options", Map.of()).body();
        Map<String, Object> shown = passkey.get(ask);
        assertThat(thief.post("/api/session/passkey", shown).code()).isEqualTo("notice-not-accepted");
        shown.putAll(ACCEPTED);
        assertThat(thief.post("/api/session/passkey", shown).status()).isEqualTo(200);
    }

    @Test
    void locksAfterFiveFailuresUntilSomebodyEntitledReleases() throws Exception {
        Holder administrator = strong(Caller.Role.ADMINISTRATOR, "boss." + login);
        Holder holder = strong(Caller.Role.WEARER, login);
        UUID person = household.named(login).orElseThrow().id().value();
        String wrong =
                signIn(new TestBrowser(people), login, "not the password", "").text();
        for (int i = 0; i < 2; i++) {
            assertThat(signIn(new TestBrowser(people), login, "not the password", "")
                            .text())
                    .isEqualTo(wrong);
        }
        // A right password in between neither counts nor forgives; a wrong code counts.
        assertThat(signIn(new TestBrowser(people), login, TestPeople.PASSWORD, "")
                        .code())
                .isEqualTo("code-needed");
        for (int i = 0; i < 2; i++) {
            assertThat(signIn(new TestBrowser(people), login, TestPeople.PASSWORD, "000000")
                            .code())
                    .isEqualTo("code-refused");
        }

        Answer locked =
                signIn(new TestBrowser(people), login, TestPeople.PASSWORD, AccountTest.code(holder.secret(), 1));
        Answer nobody = signIn(new TestBrowser(people), "nobody." + login, "not the password", "");

        assertThat(locked.text()).isEqualTo(wrong).isEqualTo(nobody.text());
        assertThat(locked.status()).isEqualTo(nobody.status()).isEqualTo(401);
        assertThat(entries())
                .anyMatch(entry -> entry.contains("action person.lock")
                        && entry.contains("subject person " + person)
                        && entry.contains("result done"));
        JsonNode shown = administrator
                .browser()
                .get("/api/people")
                .body()
                .get("items")
                .valueStream()
                .filter(item -> item.get("id").asString().equals(person.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(shown.get("locked").asBoolean()).isTrue();
        assertThat(shown.get("may").toString()).contains("person.release");

        assertThat(administrator
                        .browser()
                        .delete("/api/people/" + person + "/lock")
                        .status())
                .isEqualTo(204);

        assertThat(entries())
                .anyMatch(entry -> entry.contains("action person.release")
                        && entry.contains("subject person " + person)
                        && entry.contains("detail released yes"));
        assertThat(signIn(new TestBrowser(people), login, TestPeople.PASSWORD, AccountTest.code(holder.secret(), 1))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void asksAgainBeforeWhatIsImportant() throws Exception {
        Holder holder = strong(Caller.Role.ADMINISTRATOR, login);
        var dock = Map.of("name", "dock", "dock", true, "days", 1);
        assertThat(holder.browser().post("/api/tokens", dock).status()).isEqualTo(201);
        sql.sql("update sitting set confirmed_at = confirmed_at - interval '16 minutes'")
                .update();

        assertThat(holder.browser().post("/api/tokens", dock).code()).isEqualTo("confirm-needed");
        assertThat(holder.browser().get("/api/people").status()).isEqualTo(200);
        assertThat(holder.browser()
                        .post("/api/session/confirmation", Map.of("password", TestPeople.PASSWORD))
                        .code())
                .isEqualTo("code-needed");
        assertThat(holder.browser()
                        .post(
                                "/api/session/confirmation",
                                Map.of("password", TestPeople.PASSWORD, "code", AccountTest.code(holder.secret(), 1)))
                        .status())
                .isEqualTo(204);

        assertThat(holder.browser().post("/api/tokens", dock).status()).isEqualTo(201);
    }

    @Test
    void recoversAnAccountByTwoPeople() throws Exception {
        Holder lost = strong(Caller.Role.WEARER, login);
        Person person = household.named(login).orElseThrow();
        String token = people.token(person);
        Holder one = strong(Caller.Role.ADMINISTRATOR, "one." + login);
        Holder two = strong(Caller.Role.ADMINISTRATOR, "two." + login);
        String path = "/api/people/" + person.id() + "/recovery";

        assertThat(one.browser().post(path, Map.of()).code()).isEqualTo("second-person-needed");
        UUID own = household.named("one." + login).orElseThrow().id().value();
        assertThat(lost.browser()
                        .post("/api/people/" + own + "/recovery", Map.of())
                        .code())
                .isEqualTo("not-allowed");
        assertThat(one.browser()
                        .post("/api/people/" + own + "/recovery", Map.of())
                        .code())
                .isEqualTo("not-for-oneself");
        String link = recoveryLink(one, two, path);

        var visitor = new TestBrowser(people);
        JsonNode behind = visitor.get("/api" + link).body();
        assertThat(behind.get("kind").asString()).isEqualTo("RECOVERY");
        assertThat(behind.get("login").asString()).isEqualTo(login);
        assertThat(lost.browser().get("/api/session").status()).isEqualTo(200);
        assertThat(visitor.post("/api" + link, Map.of("password", "vidimus vidimus"))
                        .code())
                .isEqualTo("unfit-value");
        assertThat(visitor.post("/api" + link, Map.of()).code()).isEqualTo("unfit-value");
        assertThat(visitor.post("/api" + link, Map.of("password", "drei graue Esel"))
                        .status())
                .isEqualTo(201);

        assertThat(lost.browser().get("/api/session").status()).isEqualTo(401);
        assertThat(people.api(token)
                        .get()
                        .uri("/api/session")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(401);
        assertThat(visitor.get("/api" + link).code()).isEqualTo("set-up-link-unknown");
        assertThat(signIn(new TestBrowser(people), login, TestPeople.PASSWORD, "")
                        .code())
                .isEqualTo("sign-in-refused");
        Answer in = signIn(new TestBrowser(people), login, "drei graue Esel", "");
        // The app of before is gone: a new second factor comes first.
        assertThat(in.body().get("restricted").asBoolean()).isTrue();
    }

    private static String recoveryLink(Holder one, Holder two, String path) throws Exception {
        Answer asked = one.browser().send("POST", path, Map.of(), Map.of("Vidimus-Ask", "She lost her phone"));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String approval = asked.body().get("approval").asString();
        Answer approved = two.browser().post("/api/approvals/" + approval + "/decision", Map.of("approve", true));
        assertThat(approved.status()).as(approved.text()).isBetween(200, 204);
        Answer made = one.browser().send("POST", path, Map.of(), Map.of("Vidimus-Approval", approval));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().get("path").asString();
    }

    @Test
    void invitesNewPeopleWhoChooseForThemselves() throws Exception {
        Holder administrator = strong(Caller.Role.ADMINISTRATOR, "boss." + login);
        Answer made =
                administrator.browser().post("/api/people", Map.of("login", login, "name", "New", "role", "WEARER"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().get("invited").asBoolean()).isTrue();
        String link = made.body().at("/invitation/path").asString();
        String id = made.body().get("id").asString();
        Answer newer = administrator.browser().post("/api/people/" + id + "/invitation", Map.of());
        var visitor = new TestBrowser(people);
        assertThat(visitor.get("/api" + link).code()).isEqualTo("set-up-link-unknown");
        String fresh = newer.body().get("path").asString();

        JsonNode options = visitor.post("/api" + fresh + "/passkey", Map.of()).body();
        var passkey = new SoftPasskey(visitor.origin);
        Answer chosen =
                visitor.post("/api" + fresh, Map.of("passkey", passkey.create(options), "passkeyName", "Phone"));
        assertThat(chosen.status()).as(chosen.text()).isEqualTo(201);

        JsonNode ask = visitor.post("/api/session/passkey/options", Map.of()).body();
        Map<String, Object> shown = passkey.get(ask);
        shown.putAll(ACCEPTED);
        Answer in = visitor.post("/api/session/passkey", shown);
        assertThat(in.body().get("login").asString()).isEqualTo(login);
        assertThat(in.body().get("restricted").asBoolean()).isFalse();
        assertThat(administrator
                        .browser()
                        .post("/api/people/" + id + "/invitation", Map.of())
                        .code())
                .isEqualTo("has-way-in");
    }

    private List<String> entries() {
        return sql.sql("select payload from custody_entry order by arrival").query(byte[].class).list().stream()
                .map(payload -> new String(payload, StandardCharsets.UTF_8))
                .toList();
    }
}
