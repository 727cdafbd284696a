package org.vidimus.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.access.Unit;
import org.vidimus.server.custody.Caller.Role;
import tools.jackson.databind.JsonNode;

/** "What can this person see?": over HTTP, asked by somebody with no other right. */
@ServerTest
class PersonSightTest {
    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private String auditor = "";

    @BeforeEach
    void auditorOfTheHousesOwnMaking() {
        String role = "SIGHT_" + mark.toUpperCase(Locale.ROOT);
        Person person = people.another(Role.WEARER, "auditor." + mark, people.unit("Audit " + mark));
        RestClient administrator = people.api(Role.ADMINISTRATOR);
        administrator
                .put()
                .uri("/api/roles/" + role)
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                        "{\"name\":\"Sight\",\"rights\":[{\"action\":\"person.sight\",\"reach\":\"ALL\",\"upTo\":\"CONFIDENTIAL\"}]}")
                .retrieve()
                .toBodilessEntity();
        administrator
                .post()
                .uri("/api/people/" + person.id() + "/duties")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"role\":\"" + role + "\"}")
                .retrieve()
                .toBodilessEntity();
        auditor = people.token(person);
    }

    @Test
    void countsAndListsWhatThePolicyOpensAndRecordsThatItWasAsked() {
        Unit unit = people.unit("Seen " + mark);
        Person supervisor = people.another(Role.SUPERVISOR, "seer." + mark, unit);
        List<UUID> open = List.of(evidence(unit, "OPEN"), evidence(unit, "OPEN"), evidence(unit, "OPEN"));
        evidence(unit, "RESTRICTED");
        evidence(people.unit("Not seen " + mark), "OPEN");

        JsonNode sight = get("/api/people/" + supervisor.id() + "/sight");
        assertThat(sight.get("counts").get("OPEN").asInt()).isEqualTo(3);
        assertThat(sight.get("counts").get("RESTRICTED").asInt()).isZero();
        assertThat(sight.get("counts").get("CONFIDENTIAL").asInt()).isZero();
        JsonNode duty = sight.get("duties").get(0);
        assertThat(duty.get("role").asString()).isEqualTo("SUPERVISOR");
        assertThat(duty.get("unit").asString()).isEqualTo(unit.name());
        assertThat(duty.get("rights").valueStream().map(right -> right.get("action")
                        .asString()))
                .contains("evidence.view");

        JsonNode first = get("/api/people/" + supervisor.id() + "/sight/evidence?limit=2");
        JsonNode rest = get("/api/people/" + supervisor.id() + "/sight/evidence?limit=2&after="
                + first.get("next").asString());
        assertThat(first.get("items")).hasSize(2);
        assertThat(rest.has("next")).isFalse();
        assertThat(java.util.stream.Stream.concat(
                                first.get("items").valueStream(),
                                rest.get("items").valueStream())
                        .map(item -> UUID.fromString(item.get("id").asString())))
                .containsExactlyInAnyOrderElementsOf(open);
        assertThat(first.get("items").get(0).get("because").asString()).contains("SUPERVISOR");
        assertThat(sql.sql("select convert_from(payload, 'UTF8') from custody_entry where payload is not null")
                        .query(String.class)
                        .list())
                .anyMatch(text ->
                        text.contains("action person.sight") && text.contains("subject person " + supervisor.id()));

        people.api(Role.ADMINISTRATOR)
                .delete()
                .uri("/api/people/" + supervisor.id())
                .retrieve()
                .toBodilessEntity();
        JsonNode gone = get("/api/people/" + supervisor.id() + "/sight");
        assertThat(gone.get("active").asBoolean()).isFalse();
        assertThat(gone.get("counts").get("OPEN").asInt()).isZero();
        assertThat(get("/api/people/" + supervisor.id() + "/sight/evidence").get("items"))
                .isEmpty();
    }

    @Test
    void isForThoseWithTheRight() {
        Person wearer = people.person(Role.WEARER);
        for (Role role : List.of(Role.WEARER, Role.SUPERVISOR)) {
            assertThat(people.api(role)
                            .get()
                            .uri("/api/people/" + wearer.id() + "/sight")
                            .retrieve()
                            .toBodilessEntity()
                            .getStatusCode()
                            .value())
                    .isEqualTo(403);
        }
        assertThat(people.api(auditor)
                        .get()
                        .uri("/api/people/" + UUID.randomUUID() + "/sight")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    private JsonNode get(String path) {
        return Objects.requireNonNull(
                people.api(auditor).get().uri(path).retrieve().body(JsonNode.class));
    }

    private UUID evidence(Unit unit, String level) {
        UUID id = UUID.randomUUID();
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        sql.sql("""
                        insert into evidence (id, kind, title, unit, received_at, sorted_at, ends_at, state, level)
                        values (:id, 'FILE', :title, :unit, :now, :now, :now, 'SECURED', :level)
                        """)
                .param("id", id)
                .param("title", "of " + mark)
                .param("unit", unit.id().value())
                .param("now", now)
                .param("level", level)
                .update();
        return id;
    }
}
