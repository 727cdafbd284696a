package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import tools.jackson.databind.JsonNode;

/** What the organisation knows of people: over HTTP. */
@ServerTest
class OrganisationTest {
    @Autowired
    TestPeople people;

    @Autowired
    Relations relations;

    @Autowired
    Memberships memberships;

    @Autowired
    JdbcClient sql;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void knowsNumberRankAndSuperiorsOverTime() {
        Person person = another("officer");
        Person first = another("first");
        Person second = another("second");

        JsonNode changed = change(
                person,
                Map.of(
                        "staffNumber",
                        "P-" + mark,
                        "rank",
                        "Sergeant",
                        "email",
                        "officer@example.org",
                        "lineManager",
                        first.id(),
                        "appraisers",
                        List.of(first.id(), second.id())));

        assertThat(changed.get("staffNumber").asString()).isEqualTo("P-" + mark);
        assertThat(changed.get("rank").asString()).isEqualTo("Sergeant");
        assertThat(changed.get("lineManager").get("id").asString())
                .isEqualTo(first.id().toString());
        assertThat(changed.get("appraisers")).hasSize(2);
        assertThat(relations.appraisedBy(first.id())).containsExactly(person.id());

        change(person, Map.of("appraisers", List.of(second.id())));
        assertThat(relations.appraisedBy(first.id())).isEmpty();
        assertThat(relations.appraisedBy(second.id())).isEqualTo(Set.of(person.id()));
        JsonNode history =
                Objects.requireNonNull(send(HttpMethod.GET, "/api/people/" + person.id() + "/history", Map.of())
                        .getBody());
        assertThat(history.get("superiors")).hasSize(3);
        assertThat(history.get("superiors").valueStream().filter(each -> each.has("until")))
                .hasSize(2);
    }

    @Test
    void asksOnceForAllRowsOfAPageWhomSomebodyAppraisesAndWhereTheyBelonged() {
        Person person = another("asked");
        Person appraiser = another("asks");
        change(person, Map.of("appraisers", List.of(appraiser.id())));
        Clock still = Clock.fixed(Instant.now(), ZoneOffset.UTC);
        Relations asked = new Relations(sql, still);
        Memberships belonged = new Memberships(sql, still);
        assertThat(asked.appraisedBy(appraiser.id())).containsExactly(person.id());
        assertThat(belonged.known(person.id())).hasSize(1);

        // Behind its back, so that only a second look would see it.
        sql.sql("delete from relation where person = ?")
                .param(person.id().value())
                .update();
        sql.sql("delete from membership where person = ?")
                .param(person.id().value())
                .update();

        assertThat(asked.appraisedBy(appraiser.id())).containsExactly(person.id());
        assertThat(belonged.known(person.id())).hasSize(1);
    }

    @Test
    void countsAtOnceWhomSomebodyAppraisesHoweverItCame() {
        Person person = another("appraised");
        Person appraiser = another("appraising");
        assertThat(relations.appraisedBy(appraiser.id())).isEmpty();

        change(person, Map.of("appraisers", List.of(appraiser.id())));
        assertThat(relations.appraisedBy(appraiser.id())).containsExactly(person.id());

        change(person, Map.of("appraisers", List.of()));
        assertThat(relations.appraisedBy(appraiser.id())).isEmpty();
    }

    @Test
    void refusesAStaffNumberThatSomebodyHasAndWhoIsAboveThemselves() {
        Person one = another("one");
        Person other = another("other");
        change(one, Map.of("staffNumber", "N" + mark));

        assertThat(code(put(other, Map.of("staffNumber", "n" + mark)))).isEqualTo("staff-number-taken");
        assertThat(code(put(other, Map.of("appraisers", List.of(other.id()))))).isEqualTo("unfit-value");
        assertThat(code(put(other, Map.of("email", "no address")))).isEqualTo("unfit-value");
    }

    @Test
    void remembersEarlierUnits() {
        Person person = another("mover");
        Unit next = people.unit("Next " + mark);

        send(
                HttpMethod.PUT,
                "/api/people/" + person.id(),
                Map.of("name", person.name(), "unit", next.id().value()));

        List<Memberships.Spell> spells = memberships.spells(person.id());
        assertThat(spells).extracting(spell -> spell.unit().name()).containsExactly(next.name(), "Parking");
        assertThat(spells.getFirst().until()).isEmpty();
        assertThat(spells.getLast().until()).contains(spells.getFirst().from());
    }

