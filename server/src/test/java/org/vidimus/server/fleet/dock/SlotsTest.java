package org.vidimus.server.fleet.dock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.NewCamera;
import tools.jackson.databind.JsonNode;

@ServerTest
class SlotsTest {
    @Autowired
    TestPeople people;

    @Autowired
    Fleet fleet;

    @Autowired
    JdbcClient sql;

    private final String dock = "dock " + UUID.randomUUID();
    private final String serial = "CAM-" + UUID.randomUUID();

    private String camera(String slot, String serial) {
        return "{\"slot\":\"" + slot + "\",\"serial\":\"" + serial
                + "\",\"phase\":\"OFFLOADING\",\"totalBytes\":100,\"doneBytes\":40,\"filesLeft\":2,\"batteryPercent\":83}";
    }

    private static String empty(String slot) {
        return "{\"slot\":\"" + slot + "\"}";
    }

    private ResponseEntity<JsonNode> report(Role role, String name, String... slots) {
        return post(
                role,
                "/api/docks/" + name + "/slots",
                "{\"agent\":\"1.0\",\"slots\":[" + String.join(",", slots) + "]}");
    }

    private ResponseEntity<JsonNode> post(Role role, String path, String body) {
        return people.api(role)
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody());
    }

    private JsonNode shown(Role role, String name) {
        JsonNode items = Objects.requireNonNull(
                people.api(role).get().uri("/api/docks").retrieve().body(JsonNode.class));
        for (JsonNode item : items.path("items")) {
            if (item.path("name").asString().equals(name)) {
                return item;
            }
        }
        return items.path("nothing");
    }

    @Test
    void makesADockAppearWhenItsAgentFirstReports() {
        fleet.register(Caller.job("test"), NewCamera.of(serial));

        assertThat(report(Role.DOCK, dock, camera("1", serial), empty("2"))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);

        JsonNode shown = shown(Role.FLEET_MANAGER, dock);
        assertThat(shown.path("agent").asString()).isEqualTo("1.0");
        JsonNode first = shown.path("slots").path(0);
        assertThat(first.path("camera").path("serial").asString()).isEqualTo(serial);
        assertThat(first.path("phase").asString()).isEqualTo("OFFLOADING");
        assertThat(first.path("doneBytes").asLong()).isEqualTo(40);
        assertThat(first.path("batteryPercent").asInt()).isEqualTo(83);
        assertThat(shown.path("slots").path(1).path("camera").isMissingNode()).isTrue();
        assertThat(shown.path("may").toString()).contains("dock.change");
    }

    @Test
    void leavesNoEntryInTheLedgerForEachReport() {
        report(Role.DOCK, dock, empty("1"));

        assertThat(sql.sql(
                                "select count(*) from custody_entry where convert_from(payload, 'UTF8') like '%action dock.slots%'"
                                        + " and convert_from(payload, 'UTF8') not like '%result refused%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void keepsWhenACameraCameAndSaysItAnewForTheNext() {
        String other = "CAM-" + UUID.randomUUID();
        report(Role.DOCK, dock, camera("1", serial));
        Instant first = since();

        report(Role.DOCK, dock, camera("1", serial));
        Instant same = since();
        report(Role.DOCK, dock, camera("1", other));

        assertThat(same).isEqualTo(first);
        assertThat(since()).isAfter(first);
    }

    @Test
    void saysAnewWhenACameraCameAfterASilence() {
        report(Role.DOCK, dock, camera("1", serial));
        Instant first = since();
        sql.sql("update dock_slot set seen_at = seen_at - interval '3 minutes' where serial = ?")
                .param(serial)
                .update();

        report(Role.DOCK, dock, camera("1", serial));

        assertThat(since()).as("it may have been away meanwhile").isAfter(first);
        assertThat(sql.sql("select came_at from dock_slot where serial = ?")
                        .param(serial)
                        .query((row, _) -> row.getTimestamp(1).toInstant())
                        .single())
                .as("since when somebody should have seen to it")
                .isEqualTo(first);
    }

    private Instant since() {
        return Instant.parse(shown(Role.FLEET_MANAGER, dock)
                .path("slots")
                .path(0)
                .path("since")
                .asString());
    }

    @Test
    void saysOfACameraThatIsDoneWhyItIsForNobody() {
        CameraId id = fleet.register(Caller.job("test"), NewCamera.of(serial));
        String done = "{\"slot\":\"1\",\"serial\":\"" + serial + "\",\"phase\":\"DONE\",\"batteryPercent\":100}";
        report(Role.DOCK, dock, done);
        assertThat(problem()).isEmpty();

        sql.sql("update camera set standing = 'IN_REPAIR' where id = ?")
                .param(id.value())
                .update();
        assertThat(problem()).isEqualTo("in-repair");

        report(Role.DOCK, dock, camera("1", serial));
        assertThat(problem()).isEmpty();
    }

    private String problem() {
        return shown(Role.FLEET_MANAGER, dock)
                .path("slots")
                .path(0)
                .path("problem")
                .asString("");
    }

    @Test
    void emptiesASlotThatIsNotNamedAnyMore() {
        fleet.register(Caller.job("test"), NewCamera.of(serial));
        report(Role.DOCK, dock, camera("1", serial), empty("2"));

        report(Role.DOCK, dock, empty("2"));

        JsonNode slot = shown(Role.FLEET_MANAGER, dock).path("slots").path(0);
        assertThat(slot.path("slot").asString()).isEqualTo("1");
        assertThat(slot.path("camera").isMissingNode()).isTrue();
        assertThat(slot.path("phase").isMissingNode()).isTrue();
    }

    @Test
    void showsACameraInTheSlotItCameIntoLast() {
        fleet.register(Caller.job("test"), NewCamera.of(serial));
        String second = "dock " + UUID.randomUUID();
        report(Role.DOCK, dock, camera("1", serial));

        report(Role.DOCK, second, camera("7", serial));
        // The first dock has not noticed yet that it is gone.
        report(Role.DOCK, dock, camera("1", serial));

        assertThat(shown(Role.FLEET_MANAGER, dock)
                        .path("slots")
                        .path(0)
                        .path("camera")
                        .isMissingNode())
                .isTrue();
        assertThat(shown(Role.FLEET_MANAGER, second)
                        .path("slots")
                        .path(0)
                        .path("camera")
                        .path("serial")
                        .asString())
                .isEqualTo(serial);

        report(Role.DOCK, dock, empty("1"));
        report(Role.DOCK, dock, camera("1", serial));

        assertThat(shown(Role.FLEET_MANAGER, second)
                        .path("slots")
                        .path(0)
                        .path("camera")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void showsACameraThatNobodyRegisteredByItsSerialAlone() {
        report(Role.DOCK, dock, camera("1", serial));

        JsonNode slot = shown(Role.FLEET_MANAGER, dock).path("slots").path(0);
        assertThat(slot.path("serial").asString()).isEqualTo(serial);
        assertThat(slot.path("camera").isMissingNode()).isTrue();
    }

    @Test
    void letsAFleetManagerSayWhereADockStands() {
        report(Role.DOCK, dock, empty("1"));
        String site = "site " + UUID.randomUUID();
        ResponseEntity<JsonNode> made = post(Role.FLEET_MANAGER, "/api/sites", "{\"name\":\"" + site + "\"}");
        String id = body(made).path("id").asString();

        ResponseEntity<JsonNode> changed = people.api(Role.FLEET_MANAGER)
                .put()
                .uri("/api/docks/" + shown(Role.FLEET_MANAGER, dock).path("id").asString())
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"site\":\"" + id + "\",\"unit\":\"" + people.unit().id() + "\"}")
                .retrieve()
                .toEntity(JsonNode.class);

        assertThat(changed.getStatusCode().value()).isEqualTo(200);
        assertThat(shown(Role.FLEET_MANAGER, dock).path("site").path("name").asString())
                .isEqualTo(site);
        assertThat(shown(Role.SUPERVISOR, dock).path("unit").path("name").asString())
                .isEqualTo("Parking");
        assertThat(body(post(Role.FLEET_MANAGER, "/api/sites", "{\"name\":\"" + site + "\"}"))
                        .path("code")
                        .asString())
                .isEqualTo("dock-name-taken");
    }

    @Test
    void refusesWhatCannotBeASlot() {
        for (String bad : new String[] {
            empty(""),
            empty("x".repeat(201)),
            "{\"slot\":\"1\",\"batteryPercent\":101}",
            "{\"slot\":\"1\",\"doneBytes\":-1}"
        }) {
            assertThat(body(report(Role.DOCK, dock, bad)).path("code").asString())
                    .as(bad)
                    .isEqualTo("dock-malformed");
        }
        assertThat(body(report(Role.DOCK, dock, empty("1"), empty("1")))
                        .path("code")
                        .asString())
                .isEqualTo("dock-malformed");
    }

    @Test
    void takesSlotsFromDocksAlone() {
        assertThat(report(Role.FLEET_MANAGER, dock, empty("1")).getStatusCode().value())
                .isEqualTo(403);
        assertThat(people.api(Role.WEARER)
                        .get()
                        .uri("/api/docks")
                        .retrieve()
                        .toEntity(JsonNode.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }
}
