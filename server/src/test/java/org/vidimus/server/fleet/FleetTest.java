package org.vidimus.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.ingest.Cameras;
import org.vidimus.server.ingest.Footage;
import tools.jackson.databind.JsonNode;

@ServerTest
@Import(FleetTest.Arrived.class)
class FleetTest {
    private static final Set<Footage.Piece> ARRIVED = ConcurrentHashMap.newKeySet();

    @TestConfiguration
    static class Arrived {
        @Bean
        Footage footageOfTheTest() {
            return serial -> new HashSet<>(ARRIVED);
        }
    }

    @Autowired
    Fleet fleet;

    @Autowired
    Cameras known;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    private final String serial = "CAM-" + UUID.randomUUID();

    @BeforeEach
    void nothingArrived() {
        ARRIVED.clear();
    }

    @Test
    void registersACameraWithItsWearer() {
        var wearer = people.person(Role.WEARER);
        NewCamera camera = NewCamera.of(serial)
                .madeBy("Vidimus", "V1")
                .in(people.unit().id())
                .wornBy(wearer.id());

        CameraId id = fleet.register(Caller.job("demo"), camera);

        assertThat(known.known(serial)).hasValueSatisfying(answer -> {
            assertThat(answer.subject().id()).isEqualTo(id.value());
            assertThat(answer.wearer()).contains(wearer.id());
            assertThat(answer.unit()).contains(people.unit().id());
        });
        JsonNode shown = listed(Role.ADMINISTRATOR);
        assertThat(shown.path("maker").asString()).isEqualTo("Vidimus");
        assertThat(shown.path("wearer").path("name").asString()).isEqualTo(wearer.name());
        assertThat(shown.path("unit").path("name").asString()).isEqualTo("Parking");
        assertThat(entriesAbout(id)).anyMatch(entry -> entry.contains("action camera.register"));
    }

