package org.vidimus.server.fleet.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.cameras.Physics;
import org.vidimus.cameras.VirtualCamera;
import org.vidimus.cameras.VirtualFleet;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.NewCamera;
import org.vidimus.server.fleet.handout.Lasting;
import tools.jackson.databind.JsonNode;

@ServerTest
class EnduranceTest {
    /** When virtual fleets come in, whenever this runs: their shifts and their weather go by the date. */
    private static final Instant UNTIL = Instant.parse("2026-11-28T06:00:00Z");

    @Autowired
    Fleet fleet;

    @Autowired
    Endurance endurance;

    @Autowired
    Estimates estimates;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Clock clock;

    private final String model = "M" + UUID.randomUUID();

    private static List<VirtualCamera> virtual(int count, int days, long seed) {
        return VirtualFleet.live(VirtualFleet.Plan.of(count, days, seed, Physics.PLAIN, UNTIL));
    }

    private CameraId register(String serial) {
        return fleet.register(
                Caller.job("test"),
                NewCamera.of(serial + UUID.randomUUID())
                        .madeBy("Vidimus", model)
                        .in(people.unit().id())
                        .wornBy(people.person(Role.WEARER).id()));
    }

    private CameraId said(VirtualCamera camera) {
        return said(List.of(camera), _ -> {}).getFirst();
    }

    /**
     * As docks' reports store it: in true time, as if all had just come in. The house's own job goes through readings as well, and must
     * not learn from half of them.
     *
     * @param besides is done in the same transaction
     */
    private List<CameraId> said(List<VirtualCamera> cameras, Consumer<List<CameraId>> besides) {
        List<CameraId> ids =
                cameras.stream().map(camera -> register(camera.serial())).toList();
        Duration later = Duration.between(UNTIL, clock.instant().truncatedTo(ChronoUnit.HOURS));
        transactions.executeWithoutResult(_ -> {
            for (int n = 0; n < ids.size(); n++) {
                VirtualReadings.store(jdbc, ids.get(n).value(), cameras.get(n), later);
            }
            besides.accept(ids);
        });
        return ids;
    }

    private JsonNode asked(Role role, CameraId id, String query) {
        return Optional.ofNullable(people.api(role)
                        .get()
                        .uri("/api/cameras/" + id + "/endurance" + query)
                        .retrieve()
                        .toEntity(JsonNode.class)
                        .getBody())
                .orElseThrow();
    }

    @Test
    void saysHowLongACameraLastsAndHowWellItWouldHaveDone() {
        List<VirtualCamera> cameras = virtual(4, 25, 31);
        List<CameraId> ids = said(cameras, _ -> {});
        estimates.catchUp();

        JsonNode said = asked(Role.FLEET_MANAGER, ids.getFirst(), "?hours=8");

        List<Double> truth = cameras.getFirst()
                .truth(said.path("temperature").path("celsius").asDouble())
                .shifts();
        double middle = truth.get(truth.size() / 2);
        assertThat(said.path("enough").asBoolean()).isTrue();
        assertThat(said.path("full").path("hours").asDouble()).isBetween(middle - 1, middle + 1);
        assertThat(said.path("full").path("low").asDouble()).isLessThan(middle);
        assertThat(said.path("full").path("high").asDouble()).isGreaterThan(middle);
        assertThat(said.path("states").findValuesAsString("state"))
                .containsExactly("PRESENT", "PRE_RECORD", "DISPLAY", "RECORDING");
        assertThat(said.path("held").path("shifts").asInt()).isGreaterThanOrEqualTo(6);
        assertThat(said.path("held").path("minutesOff").asInt()).isLessThan(60);
        assertThat(said.path("course").size()).isGreaterThan(10);
        assertThat(said.path("shift").path("hours").asDouble()).isEqualTo(8);
        assertThat(said.path("basis").path("cameras").asInt()).isEqualTo(4);
        assertThat(said.path("battery").path("history").size()).isGreaterThan(8);
    }