    @Test
    void endsSessionTokenAndStreamOfWhoeverLeavesAndBringsBackWhatHadNotEnded() throws Exception {
        Person person = another("leaver");
        RestClient token = people.api(people.token(person));
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        signIn(browser, person);
        assertThat(session(browser)).isEqualTo(200);
        AtomicBoolean streaming = follow(browser);
        send(HttpMethod.POST, "/api/people/" + person.id() + "/duties", Map.of("role", "SUPERVISOR"));
        JsonNode ended = Objects.requireNonNull(
                send(HttpMethod.POST, "/api/people/" + person.id() + "/duties", Map.of("role", "EVIDENCE_MANAGER"))
                        .getBody());

        assertThat(send(HttpMethod.DELETE, "/api/people/" + person.id(), Map.of())
                        .getStatusCode()
                        .value())
                .isEqualTo(204);

        assertThat(session(browser)).isEqualTo(401);
        assertThat(status(token)).isEqualTo(401);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(streaming).isFalse());
        assertThat(listed("ACTIVE", person)).isEmpty();
        assertThat(listed("INACTIVE", person)).hasSize(1);

        send(
                HttpMethod.DELETE,
                "/api/people/" + person.id() + "/duties/" + ended.get("id").asString(),
                Map.of());
        JsonNode back = Objects.requireNonNull(send(HttpMethod.POST, "/api/people/" + person.id() + "/return", Map.of())
                .getBody());
        assertThat(back.get("active").asBoolean()).isTrue();
        assertThat(back.get("duties").valueStream().map(duty -> duty.get("role").asString()))
                .containsExactly("WEARER", "SUPERVISOR");
        assertThat(session(browser))
                .as("the session of before is no longer one")
                .isEqualTo(401);
        assertThat(status(token)).as("nor is the token").isEqualTo(401);
        assertThat(memberships.spells(person.id()))
                .hasSize(2)
                .allSatisfy(spell -> assertThat(spell.unit().name()).isEqualTo("Parking"));
    }

    private void signIn(HttpClient browser, Person person) throws Exception {
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(URI.create(people.url() + "/api/session"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"login\":\"" + person.login() + "\",\"password\":\"" + TestPeople.PASSWORD + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private int session(HttpClient browser) throws Exception {
        return browser.send(
                        HttpRequest.newBuilder(URI.create(people.url() + "/api/session"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** True for as long as the stream of events is open. */
    private AtomicBoolean follow(HttpClient browser) throws Exception {
        HttpResponse<InputStream> stream = browser.send(
                HttpRequest.newBuilder(URI.create(people.url() + "/api/events")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        var open = new AtomicBoolean(true);
        Thread.ofVirtual().start(() -> {
            try (var reader = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                while (reader.readLine() != null) {
                    // What it says does not matter here.
                }
            } catch (java.io.IOException e) {
                // Broken is ended too.
            }
            open.set(false);
        });
        return open;
    }

    private static int status(RestClient api) {
        return api.get()
                .uri("/api/session")
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    private List<JsonNode> listed(String presence, Person person) {
        return Objects.requireNonNull(send(HttpMethod.GET, "/api/people?presence=" + presence, Map.of())
                        .getBody())
                .get("items")
                .valueStream()
                .filter(item -> item.get("id").asString().equals(person.id().toString()))
                .toList();
    }

    private Person another(String login) {
        return people.another(Role.WEARER, login + "." + mark, people.unit());
    }

    private JsonNode change(Person person, Map<String, ?> facts) {
        ResponseEntity<JsonNode> answer = put(person, facts);
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        return Objects.requireNonNull(answer.getBody());
    }

    private ResponseEntity<JsonNode> put(Person person, Map<String, ?> facts) {
        Map<String, Object> body = new HashMap<>(facts);
        body.put("name", person.name());
        body.put("unit", person.unit().orElseThrow().id().value());
        body.replaceAll((_, value) -> value instanceof PersonId id ? id.value() : value);
        body.computeIfPresent("appraisers", (_, all) -> ((List<?>) all)
                .stream().map(each -> ((PersonId) each).value()).toList());
        return send(HttpMethod.PUT, "/api/people/" + person.id(), body);
    }

    private ResponseEntity<JsonNode> send(HttpMethod method, String path, Map<String, ?> body) {
        RestClient.RequestBodySpec call =
                people.api(Role.ADMINISTRATOR).method(method).uri(path);
        if (method != HttpMethod.GET) {
            call.body(body);
        }
        return call.retrieve().toEntity(JsonNode.class);
    }

    private static String code(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody()).get("code").asString();
    }
}
