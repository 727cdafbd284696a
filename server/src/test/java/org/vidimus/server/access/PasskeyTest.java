package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.TestBrowser.Answer;
import org.vidimus.server.custody.Caller;
import tools.jackson.databind.JsonNode;

/** Passkeys over HTTP, with an authenticator that can lie. */
@ServerTest
class PasskeyTest {
    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    private final String login = "key." + UUID.randomUUID().toString().substring(0, 8);

    /** A browser with somebody signed in, and their passkey. */
    private record Holder(Person person, TestBrowser browser, SoftPasskey passkey) {}

    private Holder holder(String login) throws Exception {
        Person person = people.another(Caller.Role.WEARER, login, people.unit());
        var browser = new TestBrowser(people);
        assertThat(browser.signIn(login).status()).isEqualTo(200);
        var passkey = new SoftPasskey(browser.origin);
        JsonNode options =
                browser.post("/api/account/passkeys/options", Map.of()).body();
        assertThat(add(browser, passkey.create(options)).status()).isEqualTo(201);
        return new Holder(person, browser, passkey);
    }

    private static Answer add(TestBrowser browser, Map<String, Object> shown) throws Exception {
        return browser.post("/api/account/passkeys", Map.of("name", "My key", "shown", shown));
    }

    private static JsonNode ask(TestBrowser browser) throws Exception {
        return browser.post("/api/session/passkey/options", Map.of()).body();
    }

    private static Answer show(TestBrowser browser, Map<String, Object> shown) throws Exception {
        return browser.post("/api/session/passkey", shown);
    }

    @Test
    void signInWithoutAName() throws Exception {
        Holder holder = holder(login);
        var elsewhere = new TestBrowser(people);

        Answer in = show(elsewhere, holder.passkey().get(ask(elsewhere)));

        assertThat(in.status()).isEqualTo(200);
        assertThat(in.body().get("login").asString()).isEqualTo(login);
        assertThat(in.body().get("may").toString()).contains("evidence.list");
        assertThat(elsewhere.get("/api/session").status()).isEqualTo(200);
        JsonNode key = holder.browser().get("/api/account").body().at("/passkeys/0");
        assertThat(key.get("name").asString()).isEqualTo("My key");
        assertThat(key.has("usedAt")).isTrue();
    }

    @Test
    void countOnlyOnce() throws Exception {
        Holder holder = holder(login);
        var thief = new TestBrowser(people);
        Map<String, Object> shown = holder.passkey().get(ask(thief));
        assertThat(show(thief, shown).status()).isEqualTo(200);

        Answer again = show(new TestBrowser(people), shown);

        assertThat(again.status()).isEqualTo(401);
        assertThat(again.code()).isEqualTo("passkey-refused");
    }

    @Test
    void countOnlyForTheChallengeTheySigned() throws Exception {
        Holder holder = holder(login);
        var browser = new TestBrowser(people);
        Map<String, Object> signedAnother = new HashMap<>(holder.passkey().get(ask(browser)));
        signedAnother.put("challenge", ask(browser).get("challenge").asString());

        assertThat(show(browser, signedAnother).code()).isEqualTo("passkey-refused");

        // One that was made for a confirmation signs nobody in, and one for a sign-in registers nothing.
        JsonNode confirmation = holder.browser()
                .post("/api/session/confirmation/options", Map.of())
                .body();
        assertThat(show(browser, holder.passkey().get(confirmation)).code()).isEqualTo("passkey-refused");
        var options = (tools.jackson.databind.node.ObjectNode) ask(browser);
        var created = new SoftPasskey(browser.origin).create(options);
        assertThat(add(holder.browser(), created).code()).isEqualTo("passkey-refused");
    }

    @Test
    void countOnlySoonAfterTheyWereAskedFor() throws Exception {
        Holder holder = holder(login);
        var browser = new TestBrowser(people);
        Map<String, Object> late = holder.passkey().get(ask(browser));

        sql.sql("update passkey_challenge set made_at = made_at - interval '6 minutes'")
                .update();

        assertThat(show(browser, late).code()).isEqualTo("passkey-refused");
    }

    @Test
    void countOnlyWhereTheyBelong() throws Exception {
        Holder holder = holder(login);
        var browser = new TestBrowser(people);

        assertThat(show(browser, holder.passkey().get(ask(browser), "http://localhost:1"))
                        .code())
                .isEqualTo("passkey-refused");
        assertThat(show(browser, holder.passkey().get(ask(browser), "https://vidimus.example"))
                        .code())
                .isEqualTo("passkey-refused");
        holder.passkey().party = "elsewhere.example";
        assertThat(show(browser, holder.passkey().get(ask(browser))).code()).isEqualTo("passkey-refused");
        JsonNode options =
                holder.browser().post("/api/account/passkeys/options", Map.of()).body();
        var other = new SoftPasskey(browser.origin);
        assertThat(add(holder.browser(), other.create(options, "http://evil.example"))
                        .code())
                .isEqualTo("passkey-refused");
    }

