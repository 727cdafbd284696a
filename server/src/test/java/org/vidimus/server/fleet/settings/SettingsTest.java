package org.vidimus.server.fleet.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.access.Unit;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.NewCamera;
import tools.jackson.databind.JsonNode;

@ServerTest
class SettingsTest {
    @Autowired
    TestPeople people;

    @Autowired
    Fleet fleet;

    @Autowired
    SettingsState state;

    @Autowired
    JdbcClient sql;

    private final String name = "settings " + UUID.randomUUID();
    private final String serial = "CAM-" + UUID.randomUUID();
    private Unit unit;
    private CameraId camera;

    @BeforeEach
    void register() {
        unit = people.unit("unit " + UUID.randomUUID());
        camera = fleet.register(Caller.job("test"), NewCamera.of(serial).in(unit.id()));
    }

    private ResponseEntity<JsonNode> send(Role role, HttpMethod method, String path, String body) {
        return people.api(role)
                .method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private ResponseEntity<JsonNode> add(String called, String values, String receivers) {
        return send(
                Role.FLEET_MANAGER,
                HttpMethod.POST,
                "/api/camera-settings",
                "{\"name\":\"" + called + "\",\"values\":" + values + receivers + "}");
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody());
    }

    private String forUnit() {
        return ",\"units\":[\"" + unit.id() + "\"]";
    }

    private JsonNode slots() {
        return body(send(
                        Role.DOCK,
                        HttpMethod.POST,
                        "/api/docks/dock-" + serial + "/slots",
                        "{\"agent\":\"1\",\"slots\":[{\"slot\":\"1\",\"serial\":\"" + serial + "\"}]}"))
                .path("cameras")
                .path(serial);
    }