    @Test
    void expectsLessInTheCold() {
        CameraId id = said(virtual(1, 15, 32).getFirst());

        double mild = asked(Role.FLEET_MANAGER, id, "?temperature=22")
                .path("full")
                .path("hours")
                .asDouble();
        double cold = asked(Role.FLEET_MANAGER, id, "?temperature=0")
                .path("full")
                .path("hours")
                .asDouble();

        assertThat(cold).isLessThan(mild);
    }

    @Test
    void givesNoNumberOfACameraItHardlyKnows() {
        JsonNode nothing = asked(Role.FLEET_MANAGER, register("NEW"), "");

        assertThat(nothing.path("enough").asBoolean()).isFalse();
        assertThat(nothing.has("full")).isFalse();
        assertThat(nothing.path("basis").path("shifts").asInt()).isZero();
        assertThat(endurance
                        .forHandOut(register("NEW"), people.person(Role.WEARER).id())
                        .warning())
                .contains(Lasting.Warning.TOO_LITTLE_KNOWN);
    }

    @Test
    void takesInWhatCameLaterAndOutOfOrder() {
        VirtualCamera camera = virtual(1, 12, 33).getFirst();
        CameraId id = said(camera);
        List<Run> before = runsAfterCatchingUp(id);

        // The same camera's last day comes once more, as of a log that was sent again, and a moment that was missing.
        sql.sql("update camera_reading set battery_percent = battery_percent where camera = ?")
                .param(id.value())
                .update();
        Instant last = sql.sql("select max(at) from camera_reading where camera = ?")
                .param(id.value())
                .query(Timestamp.class)
                .single()
                .toInstant();
        sql.sql("insert into camera_reading (camera, at, battery_percent, charging) values (?, ?, 60, true)")
                .params(id.value(), Timestamp.from(last.plusSeconds(600)))
                .update();

        assertThat(runsAfterCatchingUp(id)).isEqualTo(before);
    }

    private List<Run> runsAfterCatchingUp(CameraId id) {
        asked(Role.FLEET_MANAGER, id, "");
        return estimates.runs(id);
    }

    @Test
    void takesStagesThatComeAfterTheirReadings() {
        CameraId id = said(virtual(1, 12, 38).getFirst());
        List<Run> whole = runsAfterCatchingUp(id);
        sql.sql("create table stages_kept as select * from camera_stage where camera = '" + id + "'")
                .update();
        sql.sql("delete from camera_stage where camera = ?").param(id.value()).update();
        sql.sql("delete from endurance_camera where camera = ?")
                .param(id.value())
                .update();
        List<Run> without = runsAfterCatchingUp(id);
        sql.sql("insert into camera_stage select * from stages_kept").update();
        sql.sql("drop table stages_kept").update();

        assertThat(without).isNotEqualTo(whole);
        assertThat(runsAfterCatchingUp(id)).isEqualTo(whole);
    }

    @Test
    void isNotLedAstrayByAClockFromTheFuture() {
        CameraId id = said(virtual(1, 12, 34).getFirst());
        sql.sql("insert into camera_reading (camera, at, battery_percent, charging) values (?, ?, 50, false)")
                .params(id.value(), Timestamp.from(clock.instant().plus(Duration.ofDays(20_000))))
                .update();

        JsonNode said = asked(Role.FLEET_MANAGER, id, "");

        assertThat(said.path("enough").asBoolean()).isTrue();
        assertThat(Instant.parse(said.path("now").path("at").asString()))
                .isBefore(clock.instant().plus(Duration.ofDays(2)));
    }