    @Test
    void areNotToBeHadAtAnAddressThatIsNone() throws Exception {
        var byNumber = new TestBrowser(people.url());

        assertThat(byNumber.get("/api/session/ways").body().get("passkeys").asBoolean())
                .isFalse();
        assertThat(byNumber.post("/api/session/passkey/options", Map.of()).code())
                .isEqualTo("passkeys-not-here");
        assertThat(new TestBrowser(people)
                        .get("/api/session/ways")
                        .body()
                        .get("passkeys")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void countOnlyWhenTheirUserWasVerified() throws Exception {
        Holder holder = holder(login);
        var browser = new TestBrowser(people);
        holder.passkey().flags = 1;

        assertThat(show(browser, holder.passkey().get(ask(browser))).code()).isEqualTo("passkey-refused");
    }

    @Test
    void areRefusedWhenTheirCounterGoesBack() throws Exception {
        Holder holder = holder(login);
        holder.passkey().count = 10;
        var browser = new TestBrowser(people);
        assertThat(show(browser, holder.passkey().get(ask(browser))).status()).isEqualTo(200);
        holder.passkey().count = 5;

        Answer copy = show(browser, holder.passkey().get(ask(browser)));

        assertThat(copy.code()).isEqualTo("passkey-refused");
    }

    @Test
    void confirmOnlyTheirOwner() throws Exception {
        Holder one = holder(login);
        Holder other = holder(login + ".other");
        JsonNode options = one.browser()
                .post("/api/session/confirmation/options", Map.of())
                .body();
        assertThat(options.at("/publicKey/allowCredentials").size()).isEqualTo(1);

        Answer others =
                one.browser().post("/api/session/confirmation", other.passkey().get(options));
        JsonNode fresh = one.browser()
                .post("/api/session/confirmation/options", Map.of())
                .body();
        Answer own =
                one.browser().post("/api/session/confirmation", one.passkey().get(fresh));
        JsonNode forOne = one.browser()
                .post("/api/session/confirmation/options", Map.of())
                .body();
        Answer stolen =
                other.browser().post("/api/session/confirmation", one.passkey().get(forOne));

        assertThat(others.code()).isEqualTo("passkey-refused");
        assertThat(own.status()).isEqualTo(204);
        assertThat(stolen.code()).isEqualTo("passkey-refused");
    }

    @Test
    void registerOnlyForWhomTheyWereAsked() throws Exception {
        Holder one = holder(login);
        Holder other = holder(login + ".other");
        JsonNode options =
                one.browser().post("/api/account/passkeys/options", Map.of()).body();

        assertThat(add(other.browser(), new SoftPasskey(one.browser().origin).create(options))
                        .code())
                .isEqualTo("passkey-refused");
        assertThat(options.at("/publicKey/excludeCredentials").size()).isEqualTo(1);
        assertThat(options.at("/publicKey/authenticatorSelection/userVerification")
                        .asString())
                .isEqualTo("required");
    }

    @Test
    void sayNothingOfWhoIsThere() throws Exception {
        Holder holder = holder(login);
        var browser = new TestBrowser(people);

        JsonNode options = ask(browser);
        Answer nobodys = show(browser, new SoftPasskey(browser.origin).get(options));
        sql.sql("update person set left_at = now() where id = ?")
                .param(holder.person().id().value())
                .update();
        Answer gone = show(browser, holder.passkey().get(ask(browser)));

        assertThat(options.at("/publicKey/allowCredentials").size()).isZero();
        assertThat(nobodys.status()).isEqualTo(gone.status()).isEqualTo(401);
        assertThat(nobodys.text()).isEqualTo(gone.text());
        for (Object broken : List.of(
                Map.of(),
                Map.of("challenge", UUID.randomUUID()),
                Map.of("challenge", UUID.randomUUID(), "credential", Map.of()),
                Map.of("challenge", UUID.randomUUID(), "credential", Map.of("id", "x", "response", "y")))) {
            Answer answer = browser.post("/api/session/passkey", broken);
            assertThat(answer.text()).isEqualTo(gone.text());
        }
    }

    @Test
    void areRenamedAndRemovedButNeverTheLastWayIn() throws Exception {
        Holder holder = holder(login);
        var browser = holder.browser();
        String first = "/api/account/passkeys/"
                + browser.get("/api/account").body().at("/passkeys/0/id").asString();
        assertThat(browser.put(first, Map.of("name", "Office")).status()).isEqualTo(204);
        assertThat(browser.get("/api/account").body().at("/passkeys/0/name").asString())
                .isEqualTo("Office");
        sql.sql("update person set password = null where id = ?")
                .param(holder.person().id().value())
                .update();

        assertThat(browser.delete(first).code()).isEqualTo("last-way-in");
        JsonNode options =
                browser.post("/api/account/passkeys/options", Map.of()).body();
        assertThat(add(browser, new SoftPasskey(browser.origin).create(options)).status())
                .isEqualTo(201);
        assertThat(browser.delete(first).status()).isEqualTo(204);
        assertThat(browser.delete(first).code()).isEqualTo("no-such-passkey");
        var elsewhere = new TestBrowser(people);
        assertThat(show(elsewhere, holder.passkey().get(ask(elsewhere))).code()).isEqualTo("passkey-refused");
    }

    @Test
    void areNothingThatATokenCouldAdd() {
        Person person = people.another(Caller.Role.ADMINISTRATOR, login, people.unit());

        var answer = people.api(people.token(person))
                .post()
                .uri("/api/account/passkeys/options")
                .header("Host", "localhost")
                .retrieve()
                .toBodilessEntity();

        assertThat(answer.getStatusCode().value()).isEqualTo(403);
    }
}
