package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.TestBrowser.Answer;
import org.vidimus.server.custody.Caller.Role;
import tools.jackson.databind.JsonNode;

/** What a lock closes, and that nobody closes the house by guessing. */
@ServerTest
// A house of its own: who else could release a lock is what this is about.
@TestPropertySource(properties = {"vidimus.access.first-profile=US-CJIS", "vidimus.test=lock-out"})
class LockOutTest {
    @Autowired
    TestPeople people;

    @Autowired
    Household household;

    @Autowired
    JdbcClient sql;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void leaveNobodyElse() {
        sql.sql("update person set left_at = now() where left_at is null").update();
    }

    @Test
    void leavesPasskeysAlone() throws Exception {
        strong(Role.ADMINISTRATOR, "releaser" + mark);
        String login = "holder" + mark;
        people.another(Role.WEARER, login, people.unit());
        var browser = new TestBrowser(people);
        signIn(browser, login, TestPeople.PASSWORD, "");
        var passkey = new SoftPasskey(browser.origin);
        JsonNode options =
                browser.post("/api/account/passkeys/options", Map.of()).body();
        browser.post("/api/account/passkeys", Map.of("name", "Key", "shown", passkey.create(options)));
        byte[] secret = AccountTest.setUpApp(browser);
        guess(login, 5);
        assertThat(signIn(new TestBrowser(people), login, TestPeople.PASSWORD, AccountTest.code(secret, 1))
                        .code())
                .isEqualTo("sign-in-refused");

        assertThat(byPasskey(passkey).status()).isEqualTo(200);
    }

    @Test
    void holdsOnlyWhileSomebodyElseCouldReleaseIt() throws Exception {
        Holder one = strong(Role.ADMINISTRATOR, "one" + mark);
        Holder two = strong(Role.ADMINISTRATOR, "two" + mark);
        guess(one.login(), 5);
        assertThat(one.again().code()).isEqualTo("sign-in-refused");
        guess(two.login(), 5);

        // Both are locked now, and neither could release the other.
        assertThat(entries("person.lock", two)).anyMatch(entry -> entry.contains("detail until proven after a delay"));
        Answer in = two.again();

        assertThat(in.status()).isEqualTo(200);
        assertThat(entries("person.release", two))
                .anyMatch(entry ->
                        entry.contains("detail because nobody else could") && entry.contains("detail released yes"));
        assertThat(one.again().code()).isEqualTo("sign-in-refused");
        String path =
                "/api/people/" + household.named(one.login()).orElseThrow().id() + "/lock";
        assertThat(two.browser().delete(path).status()).isEqualTo(204);
        assertThat(one.again().status()).isEqualTo(200);
    }

    @Test
    void makesGuessingAtTheLastOneSlowAndTellsNobody() throws Exception {
        Holder last = strong(Role.ADMINISTRATOR, "last" + mark);
        String wrong = guess(last.login(), 5).text();

        Answer guessed = guess(last.login(), 4);
        // However slow this machine is: what was closed for some seconds still is.
        sql.sql("update sign_in_failure set open_at = open_at + interval '1 hour' where open_at is not null")
                .update();
        Answer early = last.again();
        sql.sql("update sign_in_failure set open_at = now() - interval '1 second'")
                .update();

        assertThat(guessed.text()).isEqualTo(early.text()).isEqualTo(wrong);
        assertThat(last.again().status()).isEqualTo(200);
    }

    @Test
    void byHandClosesEveryDoorUntilReleased() throws Exception {
        Holder boss = strong(Role.ADMINISTRATOR, "boss" + mark);
        Holder held = strong(Role.WEARER, "held" + mark);
        Person person = household.named(held.login()).orElseThrow();
        String token = people.token(person);
        var passkey = new SoftPasskey(held.browser().origin);
        JsonNode options =
                held.browser().post("/api/account/passkeys/options", Map.of()).body();
        held.browser().post("/api/account/passkeys", Map.of("name", "Key", "shown", passkey.create(options)));
        String path = "/api/people/" + person.id() + "/lock";
        assertThat(held.browser()
                        .send("PUT", path, Map.of("reason", "x"), Map.of())
                        .code())
                .isEqualTo("not-allowed");
        String own =
                "/api/people/" + household.named(boss.login()).orElseThrow().id() + "/lock";
        assertThat(boss.browser()
                        .send("PUT", own, Map.of("reason", "x"), Map.of())
                        .code())
                .isEqualTo("not-for-oneself");

        Answer locked = boss.browser().send("PUT", path, Map.of("reason", "stolen laptop"), Map.of());

        assertThat(locked.status()).as(locked.text()).isEqualTo(204);
        assertThat(held.browser().get("/api/session").status()).isEqualTo(401);
        assertThat(people.api(token)
                        .get()
                        .uri("/api/session")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(401);
        assertThat(held.again().code()).isEqualTo("sign-in-refused");
        assertThat(byPasskey(passkey).code()).isEqualTo("passkey-refused");
        assertThat(entries("person.lock", held)).anyMatch(entry -> entry.contains("purpose stolen laptop"));
        assertThat(boss.browser().delete(path).status()).isEqualTo(204);
        assertThat(byPasskey(passkey).status()).isEqualTo(200);
    }

    private Answer byPasskey(SoftPasskey passkey) throws Exception {
        var browser = new TestBrowser(people);
        JsonNode ask = browser.post("/api/session/passkey/options", Map.of()).body();
        Map<String, Object> shown = passkey.get(ask);
        shown.put("accepted", true);
        return browser.post("/api/session/passkey", shown);
    }

    private Answer guess(String login, int times) throws Exception {
        for (int i = 1; i < times; i++) {
            signIn(new TestBrowser(people), login, "not the password", "");
        }
        return signIn(new TestBrowser(people), login, "not the password", "");
    }

    private static Answer signIn(TestBrowser browser, String login, String password, String code) throws Exception {
        var more = new HashMap<String, Object>(Map.of("accepted", true));
        if (!code.isEmpty()) {
            more.put("code", code);
        }
        browser.get("/api/session");
        return browser.signIn(login, password, more);
    }

    /** Somebody with password and app, signed in. */
    private final class Holder {
        private final TestBrowser browser = new TestBrowser(people);
        private final String login;
        private final byte[] secret;

        Holder(String login) throws Exception {
            this.login = login;
            assertThat(signIn(browser, login, TestPeople.PASSWORD, "").status()).isEqualTo(200);
            this.secret = AccountTest.setUpApp(browser);
        }

        String login() {
            return login;
        }

        TestBrowser browser() {
            return browser;
        }

        Answer again() throws Exception {
            // A code counts once; how often is not what this is about.
            sql.sql("update authenticator_app set last_step = 0").update();
            return signIn(browser, login, TestPeople.PASSWORD, AccountTest.code(secret, 0));
        }
    }

    private Holder strong(Role role, String login) throws Exception {
        people.another(role, login, people.unit());
        return new Holder(login);
    }

    private List<String> entries(String action, Holder about) {
        UUID person = household.named(about.login()).orElseThrow().id().value();
        return sql.sql("select payload from custody_entry order by arrival").query(byte[].class).list().stream()
                .map(payload -> new String(payload, StandardCharsets.UTF_8))
                .filter(entry ->
                        entry.contains("action " + action + "\n") && entry.contains("subject person " + person))
                .toList();
    }
}
