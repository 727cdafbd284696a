package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.TestBrowser.Answer;
import org.vidimus.server.access.signin.OneTimeCode;
import org.vidimus.server.custody.Caller;
import tools.jackson.databind.JsonNode;

/** One's own password, authenticator app and sittings. */
@ServerTest
class AccountTest {
    @Autowired
    TestPeople people;

    @Autowired
    Household household;

    @Autowired
    Staffing staffing;

    @Autowired
    JdbcClient sql;

    private final String login = "own." + UUID.randomUUID().toString().substring(0, 8);

    private TestBrowser signedIn() throws Exception {
        people.another(Caller.Role.WEARER, login, people.unit());
        return in();
    }

    private TestBrowser in() throws Exception {
        var browser = new TestBrowser(people);
        assertThat(browser.signIn(login).status()).isEqualTo(200);
        return browser;
    }

    /**
     * Sets an authenticator app up with the code of now. The one of the next step is still unused, counts already, and goes on to
     * count for a minute, however slow this machine is.
     */
    static byte[] setUpApp(TestBrowser browser) throws Exception {
        JsonNode offer = browser.post("/api/account/app", Map.of()).body();
        byte[] secret = unBase32(offer.get("secret").asString());
        assertThat(offer.get("address").asString())
                .startsWith("otpauth://totp/Vidimus:")
                .contains("secret=" + offer.get("secret").asString());
        assertThat(browser.put("/api/account/app", Map.of("code", code(secret, 0)))
                        .status())
                .isEqualTo(204);
        return secret;
    }

    static String code(byte[] secret, int steps) {
        return OneTimeCode.at(secret, OneTimeCode.stepAt(Instant.now()) + steps);
    }