    @Test
    void refusesASerialThatIsRegisteredAlready() {
        String body = "{\"serial\":\"" + serial + "\"}";

        assertThat(post(Role.ADMINISTRATOR, "/api/cameras", body)
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
        ResponseEntity<JsonNode> second = post(Role.ADMINISTRATOR, "/api/cameras", body);

        assertThat(second.getStatusCode().value()).isEqualTo(409);
        assertThat(code(second)).isEqualTo("serial-taken");
    }

    @Test
    void refusesASerialThatCannotBeOne() {
        for (String bad : List.of("", "../x", "a/b", " x", "x\\u0000", "x".repeat(65))) {
            ResponseEntity<JsonNode> answer = post(Role.ADMINISTRATOR, "/api/cameras", "{\"serial\":\"" + bad + "\"}");

            assertThat(answer.getStatusCode().value()).as(bad).isEqualTo(422);
            assertThat(code(answer)).as(bad).isEqualTo("camera-malformed");
        }
    }

    @Test
    void doesNotLetAWearerRegisterOrReport() {
        fleet.register(Caller.job("test"), NewCamera.of(serial));

        assertThat(post(Role.WEARER, "/api/cameras", "{\"serial\":\"X1\"}")
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(report(Role.WEARER, "{}").getStatusCode().is4xxClientError()).isTrue();
    }

    @Test
    void showsAWearerTheirOwnCameraAndNoOther() {
        fleet.register(
                Caller.job("test"),
                NewCamera.of(serial).wornBy(people.person(Role.WEARER).id()));
        fleet.register(Caller.job("test"), NewCamera.of("other-" + serial));

        JsonNode items = body(
                people.api(Role.WEARER).get().uri("/api/cameras").retrieve().toEntity(JsonNode.class));

        assertThat(items.path("items").findValuesAsString("serial"))
                .contains(serial)
                .doesNotContain("other-" + serial);
    }

    @Test
    void storesWhatADockReportsAndShowsTheNewest() {
        CameraId id = fleet.register(Caller.job("test"), NewCamera.of(serial));
        report(Role.DOCK, "{\"batteryPercent\":90}");

        ResponseEntity<JsonNode> answer = report(Role.DOCK, """
                {"at":"2026-11-21T20:15:30Z","dock":"front desk","layout":"vidimus","clockOffsetMs":-1800,"freeBytes":5,
                 "totalBytes":10,"batteryPercent":83,"readOnly":false,"counters":{"recordings":57},"filesListed":3,
                 "stages":[{"at":"2026-11-21T10:00:00Z","stage":"DISPLAY"}],"somethingNewer":[1],
                 "problems":[{"file":"a\\u0001.mp4","code":"empty-file","message":"is empty"}],
                 "recordings":[{"recording":"57","number":57,"parts":[1]}]}
                """);

        assertThat(answer.getStatusCode().value()).isEqualTo(201);
        JsonNode shown = listed(Role.ADMINISTRATOR).path("lastReport");
        assertThat(shown.path("dock").asString()).isEqualTo("front desk");
        assertThat(shown.path("clockOffsetMs").asLong()).isEqualTo(-1800);
        assertThat(shown.path("batteryPercent").asInt()).isEqualTo(83);
        assertThat(shown.path("counters").path("recordings").asLong()).isEqualTo(57);
        assertThat(shown.path("problems").path(0).path("code").asString()).isEqualTo("empty-file");
        assertThat(shown.path("missing").isEmpty()).isTrue();
        assertThat(entriesAbout(id))
                .anyMatch(entry -> entry.contains("action camera.report")
                        && entry.contains("\ndetail battery-percent 83\n")
                        && entry.contains("\ndetail missing 0\n"));
    }

    @Test
    void reportsGapsAndClosesThemWhenTheRecordingTurnsUp() {
        fleet.register(Caller.job("test"), NewCamera.of(serial));

        JsonNode first = missingAfter("""
                {"counters":{"recordings":9},"recordings":[{"recording":"a","number":5,"parts":[1]},
                 {"recording":"b","number":8,"parts":[1,3]}]}
                """);
        ARRIVED.add(new Footage.Piece("a", 1));
        JsonNode second = missingAfter("""
                {"counters":{"recordings":9},"recordings":[{"recording":"b","number":8,"parts":[1,2,3]},
                 {"recording":"c","number":6,"parts":[1]},{"recording":"d","number":9,"parts":[1]}]}
                """);

        assertThat(first.toString())
                .contains("\"number\":6,\"numberTo\":7")
                .contains("\"number\":9,\"numberTo\":9")
                .contains("\"recording\":\"b\",\"part\":2,\"reason\":\"PART_NEVER_SEEN\"");
        assertThat(second).hasSize(1);
        assertThat(second.toString()).contains("\"number\":7,\"numberTo\":7");
        assertThat(second.path(0).path("since")).isEqualTo(first.path(0).path("since"));
    }

    @Test
    void reportsFootageThatLeftTheCameraWithoutArriving() {
        fleet.register(Caller.job("test"), NewCamera.of(serial));
        missingAfter("{\"recordings\":[{\"recording\":\"a\",\"number\":5,\"parts\":[1,2]}]}");
        ARRIVED.add(new Footage.Piece("a", 1));

        JsonNode missing = missingAfter("{\"recordings\":[]}");

        assertThat(missing).hasSize(1);
        assertThat(missing.toString()).contains("\"part\":2,\"reason\":\"GONE_BEFORE_ARRIVAL\"");
        assertThat(listed(Role.ADMINISTRATOR).path("lastReport").path("missing"))
                .hasSize(1);
    }

    @Test
    void countsOnWhereTheNumberingStartsAgain() {
        fleet.register(Caller.job("test"), NewCamera.of(serial));
        String wraps = "\"counters\":{\"wrapsAt\":9999}";
        missingAfter("{" + wraps + ",\"recordings\":[{\"recording\":\"x\",\"number\":9998,\"parts\":[1]}]}");
        ARRIVED.add(new Footage.Piece("x", 1));

        JsonNode missing =
                missingAfter("{" + wraps + ",\"recordings\":[{\"recording\":\"y\",\"number\":2,\"parts\":[1]}]}");

        assertThat(missing.toString()).contains("\"number\":9999,\"numberTo\":10000");
        assertThat(missing).hasSize(1);
    }

    @Test
    void takesAReportOfAHundredThousandRecordings() {
        fleet.register(Caller.job("test"), NewCamera.of(serial));
        StringBuilder body = new StringBuilder("{\"recordings\":[");
        for (int i = 1; i <= 100_000; i++) {
            body.append(i == 1 ? "" : ",")
                    .append("{\"recording\":\"r")
                    .append(i)
                    .append("\",\"number\":")
                    .append(i)
                    .append(",\"parts\":[1]}");
        }

        assertThat(missingAfter(body.append("]}").toString())).isEmpty();
    }

    @Test
    void refusesReportsThatCannotBeRead() {
        fleet.register(Caller.job("test"), NewCamera.of(serial));
        for (String bad : List.of(
                "",
                "[]",
                "{\"batteryPercent\":101}",
                "{\"recordings\":[{\"recording\":\"\"}]}",
                "{\"recordings\":[{\"recording\":\"a\",\"parts\":[0]}]}",
                "{\"recordings\":[{\"recording\":\"a\",\"parts\":[null]}]}",
                "{\"counters\":{\"recordings\":-1}}",
                "{\"counters\":{\"recordings\":null}}",
                "{\"counters\":{\"wrapsAt\":0}}",
                "{\"dock\":\"a\\u0000\"}",
                "{\"recordings\":[{\"recording\":\"a\\u0000\"}]}",
                "{\"problems\":[{\"file\":\"a\\u0000\"}]}",
                "{\"at\":\"yesterday\"}")) {
            ResponseEntity<JsonNode> answer = report(Role.DOCK, bad);

            assertThat(answer.getStatusCode().value()).as(bad).isEqualTo(422);
            assertThat(code(answer)).as(bad).isEqualTo("report-malformed");
        }
    }

    @Test
    void refusesAReportAboutACameraNobodyRegistered() {
        ResponseEntity<JsonNode> answer = report(Role.DOCK, "{}");

        assertThat(answer.getStatusCode().value()).isEqualTo(404);
        assertThat(code(answer)).isEqualTo("no-such-camera");
    }

    private JsonNode missingAfter(String report) {
        ResponseEntity<JsonNode> answer = report(Role.DOCK, report);
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(201);
        JsonNode missing = listed(Role.ADMINISTRATOR).path("lastReport").path("missing");
        assertThat(body(answer).toString())
                .as("nothing else of the camera concerns its dock")
                .isEqualTo("{\"missing\":" + missing.size() + "}");
        return missing;
    }

    private JsonNode listed(Role role) {
        RestClient api = people.api(role);
        for (JsonNode item : body(api.get()
                        .uri("/api/cameras?q={serial}", serial)
                        .retrieve()
                        .toEntity(JsonNode.class))
                .path("items")) {
            if (item.path("serial").asString().equals(serial)) {
                return item;
            }
        }
        throw new AssertionError("the camera is not listed");
    }

    private ResponseEntity<JsonNode> report(Role role, String body) {
        return post(role, "/api/cameras/" + serial + "/reports", body);
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

    private static String code(ResponseEntity<JsonNode> answer) {
        return body(answer).path("code").asString("");
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        JsonNode body = answer.getBody();
        assertThat(body).isNotNull();
        return java.util.Objects.requireNonNull(body);
    }

    private List<String> entriesAbout(CameraId id) {
        return sql.sql(
                        "select convert_from(payload, 'UTF8') from custody_entry where convert_from(payload, 'UTF8') like ?")
                .param("%subject camera " + id + "%")
                .query(String.class)
                .list();
    }
}
