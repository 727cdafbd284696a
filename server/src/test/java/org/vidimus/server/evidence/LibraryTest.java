package org.vidimus.server.evidence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Arrivals.Received;
import org.vidimus.server.evidence.TestEvidence.Delivery;
import tools.jackson.databind.JsonNode;

/** Finding evidence, over the API. */
@ServerTest
class LibraryTest {
    private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

    @Autowired
    TestEvidence evidence;

    @Autowired
    TestPeople people;

    @Autowired
    Insights insights;

    @Autowired
    JdbcClient sql;

    @Autowired
    Gate gate;

    @Autowired
    Marks marks;

    @Autowired
    PlatformTransactionManager transactions;

    private final String serial = "CAM-" + UUID.randomUUID();

    private Person wearer;

    @BeforeEach
    void somebodyWearsTheCamera() {
        wearer = people.person(Role.WEARER);
    }

    private Received recording(String name, Instant at) {
        byte[] bytes = (name + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        return evidence.receive(Delivery.of(bytes, name)
                .from(serial)
                .at(at)
                .wornBy(wearer.id(), wearer.unit().orElseThrow().id()));
    }

    private JsonNode get(Role role, String uri, Object... values) {
        return requireNonNull(people.api(role)
                .get()
                .uri(uri, values)
                .header("Accept-Language", "en")
                .retrieve()
                .body(JsonNode.class));
    }

    private List<String> titles(String query, Object... values) {
        return titles(get(Role.EVIDENCE_MANAGER, "/api/evidence?camera=" + serial + query, values));
    }

    private static List<String> titles(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(card -> card.path("title").asString())
                .toList();
    }

    private JsonNode patch(Received received, Map<String, String> change) {
        return requireNonNull(people.api(Role.EVIDENCE_MANAGER)
                .patch()
                .uri("/api/evidence/" + received.evidence())
                .contentType(MediaType.APPLICATION_JSON)
                .body(change)
                .retrieve()
                .body(JsonNode.class));
    }

    @Test
    void listsTheNewestRecordedFirst() {
        recording("older", NOON);
        recording("newest", NOON.plusSeconds(20));
        recording("newer", NOON.plusSeconds(10));

        assertThat(titles("")).containsExactly("newest", "newer", "older");
        assertThat(titles("&sort=oldest")).containsExactly("older", "newer", "newest");
        assertThat(titles("&sort=received")).containsExactly("newer", "newest", "older");
    }

    @Test
    void pagesThroughAllWithoutLosingOrRepeatingAny() {
        for (int i = 0; i < 7; i++) {
            // Two at each moment, so that pages end between equal times.
            recording("rec" + i, NOON.plusSeconds(i / 2));
        }

        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            JsonNode page = get(
                    Role.EVIDENCE_MANAGER,
                    "/api/evidence?camera=" + serial + "&limit=3"
                            + after.map(text -> "&after=" + text).orElse(""));
            seen.addAll(titles(page));
            after = Optional.of(page.path("next").asString("")).filter(text -> !text.isEmpty());
        } while (after.isPresent());

        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void showsAWearerTheirOwnAndASupervisorTheirUnits() {
        Person elsewhere = people.another(Role.WEARER, "w" + UUID.randomUUID(), people.unit("Harbour"));
        recording("mine", NOON);
        byte[] bytes = ("theirs" + serial).getBytes(StandardCharsets.UTF_8);
        evidence.receive(Delivery.of(bytes, "theirs")
                .from(serial)
                .at(NOON)
                .wornBy(elsewhere.id(), elsewhere.unit().orElseThrow().id()));

        assertThat(titles(get(Role.WEARER, "/api/evidence?camera=" + serial))).containsExactly("mine");
        assertThat(titles(get(Role.SUPERVISOR, "/api/evidence?camera=" + serial)))
                .containsExactly("mine");
        assertThat(titles("")).containsExactlyInAnyOrder("mine", "theirs");
        assertThat(get(Role.ADMINISTRATOR, "/api/evidence?camera=" + serial)
                        .path("code")
                        .asString())
                .isEqualTo("not-allowed");
    }

    @Test
    void hidesWhatIsOutOfReach() {
        Person elsewhere = people.another(Role.WEARER, "w" + UUID.randomUUID(), people.unit("Harbour"));
        byte[] bytes = ("hidden" + serial).getBytes(StandardCharsets.UTF_8);
        Received theirs = evidence.receive(Delivery.of(bytes, "hidden")
                .wornBy(elsewhere.id(), elsewhere.unit().orElseThrow().id()));

        assertThat(get(Role.WEARER, "/api/evidence/" + theirs.evidence())
                        .path("status")
                        .asInt())
                .isEqualTo(404);
        assertThat(get(Role.WEARER, "/api/evidence/" + UUID.randomUUID())
                        .path("status")
                        .asInt())
                .isEqualTo(404);
    }

    @Test
    void findsWordsHoweverTheyAreTyped() {
        Received received = recording("GX010042.MP4", NOON);
        recording("other.mp4", NOON);
        patch(received, Map.of("title", "Rauferei am Königsplatz", "place", "Café Müller", "category", "public-order"));

        for (String words : List.of(
                "königsplatz",
                "koenigsplatz",
                "konigs",
                "CAFE mueller",
                "0042",
                "gx0100",
                "public",
                "öffentliche",
                "offentliche ordnung",
                "Name of wearer")) {
            assertThat(titles("&q={q}", words)).as(words).contains("Rauferei am Königsplatz");
        }
        assertThat(titles("&q={q}", "bahnhof")).isEmpty();
        assertThat(titles("&q={q}", "cafe bahnhof")).isEmpty();
        assertThat(titles("&q={q}", "' | & ! :* (")).hasSize(2);
    }

    @Test
    void findsWhatStillRanInAPeriod() {
        Received received = recording("long", NOON);
        keep(received, Duration.ofMinutes(40), Optional.empty());
        recording("before", NOON.minusSeconds(3600));
        recording("after", NOON.plusSeconds(3600));

        assertThat(titles("&from=2026-10-01T12:30:00Z&to=2026-10-01T12:35:00Z")).containsExactly("long");
        assertThat(titles("&from=2026-10-01T12:50:00Z")).containsExactly("after");
        assertThat(titles("&to=2026-10-01T12:00:00Z")).containsExactly("before");
        assertThat(titles("&from={from}&to={to}", "2026-10-01T14:30:00+02:00", "2026-10-01T14:35:00+02:00"))
                .containsExactly("long");
    }

    @Test
    void findsWhatCameNearAPlaceAnywhereOnItsWay() {
        Received walk = recording("walk", NOON);
        keep(
                walk,
                Duration.ofMinutes(5),
                Optional.of(List.of(
                        new Position(51.4300, 6.7600), new Position(51.4300, 6.7700), new Position(51.4400, 6.7700))));
        Received stand = recording("stand", NOON);
        keep(stand, Duration.ofMinutes(5), Optional.of(List.of(new Position(51.4400, 6.7600))));

        // 100 m south of the middle of the first stretch.
        assertThat(titles("&near=51.4291,6.7650,150")).containsExactly("walk");
        assertThat(titles("&near=51.4291,6.7650,50")).isEmpty();
        // Inside the walk's bounding box, 500 m from its way.
        assertThat(titles("&near=51.4350,6.7625,300")).isEmpty();
        assertThat(titles("&near=51.4400,6.7600,20")).containsExactly("stand");
        assertThat(titles("&near=51.4350,6.7650,2000")).containsExactlyInAnyOrder("walk", "stand");
    }

    @Test
    void filesEvidenceAndSaysWhatItWas() {
        Received received = recording("clip.mp4", NOON);

        JsonNode detail = patch(received, Map.of("category", "arrest", "place", "Markt"));

        assertThat(detail.path("category").asString()).isEqualTo("arrest");
        assertThat(detail.path("place").asString()).isEqualTo("Markt");
        assertThat(detail.path("title").asString()).isEqualTo("clip.mp4");
        assertThat(patch(received, Map.of("place", "")).has("place")).isFalse();
        assertThat(patch(received, Map.of("category", "nonsense")).path("code").asString())
                .isEqualTo("not-understood");
        assertThat(patch(received, Map.of("title", " ")).path("status").asInt()).isEqualTo(422);
    }

    @Test
    void holdsWhatIsFiledAsCloselyAsItsCategoryWantsAndNoLess() {
        Received received = recording("clip.mp4", NOON);
        Received made = recording("made.mp4", NOON);
        sql.sql(
                        "insert into derived_from (evidence, parent, parent_n, recipe, made_at) values (?, ?, 1, 'SALVAGE', now())")
                .params(made.evidence().value(), received.evidence().value())
                .update();
        assertThat(holdCategory(Role.EVIDENCE_MANAGER, "complaint", "\"RESTRICTED\""))
                .isEqualTo(403);
        assertThat(holdCategory(Role.ADMINISTRATOR, "nonsense", "\"RESTRICTED\""))
                .isEqualTo(404);
        assertThat(holdCategory(Role.ADMINISTRATOR, "complaint", "\"RESTRICTED\""))
                .isEqualTo(204);
        try {
            JsonNode offered = get(Role.EVIDENCE_MANAGER, "/api/categories")
                    .path("items")
                    .valueStream()
                    .filter(one -> one.path("id").asString().equals("complaint"))
                    .findFirst()
                    .orElseThrow();
            assertThat(offered.path("level").asString()).isEqualTo("RESTRICTED");

            assertThat(patch(received, Map.of("category", "complaint"))
                            .path("level")
                            .asString())
                    .isEqualTo("RESTRICTED");
            assertThat(level(made)).as("what was made from it shows the same").isEqualTo("RESTRICTED");
            assertThat(history(made)).contains("evidence.classify");
            assertThat(patch(received, Map.of("category", "traffic"))
                            .path("level")
                            .asString())
                    .as("filing lowers nothing")
                    .isEqualTo("RESTRICTED");

            sql.sql("update evidence set level = 'CONFIDENTIAL' where id = ?")
                    .param(received.evidence().value())
                    .update();
            assertThat(patch(received, Map.of("category", "complaint"))
                            .path("level")
                            .asString())
                    .isEqualTo("CONFIDENTIAL");
        } finally {
            assertThat(holdCategory(Role.ADMINISTRATOR, "complaint", "null")).isEqualTo(204);
        }
        assertThat(patch(recording("free.mp4", NOON), Map.of("category", "complaint"))
                        .path("level")
                        .asString())
                .isEqualTo("OPEN");
    }

    @Test
    void holdsWhatTheFieldFilesAsCloselyToo() {
        Received received = recording("clip.mp4", NOON);
        assertThat(holdCategory(Role.ADMINISTRATOR, "domestic", "\"CONFIDENTIAL\""))
                .isEqualTo(204);
        try {
            Marks.Said said = new Marks.Said(
                    "mark",
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    Optional.of("domestic"),
                    Optional.empty(),
                    List.of());
            Passage passage = Passage.of(
                    Caller.job("test"),
                    Action.EVIDENCE_CLASSIFY,
                    Subject.evidence(received.evidence().value()));
            gate.change(passage, outcome -> {
                marks.say(received.evidence(), said, outcome);
                return outcome;
            });
        } finally {
            assertThat(holdCategory(Role.ADMINISTRATOR, "domestic", "null")).isEqualTo(204);
        }

        assertThat(level(received)).isEqualTo("CONFIDENTIAL");
    }

    private int holdCategory(Role role, String category, String level) {
        return people.api(role)
                .put()
                .uri("/api/categories/" + category)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"level\":" + level + "}")
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    private String level(Received received) {
        return get(Role.EVIDENCE_MANAGER, "/api/evidence/" + received.evidence())
                .path("level")
                .asString();
    }

    private String history(Received received) {
        return get(Role.EVIDENCE_MANAGER, "/api/evidence/" + received.evidence() + "/custody?limit=100")
                .toString();
    }

    @Test
    void countsWhatTheListShows() {
        Received first = recording("one", NOON);
        recording("two", NOON);
        patch(first, Map.of("category", "traffic"));

        JsonNode facets = get(Role.EVIDENCE_MANAGER, "/api/evidence/facets?camera=" + serial);

        assertThat(facets.path("camera").path(0).path("value").asString()).isEqualTo(serial);
        assertThat(facets.path("camera").path(0).path("count").asInt()).isEqualTo(2);
        assertThat(facets.path("wearer").path(0).path("name").asString()).isEqualTo("Name of wearer");
        assertThat(facets.path("category").path(0).path("name").asString()).isEqualTo("Traffic");
        assertThat(facets.path("counted").asInt()).isEqualTo(2);
        assertThat(facets.path("complete").asBoolean()).isTrue();
    }

    @Test
    void namesWearersInTheOrderOfTheirNamesAndNotByHowMuchTheyRecorded() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        Person much = people.another(Role.WEARER, "b" + mark, people.unit());
        Person little = people.another(Role.WEARER, "a" + mark, people.unit());
        for (Person person : List.of(much, much, much, little)) {
            wearer = person;
            recording("clip", NOON);
        }

        JsonNode wearers = get(Role.EVIDENCE_MANAGER, "/api/evidence/facets?camera=" + serial)
                .path("wearer");

        assertThat(wearers.valueStream().map(one -> one.path("name").asString()))
                .containsExactly("Name of a" + mark, "Name of b" + mark);
        assertThat(wearers.path(0).has("count")).isFalse();
    }