    @Test
    void listsTheFailingAndThoseThatWouldNotLast() {
        VirtualCamera worn = virtual(12, 30, 35).stream()
                .min(java.util.Comparator.comparingDouble(
                        camera -> camera.truth(20).shifts().get(30)))
                .orElseThrow();
        CameraId id = said(worn);
        double lasts = worn.truth(15).shifts().get(30);
        estimates.catchUp();

        // Where the house's own job was first to go through its readings, it says so a moment later.
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(listed("?hours=" + (lasts + 2))).contains(id.toString()));
        assertThat(listed("?hours=1")).doesNotContain(id.toString());
    }

    @Test
    void countsCamerasThatNeverSaidAnythingAmongThoseItHardlyKnows() {
        long before = counted();

        register("SILENT");

        assertThat(counted()).isEqualTo(before + 1);
    }

    /** Of the known and the unknown, for the house's own job may come to know one at any time. */
    private long counted() {
        JsonNode list = list("");
        return list.path("known").asLong() + list.path("unknown").asLong();
    }

    private List<String> listed(String query) {
        return list(query).path("items").findValuesAsString("id");
    }

    private JsonNode list(String query) {
        return Optional.ofNullable(people.api(Role.FLEET_MANAGER)
                        .get()
                        .uri("/api/endurance" + query)
                        .retrieve()
                        .toEntity(JsonNode.class)
                        .getBody())
                .orElseThrow();
    }

    @Test
    void warnsAtTheHandOutOfACameraThatMayNotLast() {
        VirtualCamera camera = virtual(1, 20, 36).getFirst();
        CameraId id = said(camera);
        Instant now = clock.instant();
        charge(id, now, 20);

        Endurance.Expectation low =
                endurance.forHandOut(id, people.person(Role.WEARER).id());
        charge(id, now.plusSeconds(60), 100);
        Endurance.Expectation full =
                endurance.forHandOut(id, people.person(Role.WEARER).id());

        assertThat(low.warning()).contains(Lasting.Warning.MAY_NOT_LAST);
        assertThat(full.expected().orElseThrow()).isGreaterThan(low.expected().orElseThrow());
        assertThat(full.low().orElseThrow()).isLessThan(full.high().orElseThrow());
    }

    private void charge(CameraId id, Instant at, double percent) {
        sql.sql("insert into camera_reading (camera, at, battery_percent, charging) values (?, ?, ?, true)")
                .params(id.value(), Timestamp.from(at), percent)
                .update();
    }

    @Test
    void judgesByTheShiftsOfWhoeverWillWearIt() {
        // The first records all the time, as nobody else.
        List<CameraId> ids = said(virtual(2, 20, 37), stored -> sql.sql(
                        "update camera_stage set stage = 'RECORDING' where camera = ? and stage = 'PRESENT'")
                .param(stored.getFirst().value())
                .update());
        CameraId busy = ids.get(0);
        CameraId id = ids.get(1);
        var person = people.another(Role.WEARER, "w" + UUID.randomUUID(), people.unit());
        sql.sql("""
                insert into hand_out (id, camera, person, mode, from_at) values (?, ?, ?, 'PERMANENT_ISSUE', ?)
                """)
                .params(
                        UUID.randomUUID(),
                        busy.value(),
                        person.id().value(),
                        Timestamp.from(clock.instant().minus(Duration.ofDays(60))))
                .update();
        charge(id, clock.instant(), 100);
        estimates.catchUp();

        Endurance.Expectation usual = endurance.forHandOut(
                id,
                people.another(Role.WEARER, "n" + UUID.randomUUID(), people.unit())
                        .id());
        Endurance.Expectation theirs = endurance.forHandOut(id, person.id());

        assertThat(theirs.expected().orElseThrow()).isLessThan(usual.expected().orElseThrow());
    }

    @Test
    void showsWearersTheirOwnCameraAndNoList() {
        CameraId own = register("OWN");
        CameraId other = fleet.register(Caller.job("test"), NewCamera.of("X" + UUID.randomUUID()));

        assertThat(asked(Role.WEARER, own, "").path("id").asString()).isEqualTo(own.toString());
        assertThat(asked(Role.WEARER, other, "").path("status").asInt()).isEqualTo(404);
        assertThat(people.api(Role.WEARER)
                        .get()
                        .uri("/api/endurance")
                        .retrieve()
                        .toEntity(JsonNode.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }
}