    private static byte[] unBase32(String text) {
        var bits = new java.math.BigInteger("1");
        for (char each : text.toCharArray()) {
            bits = bits.shiftLeft(5).or(java.math.BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(each)));
        }
        byte[] all = bits.toByteArray();
        return java.util.Arrays.copyOfRange(all, all.length - text.length() * 5 / 8, all.length);
    }

    @Test
    void asksForACodeOnceThereIsAnApp() throws Exception {
        TestBrowser browser = signedIn();
        assertThat(browser.put("/api/account/app", Map.of("code", "000000")).code())
                .isEqualTo("code-refused");
        byte[] secret = setUpApp(browser);

        // Each is computed once: a step later the same call gives another.
        Map<String, Object> before = Map.of("code", code(secret, 0));
        Map<String, Object> right = Map.of("code", code(secret, 1));

        var elsewhere = new TestBrowser(people);
        Answer without = elsewhere.signIn(login, TestPeople.PASSWORD, Map.of());
        Answer wrongBefore = elsewhere.signIn(login, "not the password", right);
        Answer wrongCode = elsewhere.signIn(login, TestPeople.PASSWORD, Map.of("code", "000000"));
        Answer with = elsewhere.signIn(login, TestPeople.PASSWORD, right);
        Answer replayed = new TestBrowser(people).signIn(login, TestPeople.PASSWORD, right);
        Answer older = new TestBrowser(people).signIn(login, TestPeople.PASSWORD, before);

        assertThat(without.code()).isEqualTo("code-needed");
        assertThat(wrongBefore.code()).isEqualTo("sign-in-refused");
        assertThat(wrongCode.code()).isEqualTo("code-refused");
        assertThat(with.status()).isEqualTo(200);
        assertThat(replayed.code()).isEqualTo("code-refused");
        assertThat(older.code()).isEqualTo("code-refused");
        assertThat(browser.delete("/api/account/app").status()).isEqualTo(204);
        assertThat(in().get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void keepsTheSecretOfAnAppSealed() throws Exception {
        byte[] secret = setUpApp(signedIn());

        byte[] stored = sql.sql(
                        "select a.secret from authenticator_app a join person p on p.id = a.person where p.login = ?")
                .param(login)
                .query(byte[].class)
                .single();

        assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
    }

    @Test
    void slowsGuessersOfCodesDownFromWhereverTheyCome() throws Exception {
        setUpApp(signedIn());
        // Forgetting the address stands for coming from another.
        int status = 401;
        for (int i = 0; i < 12 && status == 401; i++) {
            sql.sql("delete from sign_in_failure where what = ?")
                    .param(SignInDelays.keyOf(login, "127.0.0.1").bytes())
                    .update();
            status = new TestBrowser(people)
                    .signIn(login, TestPeople.PASSWORD, Map.of("code", "000000"))
                    .status();
        }

        assertThat(status).isEqualTo(429);
    }

    @Test
    void changesAPasswordForWhoeverKnowsTheOldOne() throws Exception {
        TestBrowser browser = signedIn();
        TestBrowser other = in();
        var change = Map.of("old", TestPeople.PASSWORD, "password", "drei graue Esel");

        assertThat(browser.put("/api/account/password", Map.of("password", "drei graue Esel"))
                        .code())
                .isEqualTo("sign-in-refused");
        assertThat(browser.put("/api/account/password", Map.of("old", "x", "password", "drei graue Esel"))
                        .code())
                .isEqualTo("sign-in-refused");
        assertThat(browser.put("/api/account/password", Map.of("old", TestPeople.PASSWORD, "password", login + "123"))
                        .code())
                .isEqualTo("unfit-value");
        sql.sql("delete from sign_in_failure").update();
        assertThat(browser.put("/api/account/password", change).status()).isEqualTo(204);

        assertThat(browser.get("/api/session").status()).isEqualTo(200);
        assertThat(other.get("/api/session").status()).isEqualTo(401);
        assertThat(new TestBrowser(people)
                        .signIn(login, TestPeople.PASSWORD, Map.of())
                        .status())
                .isEqualTo(401);
        assertThat(new TestBrowser(people)
                        .signIn(login, "drei graue Esel", Map.of())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void showsAndEndsOnesSittings() throws Exception {
        TestBrowser one = signedIn();
        TestBrowser two = in();
        TestBrowser three = in();

        JsonNode listed = one.get("/api/sessions").body().get("items");
        assertThat(listed.size()).isEqualTo(3);
        assertThat(listed.toString()).contains("test browser", "127.0.0.1", "\"way\":\"PASSWORD\"");
        String currentOfTwo = two.get("/api/sessions")
                .body()
                .get("items")
                .valueStream()
                .filter(item -> item.get("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();

        assertThat(one.delete("/api/sessions/" + currentOfTwo).status()).isEqualTo(204);
        assertThat(two.get("/api/session").status()).isEqualTo(401);
        assertThat(three.get("/api/session").status()).isEqualTo(200);
        assertThat(one.delete("/api/sessions").status()).isEqualTo(204);
        assertThat(three.get("/api/session").status()).isEqualTo(401);
        assertThat(one.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void showsAndEndsAnothersSittingsToThoseEntitled() throws Exception {
        TestBrowser theirs = signedIn();
        UUID person = household.named(login).orElseThrow().id().value();
        people.person(Caller.Role.ADMINISTRATOR);
        people.person(Caller.Role.SUPERVISOR);
        var supervisor = new TestBrowser(people);
        supervisor.signIn("supervisor");
        var administrator = new TestBrowser(people);
        administrator.signIn("administrator");
        String sessions = "/api/people/" + person + "/sessions";

        assertThat(supervisor.get(sessions).status()).isEqualTo(403);
        assertThat(supervisor.delete(sessions).status()).isEqualTo(403);
        assertThat(administrator.get(sessions).body().get("items").size()).isEqualTo(1);
        assertThat(theirs.delete("/api/sessions/" + UUID.randomUUID()).status()).isEqualTo(204);
        assertThat(administrator.delete(sessions).status()).isEqualTo(204);

        assertThat(theirs.get("/api/session").status()).isEqualTo(401);
        assertThat(entries())
                .anyMatch(entry -> entry.contains("action session.end-other")
                        && entry.contains("person " + person)
                        && entry.contains("detail sessions-ended 1"));
    }

    @Test
    void endsAStreamOfEventsSoonAfterItsPersonHasLeft() throws Exception {
        TestBrowser browser = signedIn();
        var request = HttpRequest.newBuilder(URI.create(browser.origin + "/api/events"))
                .build();
        HttpResponse<InputStream> stream = browser.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);

        staffing.leave(Caller.job("test"), household.named(login).orElseThrow().id());

        CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> {
            try (InputStream in = stream.body()) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (java.io.IOException _) {
                // Broken off is over, too.
            }
            return true;
        });
        assertThat(ended.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavesEverythingInTheLedgerAndNothingThatWasTyped() throws Exception {
        TestBrowser browser = signedIn();
        byte[] secret = setUpApp(browser);
        String used = code(secret, 1);
        browser.post("/api/session/confirmation", Map.of("password", TestPeople.PASSWORD, "code", used));
        browser.post("/api/session/confirmation", Map.of("password", "some-secret-typed", "code", "000000"));
        browser.delete("/api/session");
        String person = household.named(login).orElseThrow().id().toString();

        List<String> own =
                entries().stream().filter(entry -> entry.contains(person)).toList();

        assertThat(own)
                .anyMatch(entry -> entry.contains("action session.start") && entry.contains("detail way password"))
                .anyMatch(entry -> entry.contains("action sign-in.change") && entry.contains("detail what app-set"))
                .anyMatch(entry -> entry.contains("action session.confirm") && entry.contains("result done"))
                .anyMatch(entry ->
                        entry.contains("action session.confirm") && entry.contains("detail problem sign-in-refused"))
                .anyMatch(entry -> entry.contains("action session.end"))
                .noneMatch(entry -> entry.contains("some-secret-typed")
                        || entry.contains(TestPeople.PASSWORD)
                        || entry.contains(" " + used));
    }

    private List<String> entries() {
        return sql.sql("select payload from custody_entry order by arrival").query(byte[].class).list().stream()
                .map(payload -> new String(payload, StandardCharsets.UTF_8))
                .toList();
    }
}
