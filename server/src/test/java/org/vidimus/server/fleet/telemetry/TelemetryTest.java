package org.vidimus.server.fleet.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
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
class TelemetryTest {
    @Autowired
    TestPeople people;

    @Autowired
    Fleet fleet;

    @Autowired
    JdbcClient sql;

    private final String serial = "CAM-" + UUID.randomUUID();
    private final Instant today = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private CameraId camera;

    @BeforeEach
    void register() {
        camera = fleet.register(
                Caller.job("test"),
                NewCamera.of(serial)
                        .in(people.unit().id())
                        .wornBy(people.person(Role.WEARER).id()));
    }

    private ResponseEntity<JsonNode> report(String body) {
        return people.api(Role.DOCK)
                .post()
                .uri("/api/cameras/" + serial + "/reports")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody());
    }

    private static String log(String readings, String stages, String faults) {
        return "\"log\":{\"readings\":[" + readings + "],\"stages\":[" + stages + "],\"faults\":[" + faults
                + "],\"unread\":3}";
    }

    private JsonNode shown(Role role, String query) {
        return Objects.requireNonNull(people.api(role)
                .get()
                .uri("/api/cameras/" + camera + "/telemetry" + query)
                .retrieve()
                .body(JsonNode.class));
    }

    private JsonNode shown() {
        return shown(Role.FLEET_MANAGER, "");
    }

    private String ago(int minutes) {
        return today.minus(minutes, ChronoUnit.MINUTES).toString();
    }

    @Test
    void keepsWhatACameraWroteInTrueTime() {
        String body = "{\"clockOffsetMs\":60000,\"firmware\":\"1.2\","
                + log(
                        "{\"at\":\"" + ago(10) + "\",\"batteryPercent\":83.5,\"temperatureC\":24.5,\"charging\":false}",
                        "{\"at\":\"" + ago(9) + "\",\"stage\":\"RECORDING\",\"preRecord\":true}",
                        "{\"at\":\"" + ago(8) + "\",\"code\":\"BUTTON_STUCK\",\"text\":\"held\"}")
                + "}";

        assertThat(report(body).getStatusCode().value()).isEqualTo(201);

        JsonNode shown = shown();
        JsonNode reading = shown.path("readings").path(0);
        assertThat(reading.path("at").asString()).isEqualTo(ago(11));
        assertThat(reading.path("batteryPercent").asDouble()).isEqualTo(83.5);
        assertThat(reading.path("clockOffsetMs").asLong()).isEqualTo(60_000);
        assertThat(shown.path("stages").path(0).path("at").asString()).isEqualTo(ago(10));
        assertThat(shown.path("stages").path(0).path("preRecord").asBoolean()).isTrue();
        assertThat(shown.path("faults").path(0).path("code").asString()).isEqualTo("BUTTON_STUCK");
        assertThat(shown.path("clock").path("offsetMs").asLong()).isEqualTo(60_000);
        assertThat(sql.sql("select firmware from camera where id = ?")
                        .param(camera.value())
                        .query(String.class)
                        .single())
                .isEqualTo("1.2");
    }

    @Test
    void takesAMomentThatComesAgainForTheSame() {
        String line = "{\"at\":\"" + ago(10) + "\",\"batteryPercent\":50}";
        String stage = "{\"at\":\"" + ago(10) + "\",\"stage\":\"PRESENT\"}";
        report("{\"clockOffsetMs\":60000," + log(line, stage, "") + "}");

        // The dock set the clock meanwhile, and the camera wrote down by how much: a little more than the dock had
        // measured.
        String later = line.replace("}", ",\"clockOffsetMs\":60400}");
        report("{"
                + log(later + "," + line.replace(ago(10), ago(5)), stage.replace("}", ",\"clockOffsetMs\":60400}"), "")
                + "}");

        JsonNode shown = shown();
        assertThat(shown.path("stages").size()).isEqualTo(1);
        assertThat(shown.path("readings").findValuesAsString("at")).contains(ago(11), ago(5));
        assertThat(sql.sql("select count(*) from camera_reading where camera = ? and camera_at is not null")
                        .param(camera.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void believesNoClockThatIsYearsOff() {
        report("{\"clockOffsetMs\":-1600000000000,"
                + log(
                        "{\"at\":\"1976-03-01T00:00:00Z\",\"batteryPercent\":50}",
                        "{\"at\":\"1976-03-01T00:00:00Z\",\"stage\":\"RECORDING\"}",
                        "")
                + "}");

        JsonNode shown = shown();
        assertThat(shown.path("stages").size()).isZero();
        assertThat(shown.path("readings").findValuesAsString("batteryPercent")).isEmpty();
        assertThat(shown.path("faults").path(0).path("code").asString()).isEqualTo("CLOCK_YEARS_OFF");
        assertThat(shown.path("faults").path(0).path("source").asString()).isEqualTo("DOCK");
    }

    @Test
    void saysWhenTheClockWasSetAndWhatItHadBeenOffBefore() {
        report("{\"clockOffsetMs\":-1800,\"clockSet\":false}");

        report("{\"clockOffsetMs\":-1800,\"clockSet\":true}");

        JsonNode clock = shown().path("clock");
        assertThat(clock.path("offsetMs").asLong()).isEqualTo(-1800);
        assertThat(clock.path("setAt").isMissingNode()).isFalse();
    }

    @Test
    void thinsManyReadingsEvenlyAndKeepsTheLast() {
        String lines = IntStream.range(0, 9_000)
                .mapToObj(
                        n -> "{\"at\":\"" + today.minusSeconds(9_000 - n) + "\",\"batteryPercent\":" + (n % 100) + "}")
                .collect(Collectors.joining(","));
        report("{" + log(lines, "", "") + "}");

        JsonNode shown = shown(Role.FLEET_MANAGER, "?from=" + today.minusSeconds(9_000) + "&until=" + today);

        assertThat(shown.path("counted").asInt()).isEqualTo(9_000);
        assertThat(shown.path("readings").size()).isBetween(1_700, 2_000);
        assertThat(shown.path("readings").path(0).path("at").asString())
                .isEqualTo(today.minusSeconds(9_000).toString());
        assertThat(shown.path("readings")
                        .path(shown.path("readings").size() - 1)
                        .path("at")
                        .asString())
                .isEqualTo(today.minusSeconds(1).toString());
    }

    @Test
    void notesADocksFindingOnceADay() {
        String problem =
                "{\"problems\":[{\"code\":\"camera-read-only\",\"message\":\"nothing can be erased\"},{\"code\":\"other-file\",\"message\":\"x\"}]}";
        report(problem);
        report(problem);

        assertThat(shown().path("faults").findValuesAsString("code")).containsExactly("camera-read-only");
    }

    @Test
    void showsTheirOwnCameraToItsWearerAndNoOtherToAnybodyElse() {
        assertThat(shown(Role.WEARER, "").path("readings").isArray()).isTrue();
        assertThat(shown(Role.SUPERVISOR, "").path("readings").isArray()).isTrue();
        assertThat(people.api(Role.EVIDENCE_MANAGER)
                        .get()
                        .uri("/api/cameras/" + camera + "/telemetry")
                        .retrieve()
                        .toEntity(JsonNode.class)
                        .getStatusCode()
                        .is4xxClientError())
                .isTrue();
    }

    @Test
    void refusesALogThatCannotBeOne() {
        for (String bad : new String[] {
            log("{\"at\":\"" + ago(1) + "\",\"batteryPercent\":101}", "", ""),
            log("", "{\"stage\":\"PRESENT\"}", ""),
            log("", "{\"at\":\"" + ago(1) + "\",\"stage\":\"DANCING\"}", ""),
            log("", "", "{\"at\":\"" + ago(1) + "\",\"code\":\"\"}")
        }) {
            assertThat(body(report("{" + bad + "}")).path("code").asString())
                    .as(bad)
                    .isEqualTo("report-malformed");
        }
    }
}
