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

    private void readBackBeforeTheStart(String seconds) {
        report("{\"settings\":{\"preRecordSeconds\":\"" + seconds + "\"}}");
        var before = java.sql.Timestamp.from(start.minusSeconds(3_600));
        sql.sql(
                        "update camera_settings_read set at = ?, confirmed_at = ? where camera = (select id from camera where serial = ?)")
                .params(before, before, serial)
                .update();
    }

    @Test
    void setsApartWhatWasRecordedAfterSomebodySetTheCameraOtherwise() {
        readBackBeforeTheStart("0");
        report("{\"settings\":{\"preRecordSeconds\":\"40\"}}");
        // Its dock sets it as it shall be before all of the footage has arrived.
        report("{\"settings\":{\"preRecordSeconds\":\"0\"}}");

        JsonNode mark = mark(arrives());

        assertThat(mark.path("found").asString()).isEqualTo("SETTINGS");
        assertThat(mark.path("seconds").asInt()).isEqualTo(40);
    }

    @Test
    void holdsNothingAgainstFootageFromBeforeTheCameraWasReadBackAsItWas() {
        readBackBeforeTheStart("0");
        report("{\"settings\":{\"preRecordSeconds\":\"0\"}}");
        report("{\"settings\":{\"preRecordSeconds\":\"40\"}}");

        assertThat(mark(arrives()).isMissingNode()).isTrue();
    }

    @Test
    void setsApartFootageThatArrivedBeforeItsCameraWasReadBack() {
        readBackBeforeTheStart("0");
        UUID id = arrives();
        assertThat(mark(id).isMissingNode()).isTrue();

        report("{\"settings\":{\"preRecordSeconds\":\"40\"}}");

        assertThat(mark(id).path("found").asString()).isEqualTo("SETTINGS");
    }

    @Test
    void asksNothingAgainForALogThatIsKnown() {
        String[] stages = {stage(-60, "PRESENT", true), stage(45, "RECORDING", true)};
        UUID id = arrives();
        log(stages);
        assertThat(sql.sql("delete from evidence_breach where evidence = ?")
                        .param(id)
                        .update())
                .isOne();

        log(stages);

        assertThat(mark(id).isMissingNode()).as("it was not asked about").isTrue();
    }

    @Test
    void asksAgainByTrueTimeWhereTheCamerasClockIsDaysAhead() {
        UUID id = arrives();
        long days = ChronoUnit.DAYS.getDuration().toSeconds() * 3;

        report("{\"clockOffsetMs\":" + days * 1_000 + ",\"log\":{\"stages\":[" + stage((int) days - 60, "PRESENT", true)
                + "," + stage((int) days + 45, "RECORDING", true) + "]}}");

        assertThat(mark(id).path("found").asString()).isEqualTo("STAGE");
    }

    @Test
    void asksAgainWhenARecordingBeginsAfterPreRecordingThatWasKnown() {
        log(stage(-60, "PRESENT", true));
        UUID id = arrives();

        log(stage(-60, "PRESENT", true), stage(45, "RECORDING", false));

        assertThat(mark(id).path("found").asString()).isEqualTo("STAGE");
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
    void setsApartWhatWasMadeFromItToo() {
        UUID id = arrives();
        UUID made = evidence.receive(
                        Delivery.of(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8), "m.mp4"))
                .evidence()
                .value();
        sql.sql(
                        "insert into derived_from (evidence, parent, parent_n, recipe, made_at) values (?, ?, 1, 'SALVAGE', now())")
                .params(made, id)
                .update();

        log(stage(-60, "PRESENT", true), stage(45, "RECORDING", true));

        assertThat(body(shown(Role.EVIDENCE_MANAGER, made)).path("level").asString())
                .isEqualTo("CONFIDENTIAL");
        assertThat(sql.sql("select count(*) from custody_entry where subjects @> array['evidence ' || ?::text] "
                                + "and convert_from(payload, 'UTF8') like '%set-apart pre-recording%'")
                        .param(made.toString())
                        .query(Integer.class)
                        .single())
                .as("its own history tells of it")
                .isEqualTo(1);
        assertThat(decide(Role.EVIDENCE_MANAGER, id).getStatusCode().value()).isEqualTo(200);
        assertThat(body(shown(Role.EVIDENCE_MANAGER, made)).path("level").asString())
                .as("what was decided holds for it as well")
                .isEqualTo("OPEN");
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
