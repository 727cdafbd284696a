package org.vidimus.server.fleet.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.evidence.Arrivals;
import org.vidimus.server.evidence.TestEvidence;
import org.vidimus.server.evidence.TestEvidence.Delivery;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.NewCamera;
import tools.jackson.databind.JsonNode;

/** The plain profile allows thirty seconds. */
@ServerTest
class PreRecordingTest {
    @Autowired
    TestPeople people;

    @Autowired
    Fleet fleet;

    @Autowired
    TestEvidence evidence;

    @Autowired
    JdbcClient sql;

    private final String serial = "CAM-" + UUID.randomUUID();
    private final Instant start = Instant.now().minus(3, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void register() {
        fleet.register(Caller.job("test"), NewCamera.of(serial));
    }

    private void report(String body) {
        assertThat(people.api(Role.DOCK)
                        .post()
                        .uri("/api/cameras/" + serial + "/reports")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body)
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
    }

    private void log(String... stages) {
        report("{\"log\":{\"stages\":[" + String.join(",", stages) + "]}}");
    }

    private String stage(int afterSeconds, String stage, boolean preRecord) {
        return "{\"at\":\"" + start.plusSeconds(afterSeconds) + "\",\"stage\":\"" + stage + "\",\"preRecord\":"
                + preRecord + "}";
    }

    private UUID arrives() {
        Person wearer = people.person(Role.WEARER);
        Arrivals.Received received = evidence.receive(
                Delivery.of(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8), "0058-1.mp4")
                        .from(serial)
                        .part(serial + "-0058", 1)
                        .at(start)
                        .wornBy(wearer.id(), wearer.unit().orElseThrow().id()));
        return received.evidence().value();
    }

    private ResponseEntity<JsonNode> shown(Role role, UUID id) {
        return people.api(role).get().uri("/api/evidence/" + id).retrieve().toEntity(JsonNode.class);
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody());
    }

    private JsonNode mark(UUID id) {
        return body(shown(Role.EVIDENCE_MANAGER, id)).path("breach");
    }

    @Test
    void setsApartWhatTheLogShowsToHoldMoreThanIsAllowed() {
        log(stage(-60, "PRESENT", true), stage(45, "RECORDING", true), stage(300, "PRESENT", true));

        UUID id = arrives();

        JsonNode mark = mark(id);
        assertThat(mark.path("rule").asString()).isEqualTo("recording.pre-record-most");
        assertThat(mark.path("found").asString()).isEqualTo("STAGE");
        assertThat(mark.path("seconds").asInt()).isEqualTo(45);
        assertThat(mark.path("mostSeconds").asInt()).isEqualTo(30);
        assertThat(mark.path("basisDe").asString()).isNotBlank();
        assertThat(body(shown(Role.EVIDENCE_MANAGER, id)).path("level").asString())
                .isEqualTo("CONFIDENTIAL");
        assertThat(shown(Role.WEARER, id).getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void leavesWhatKeepsWithinWhatIsAllowed() {
        log(stage(-60, "PRESENT", true), stage(20, "RECORDING", true));

        UUID id = arrives();

        assertThat(mark(id).isMissingNode()).isTrue();
        assertThat(shown(Role.WEARER, id).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void setsApartWhatTheCamerasListSaysOfItself() {
        report("{\"recordings\":[{\"recording\":\"" + serial + "-0058\",\"parts\":[1],\"preRecordSeconds\":40}]}");

        assertThat(mark(arrives()).path("found").asString()).isEqualTo("INDEX");
    }

    @Test
    void setsApartWhatWasRecordedUnderSettingsThatForbidItself() {
        report("{\"settings\":{\"preRecordSeconds\":\"120\"}}");
        sql.sql("update camera_settings_read set at = ? where camera = (select id from camera where serial = ?)")
                .params(java.sql.Timestamp.from(start.minusSeconds(3_600)), serial)
                .update();
        report("{\"settings\":{\"preRecordSeconds\":\"0\"}}");

        JsonNode mark = mark(arrives());

        assertThat(mark.path("found").asString()).isEqualTo("SETTINGS");
        assertThat(mark.path("seconds").asInt()).isEqualTo(120);
    }

    @Test
    void setsApartFootageThatArrivedBeforeItsLogCouldBeRead() {
        UUID id = arrives();
        assertThat(mark(id).isMissingNode()).isTrue();

        log(stage(-60, "PRESENT", true), stage(45, "RECORDING", true));

        assertThat(mark(id).path("found").asString()).isEqualTo("STAGE");
        assertThat(sql.sql("""
                                select count(*) from custody_entry where subjects @> array['evidence ' || ?::text]
                                    and convert_from(payload, 'UTF8') like '%set-apart pre-recording%'
                                """).param(id.toString()).query(Integer.class).single())
                .isEqualTo(1);
    }

    @Test
    void isDecidedBySomebodyEntitledAndKeepsItsMark() {
        log(stage(-60, "PRESENT", true), stage(45, "RECORDING", true));
        UUID id = arrives();

        assertThat(decide(Role.SUPERVISOR, id).getStatusCode().is4xxClientError())
                .isTrue();
        assertThat(decide(Role.EVIDENCE_MANAGER, id).getStatusCode().value()).isEqualTo(200);

        assertThat(shown(Role.WEARER, id).getStatusCode().value()).isEqualTo(200);
        assertThat(mark(id).path("decision").asString()).isEqualTo("cut before use, Az. 7");
        // Another part of it, or another report, does not begin it anew.
        log(stage(-60, "PRESENT", true), stage(45, "RECORDING", true));
        assertThat(shown(Role.WEARER, id).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void hasNothingToDecideAboutFootageThatBreaksNothing() {
        assertThat(body(decide(Role.EVIDENCE_MANAGER, arrives())).path("code").asString())
                .isEqualTo("nothing-to-decide");
    }

    private ResponseEntity<JsonNode> decide(Role role, UUID id) {
        return people.api(role)
                .put()
                .uri("/api/evidence/" + id + "/breach")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"level\":\"OPEN\",\"reason\":\"cut before use, Az. 7\"}")
                .retrieve()
                .toEntity(JsonNode.class);
    }
}