    @Test
    void offersEveryWearerHoweverManyThereAre() {
        Person first =
                people.another(Role.WEARER, "w" + UUID.randomUUID().toString().substring(0, 8), people.unit());
        for (int i = 0; i < 60; i++) {
            byte[] bytes = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
            evidence.receive(Delivery.of(bytes, "clip")
                    .from(serial)
                    .at(NOON)
                    .wornBy(
                            i == 0 ? first.id() : new PersonId(UUID.randomUUID()),
                            people.unit().id()));
        }

        JsonNode wearers = get(Role.EVIDENCE_MANAGER, "/api/evidence/facets?camera=" + serial)
                .path("wearer");

        assertThat(wearers).hasSize(60);
        assertThat(wearers.valueStream().map(one -> one.path("name").asString()))
                .contains(first.name());
    }

    @Test
    void offersWhatTheCallerMayDo() {
        recording("mine", NOON);

        JsonNode card =
                get(Role.WEARER, "/api/evidence?camera=" + serial).path("items").path(0);

        assertThat(card.path("may").toString()).contains("evidence.view").doesNotContain("bundle.export");
        assertThat(card.path("wearer").path("name").asString()).isEqualTo("Name of wearer");
        assertThat(card.path("unit").path("name").asString()).isEqualTo("Parking");
    }

