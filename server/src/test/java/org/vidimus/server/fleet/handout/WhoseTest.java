package org.vidimus.server.fleet.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.fleet.handout.DockRoom.Docked;
import tools.jackson.databind.JsonNode;

/** Whose a recording is: real uploads of cameras that went from hand to hand. */
@ServerTest
class WhoseTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T08:00:00Z");
    private static final Duration SHIFT = Duration.ofHours(8);

    @Autowired
    DockRoom rooms;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    private DockRoom.Room room;

    @Autowired
    PastHandOuts past;

    private Docked camera;
    private Person anna;
    private Person bert;

    @BeforeEach
    void twoShifts() {
        room = rooms.room();
        camera = room.camera();
        anna = room.person();
        bert = room.person();
        room.had(anna, camera, MONDAY, MONDAY.plus(SHIFT));
        room.had(bert, camera, tuesday(), tuesday().plus(SHIFT));
    }

    @Test
    void givesEachWearerTheirOwnThoughAllCameOffTogether() {
        UUID annas = room.upload(camera, "a", MONDAY.plus(Duration.ofHours(1)), Duration.ZERO);
        UUID berts = room.upload(camera, "b", tuesday().plus(Duration.ofHours(7)), Duration.ZERO);

        assertThat(wearer(annas)).isEqualTo(anna.name());
        assertThat(wearer(berts)).isEqualTo(bert.name());
        assertThat(status(anna, annas)).isEqualTo(200);
        assertThat(status(anna, berts)).isEqualTo(404);
    }

    @Test
    void goesByHandOutsThatWereTakenOver() {
        Instant sunday = MONDAY.minus(Duration.ofDays(1));
        var had = new PastHandOuts.Past(camera.id(), bert.id(), sunday, Optional.of(sunday.plus(SHIFT)));
        past.takeOver(Caller.job("test"), camera.id(), List.of(had));
        past.takeOver(Caller.job("test"), camera.id(), List.of(had));

        UUID berts = room.upload(camera, "s", sunday.plus(Duration.ofHours(3)), Duration.ZERO);

        assertThat(wearer(berts)).isEqualTo(bert.name());
        assertThat(sql.sql("select count(*) from hand_out where camera = ? and person = ?")
                        .params(camera.id().value(), bert.id().value())
                        .query(Integer.class)
                        .single())
                .as("told twice, kept once, beside Tuesday's")
                .isEqualTo(2);
    }

    @Test
    void goesByTrueTimeWhereTheCamerasClockWasHoursOff() {
        // By its own clock it was Monday evening, after Anna's shift: the clock was ten hours ahead.
        UUID annas = room.upload(camera, "a", MONDAY.plus(Duration.ofHours(13)), Duration.ofHours(10));
        // By its own clock it was still Monday's shift: the clock was a day behind.
        UUID berts = room.upload(camera, "b", MONDAY.plus(Duration.ofHours(2)), Duration.ofHours(-24));

        assertThat(wearer(annas)).isEqualTo(anna.name());
        assertThat(wearer(berts)).isEqualTo(bert.name());
    }

    @Test
    void isNobodysBetweenShiftsUntilSomebodyEntitledSaysWhose() {
        UUID found = room.upload(camera, "x", MONDAY.plus(Duration.ofHours(12)), Duration.ZERO);
        Person supervisor = people.another(Role.SUPERVISOR, name(), room.unit);
        Person other = people.another(Role.SUPERVISOR, name(), people.unit("Elsewhere " + UUID.randomUUID()));

        assertThat(wearer(found)).isEmpty();
        assertThat(unassigned(people.api(people.token(supervisor)))).contains(found.toString());
        assertThat(unassigned(people.api(people.token(other)))).doesNotContain(found.toString());
        assertThat(assign(people.api(people.token(anna)), found, anna)
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(assign(people.api(Role.FLEET_MANAGER), found, anna)
                        .getStatusCode()
                        .value())
                .as("who keeps cameras sees no footage")
                .isEqualTo(403);
        assertThat(assign(people.api(people.token(other)), found, anna)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(assign(people.api(people.token(supervisor)), found, anna)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);

        assertThat(wearer(found)).isEqualTo(anna.name());
        assertThat(unassigned(people.api(people.token(supervisor)))).doesNotContain(found.toString());
        assertThat(status(anna, found)).isEqualTo(200);
        assertThat(openings(anna, found)).as("she is told who said so").contains("evidence.assign");
        assertThat(sql.sql(
                                "select count(*) from custody_entry where convert_from(payload, 'UTF8') like ? and convert_from(payload, 'UTF8') like ?")
                        .params("%action evidence.assign%", "%subject evidence " + found + "%purpose it was her shift%")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void doesNotLetASupervisorGiveItToSomebodyTheyMayNotSee() {
        UUID found = room.upload(camera, "x", MONDAY.plus(Duration.ofHours(12)), Duration.ZERO);
        Person supervisor = people.another(Role.SUPERVISOR, name(), room.unit);

        ResponseEntity<JsonNode> answer =
                assign(people.api(people.token(supervisor)), found, rooms.room().person());

        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        assertThat(wearer(found)).isEmpty();
    }

    @Test
    void isOfWhomTheCameraIsAllocatedToWhenNobodyWasGivenIt() {
        sql.sql("update camera set wearer = ? where id = ?")
                .params(bert.id().value(), camera.id().value())
                .update();

        UUID between = room.upload(camera, "x", MONDAY.plus(Duration.ofHours(12)), Duration.ZERO);
        UUID annas = room.upload(camera, "a", MONDAY.plus(Duration.ofHours(1)), Duration.ZERO);

        assertThat(wearer(between)).isEqualTo(bert.name());
        assertThat(wearer(annas)).isEqualTo(anna.name());
    }

    @Test
    void isNobodysWhereTheClockWasNeverSet() {
        UUID odd = room.upload(camera, "x", Instant.parse("1980-01-01T00:00:10Z"), Duration.ZERO);

        assertThat(wearer(odd)).isEmpty();
    }

    private static Instant tuesday() {
        return MONDAY.plus(Duration.ofDays(1));
    }

    private static String name() {
        return "s" + UUID.randomUUID().toString().substring(0, 8);
    }

    private String wearer(UUID evidence) {
        return detail(people.api(Role.EVIDENCE_MANAGER), evidence)
                .path("wearer")
                .path("name")
                .asString("");
    }

    private int status(Person person, UUID evidence) {
        return people.api(people.token(person))
                .get()
                .uri("/api/evidence/" + evidence)
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    private static JsonNode detail(RestClient api, UUID evidence) {
        return Objects.requireNonNull(
                api.get().uri("/api/evidence/" + evidence).retrieve().body(JsonNode.class));
    }

    private static List<String> unassigned(RestClient api) {
        return Objects.requireNonNull(api.get()
                        .uri("/api/evidence?wearer=none&limit=200")
                        .retrieve()
                        .body(JsonNode.class))
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    private String openings(Person person, UUID evidence) {
        StringBuilder seen = new StringBuilder();
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            String answer = String.valueOf(people.api(people.token(person))
                    .get()
                    .uri("/api/me/openings?evidence=" + evidence)
                    .retrieve()
                    .body(String.class));
            assertThat(answer).contains("evidence.assign");
            seen.append(answer);
        });
        return seen.toString();
    }

    private static ResponseEntity<JsonNode> assign(RestClient api, UUID evidence, Person person) {
        return api.put()
                .uri("/api/evidence/" + evidence + "/wearer")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"person\":\"" + person.id() + "\",\"reason\":\"it was her shift\"}")
                .retrieve()
                .toEntity(JsonNode.class);
    }
}