    private void readBack(String settings) {
        assertThat(send(
                                Role.DOCK,
                                HttpMethod.POST,
                                "/api/cameras/" + serial + "/reports",
                                "{\"settings\":" + settings + "}")
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
    }

    private JsonNode shown() {
        return Objects.requireNonNull(people.api(Role.FLEET_MANAGER)
                .get()
                .uri("/api/cameras/" + camera + "/settings")
                .retrieve()
                .body(JsonNode.class));
    }

    private JsonNode line(String code) {
        for (JsonNode line : shown().path("lines")) {
            if (line.path("code").asString().equals(code)) {
                return line;
            }
        }
        return shown().path("none");
    }

    @Test
    void givesSettingsToTheCamerasOfAUnitThroughTheirDock() {
        add(name, "{\"preRecordSeconds\":10,\"resolution\":\"1080p\",\"lights\":false}", forUnit());

        JsonNode wanted = slots().path("settings");

        assertThat(wanted.path("preRecordSeconds").asInt()).isEqualTo(10);
        assertThat(wanted.path("resolution").asString()).isEqualTo("1080p");
        assertThat(wanted.has("volume")).isFalse();
    }

    @Test
    void letsTheMostSpecificSettingsWin() {
        Unit below = people.unit("unit " + UUID.randomUUID());
        sql.sql("update unit set parent = ? where id = ?")
                .params(unit.id().value(), below.id().value())
                .update();
        Person wearer = people.another(Role.WEARER, "w" + UUID.randomUUID(), below);
        sql.sql("update camera set unit = ?, wearer = ? where id = ?")
                .params(below.id().value(), wearer.id().value(), camera.value())
                .update();
        String role = "R_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);

        String ofHouse = body(add(name + " h", "{\"volume\":1}", ",\"houseDefault\":true"))
                .path("id")
                .asString();
        try {
            assertThat(volume()).isEqualTo(1);
            add(name + " a", "{\"volume\":2}", forUnit());
            assertThat(volume()).isEqualTo(2);
            add(name + " b", "{\"volume\":3}", ",\"units\":[\"" + below.id() + "\"]");
            assertThat(volume()).isEqualTo(3);
            add(name + " c", "{\"volume\":4}", ",\"roles\":[\"" + role + "\"]");
            assertThat(volume()).isEqualTo(3);
            sql.sql("insert into duty (id, person, role, from_at) values (gen_random_uuid(), ?, ?, '2026-01-01Z')")
                    .params(wearer.id().value(), role)
                    .update();
            assertThat(volume()).isEqualTo(4);
        } finally {
            send(Role.FLEET_MANAGER, HttpMethod.DELETE, "/api/camera-settings/" + ofHouse, "{}");
        }
    }

    @Test
    void goesByTheRoleOfWhoeverHasItForGoodNotByASingleIssue() {
        Person holder = people.another(Role.WEARER, "w" + UUID.randomUUID(), unit);
        String role = "R_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        sql.sql("insert into duty (id, person, role, from_at) values (gen_random_uuid(), ?, ?, '2026-01-01Z')")
                .params(holder.id().value(), role)
                .update();
        add(name + " u", "{\"volume\":2}", forUnit());
        add(name + " r", "{\"volume\":4}", ",\"roles\":[\"" + role + "\"]");
        sql.sql(
                        "insert into hand_out (id, camera, person, mode, from_at) values (gen_random_uuid(), ?, ?, 'SINGLE_ISSUE', now())")
                .params(camera.value(), holder.id().value())
                .update();

        assertThat(volume()).as("it is back when it is set").isEqualTo(2);

        sql.sql("update hand_out set mode = 'PERMANENT_ISSUE' where camera = ?")
                .param(camera.value())
                .update();
        assertThat(volume()).isEqualTo(4);
    }

    private int volume() {
        return slots().path("settings").path("volume").asInt();
    }

    @Test
    void refusesWhatBreaksTheProfileWithItsBasis() {
        ResponseEntity<JsonNode> answer = add(name, "{\"preRecordSeconds\":60,\"remoteStart\":true}", "");

        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        JsonNode problem = body(answer);
        assertThat(problem.path("code").asString()).isEqualTo("settings-break-rule");
        assertThat(problem.path("broken").findValuesAsString("rule"))
                .containsExactly("recording.pre-record-most", "recording.remote-start");
        assertThat(problem.path("broken").path(0).path("limit").asString()).isEqualTo("30");
        assertThat(problem.path("broken").path(0).path("basis").path("de").asString())
                .isNotBlank();
        assertThat(body(send(
                                Role.FLEET_MANAGER,
                                HttpMethod.POST,
                                "/api/camera-settings/check",
                                "{\"preRecordSeconds\":60}"))
                        .path("broken")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void doesNotWriteSettingsThatANewProfileForbids() {
        String id = body(add(name, "{\"preRecordSeconds\":10}", forUnit()))
                .path("id")
                .asString();
        // As if they had been made under a profile that allowed it.
        sql.sql("update camera_settings set body = '{\"preRecordSeconds\":120}' where id = cast(? as uuid)")
                .param(id)
                .update();
        readBack("{\"preRecordSeconds\":\"10\"}");

        assertThat(slots().has("settings")).isFalse();
        assertThat(shown().path("broken").path(0).path("rule").asString()).isEqualTo("recording.pre-record-most");
        assertThat(state.notAsWanted(List.of(camera))).isEmpty();
    }

    @Test
    void refusesAValueThatASettingDoesNotTake() {
        for (String bad : new String[] {
            "{\"volume\":101}", "{\"resolution\":\"4k\"}", "{\"preRecordSeconds\":-1}", "{\"mute\":\"sometimes\"}"
        }) {
            assertThat(body(add(name, bad, "")).path("code").asString()).as(bad).isEqualTo("settings-malformed");
        }
    }

    @Test
    void takesACameraForReadyOnceItReadsBackAsItShallBe() {
        add(name, "{\"preRecordSeconds\":10,\"volume\":70}", forUnit());
        assertThat(state.notAsWanted(List.of(camera))).isEmpty();

        readBack("{\"preRecordSeconds\":\"30\"}");

        assertThat(state.notAsWanted(List.of(camera))).containsExactly(camera);
        assertThat(line("preRecordSeconds").path("differs").asBoolean()).isTrue();
        assertThat(line("preRecordSeconds").path("readBack").asString()).isEqualTo("30");
        assertThat(line("volume").path("settable").asBoolean()).isFalse();
        assertThat(shown().has("differingSince")).isTrue();
        assertThat(missingOfReady()).contains("SETTINGS_DIFFER");

        readBack("{\"preRecordSeconds\":\"10\"}");

        assertThat(state.notAsWanted(List.of(camera))).isEmpty();
        assertThat(shown().has("differingSince")).isFalse();
        assertThat(missingOfReady()).doesNotContain("SETTINGS_DIFFER");
    }

    /** As the register and every hand-out see it. */
    private List<String> missingOfReady() {
        JsonNode shown = Objects.requireNonNull(people.api(Role.FLEET_MANAGER)
                .get()
                .uri("/api/cameras/" + camera.value())
                .retrieve()
                .body(JsonNode.class));
        return shown.path("ready")
                .path("missing")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void takesACameraThatDoesNotTellASettingForOneThatDiffers() {
        add(name, "{\"preRecordSeconds\":10}", forUnit());

        readBack("{\"preRecordSeconds\":null}");

        assertThat(state.notAsWanted(List.of(camera))).containsExactly(camera);
    }

    @Test
    void takesACameraWhoseOwnSettingsBreakTheProfileForNotReady() {
        readBack("{\"preRecordSeconds\":\"90\"}");

        assertThat(state.notAsWanted(List.of(camera))).containsExactly(camera);
        assertThat(shown().path("breaking").path(0).path("value").asString()).isEqualTo("90");
    }

    @Test
    void listsWhoGetsWhatAndWhatCanBeSet() {
        add(name, "{\"volume\":5}", forUnit());

        JsonNode list = Objects.requireNonNull(people.api(Role.ADMINISTRATOR)
                .get()
                .uri("/api/camera-settings")
                .retrieve()
                .body(JsonNode.class));

        JsonNode mine = null;
        for (JsonNode item : list.path("items")) {
            mine = item.path("name").asString().equals(name) ? item : mine;
        }
        assertThat(Objects.requireNonNull(mine).path("cameras").asInt()).isEqualTo(1);
        assertThat(mine.path("units").path(0).path("name").asString()).isEqualTo(unit.name());
        assertThat(list.path("description").findValuesAsString("code"))
                .hasSize(12)
                .contains("preRecordSeconds", "mute");
        assertThat(body(add(name, "{}", "")).path("code").asString()).isEqualTo("settings-name-taken");
    }

    @Test
    void describesEveryMemberOfTheRecord() {
        assertThat(Setting.ALL)
                .extracting(Setting::code)
                .containsExactlyElementsOf(java.util.Arrays.stream(CameraSettings.class.getRecordComponents())
                        .map(java.lang.reflect.RecordComponent::getName)
                        .toList());
    }

    @Test
    void doesNotLetAWearerChangeThem() {
        assertThat(send(Role.WEARER, HttpMethod.POST, "/api/camera-settings", "{\"name\":\"x\",\"values\":{}}")
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }
}