    @Test
    void refusesFiltersThatMakeNoSense() {
        for (String query : List.of(
                "from=yesterday",
                "near=1,2",
                "near=91,0,10",
                "near=NaN,0,10",
                "near=1,1,-5",
                "wearer=me",
                "state=GONE",
                "after=xyz",
                "sort=best",
                "from=-999999999-01-01T00:00:00Z")) {
            assertThat(get(Role.EVIDENCE_MANAGER, "/api/evidence?" + query)
                            .path("code")
                            .asString())
                    .as(query)
                    .isEqualTo("not-understood");
        }
    }

    @Test
    void namesCategoriesInTheCallersLanguage() {
        JsonNode german = requireNonNull(people.api(Role.WEARER)
                .get()
                .uri("/api/categories")
                .header("Accept-Language", "de-DE")
                .retrieve()
                .body(JsonNode.class));

        assertThat(german.path("items").toString()).contains("Öffentliche Ordnung");
        assertThat(get(Role.WEARER, "/api/categories").path("items").toString()).contains("Public order");
    }

    private void keep(Received received, Duration length, Optional<List<Position>> trail) {
        OriginalId id = new OriginalId(received.evidence(), received.n());
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> insights.keep(
                        id,
                        new Insight(
                                Optional.of("video/mp4"),
                                Original.Playback.READY,
                                Optional.of(length),
                                Optional.empty(),
                                Optional.empty(),
                                trail,
                                false)));
    }
}
