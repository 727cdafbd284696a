package org.vidimus.server.ingest.bodyworn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller.Role;
import tools.jackson.databind.JsonNode;

/** A house with doors for camera systems, made over its API as people make them. */
@Component
public class DoorHouse {
    private final TestPeople people;
    private final JdbcClient sql;

    DoorHouse(TestPeople people, JdbcClient sql) {
        this.people = people;
        this.sql = sql;
    }

    /** A door and a system that has its connection file. */
    public record Connected(String door, CameraSystem system, JsonNode file, String privateKey) {}

    public Connected connected(Map<String, Object> wish) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "name", "Door " + UUID.randomUUID(), "unit", people.unit().id().value(), "autoRegister", true));
        all.putAll(wish);
        JsonNode made = Objects.requireNonNull(people.api(Role.FLEET_MANAGER)
                .post()
                .uri("/api/integration-doors")
                .contentType(MediaType.APPLICATION_JSON)
                .body(all)
                .retrieve()
                .body(JsonNode.class));
        String id = made.at("/door/id").asString();
        JsonNode file = connect(id);
        CameraSystem system = new CameraSystem(file);
        system.authenticate();
        return new Connected(id, system, file, made.path("privateKey").asString(""));
    }

    JsonNode connect(String door) {
        return Objects.requireNonNull(people.api(Role.FLEET_MANAGER)
                .post()
                .uri("/api/integration-doors/" + door + "/connection-file")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("addresses", List.of(people.url())))
                .retrieve()
                .body(JsonNode.class));
    }

    void close(String door) {
        people.api(Role.FLEET_MANAGER)
                .delete()
                .uri("/api/integration-doors/" + door)
                .retrieve()
                .toBodilessEntity();
    }

    JsonNode passed(String door) {
        return Objects.requireNonNull(people.api(Role.FLEET_MANAGER)
                .get()
                .uri("/api/integration-doors/" + door + "/passed")
                .retrieve()
                .body(JsonNode.class));
    }

    JsonNode passed(String door, String container) {
        for (JsonNode recording : passed(door).get("recordings")) {
            if (container.equals("/" + recording.get("name").asString())) {
                return recording;
            }
        }
        throw new AssertionError("no recording " + container);
    }

    JsonNode evidence(String id) {
        return ask("/api/evidence/" + id);
    }

    JsonNode ask(String path) {
        return Objects.requireNonNull(
                people.api(Role.EVIDENCE_MANAGER).get().uri(path).retrieve().body(JsonNode.class));
    }

    /** Whoever is known to other systems by that number. */
    public Person wearer(String number) {
        Person person = people.another(Role.WEARER, "w" + UUID.randomUUID(), people.unit("Unit " + UUID.randomUUID()));
        sql.sql("update person set staff_number = ? where id = ?")
                .params(number, person.id().value())
                .update();
        return person;
    }

    void expireTokens(String door) {
        sql.sql("update integration_token set expires_at = now() - interval '1 second' where door = ?")
                .param(UUID.fromString(door))
                .update();
    }

    long drafts(String door) {
        return sql.sql("select count(*) from integration_draft where door = ?")
                .param(UUID.fromString(door))
                .query(Long.class)
                .single();
    }

    public static String serial() {
        return "B8A44F" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(java.util.Locale.ROOT);
    }
}
