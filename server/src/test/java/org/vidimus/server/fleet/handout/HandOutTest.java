package org.vidimus.server.fleet.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.fleet.handout.DockRoom.Docked;
import tools.jackson.databind.JsonNode;

@ServerTest
// A house of its own: which camera is the best of all depends on what else stands in its docks.
@TestPropertySource(properties = "vidimus.test=hand-outs")
class HandOutTest {
    @Autowired
    DockRoom rooms;

    @Autowired
    TestPeople people;

    @Autowired
    Returns returns;

    @Autowired
    JdbcClient sql;

    private DockRoom.Room room;
    private Person anna;
    private Person bert;

    @BeforeEach
    void furnish() {
        room = rooms.room();
        anna = room.person();
        bert = room.person();
    }

    @Test
    void givesTheCameraThatHasRestedLongestOfThoseThatAreCharged() {
        room.ready("1", 40);
        Docked lately = room.ready("2", 100);
        Docked longAgo = room.ready("3", 90);
        room.had(bert, lately, hoursAgo(5), hoursAgo(1));
        room.had(bert, longAgo, hoursAgo(50), hoursAgo(40));

        JsonNode first = given(room.give(anna, ""));
        JsonNode second = given(room.give(bert, ""));

        assertThat(first.path("camera").path("serial").asString()).isEqualTo(longAgo.serial());
        assertThat(first.path("slot").asString()).isEqualTo("3");
        assertThat(second.path("camera").path("serial").asString()).isEqualTo(lately.serial());
        assertRefused(room.give(room.person(), ""), "no-camera-ready");
    }

    @Test
    void givesAPersonOneCameraAtATime() {
        Docked one = room.ready("1", 100);
        Docked two = room.ready("2", 100);
        given(room.give(anna, one));

        assertRefused(room.give(anna, two), "person-has-camera");

        JsonNode exception = given(
                room.give(anna, "\"camera\":\"" + two.id() + "\",\"exception\":\"the first one is for evidence\""));
        assertThat(exception.path("id").asString()).isNotBlank();
        assertThat(entries(two, "camera.hand-out-exception"))
                .anyMatch(entry -> entry.contains("\npurpose the first one is for evidence\n"));
    }

    @Test
    void givesACameraToOneOfManyWhoWantItAtOnce() throws Exception {
        Docked camera = room.ready("1", 100);
        List<Person> crowd = IntStream.range(0, 6).mapToObj(_ -> room.person()).toList();

        List<HttpStatusCode> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HttpStatusCode>> tries = crowd.stream()
                    .map(person -> (Callable<HttpStatusCode>)
                            () -> room.give(person, camera).getStatusCode())
                    .toList();
            answers = threads.invokeAll(tries).stream().map(HandOutTest::get).toList();
        }

        assertThat(answers.stream().filter(status -> status.value() == 201)).hasSize(1);
        assertThat(answers.stream().filter(status -> status.value() == 409)).hasSize(5);
    }

    @Test
    void givesSomebodyOneCameraHoweverOftenTheyAskAtOnce() throws Exception {
        IntStream.range(0, 6).forEach(n -> room.ready("s" + n, 100));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, 6)
                    .mapToObj(_ ->
                            (Callable<HttpStatusCode>) () -> room.give(anna, "").getStatusCode())
                    .toList());
        }

        assertThat(sql.sql("select count(*) from hand_out where person = ? and until_at is null")
                        .param(anna.id().value())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void refusesACameraWithFootageStillOnIt() {
        Docked camera = room.ready("1", 100);
        room.report(camera, onIt("a"));
        assertThat(lacks(camera)).containsExactly("NOT_OFFLOADED");

        assertRefused(room.give(anna, camera), "camera-not-ready");
        ResponseEntity<JsonNode> exception =
                room.give(anna, "\"camera\":\"" + camera.id() + "\",\"exception\":\"urgent\"");

        assertRefused(exception, "camera-not-ready");
        assertThat(Objects.requireNonNull(exception.getBody()).path("detail").asString())
                .contains("footage on it has not arrived");
    }

    /** What its dock cannot list or read is in no recording of the report, and on the camera all the same. */
    @Test
    void refusesACameraOnWhichItsDockCouldNotListEverything() {
        Docked camera = room.ready("1", 100);
        room.report(
                camera,
                "{\"dock\":\"" + room.dockName + "\",\"batteryPercent\":100,\"problems\":[{\"code\":\"empty-file\","
                        + "\"file\":\"DCIM/100MEDIA/MOV_0002.MP4\",\"message\":\"0 bytes\"}]}");

        assertThat(lacks(camera)).containsExactly("NOT_OFFLOADED");
        assertRefused(room.give(anna, camera), "camera-not-ready");
        assertRefused(room.give(anna, ""), "no-camera-ready");

        room.report(
                camera,
                "{\"dock\":\"" + room.dockName + "\",\"batteryPercent\":100,\"problems\":[{\"code\":\"other-file\","
                        + "\"file\":\"notes.docx\",\"message\":\"no footage\"}]}");
        assertThat(lacks(camera)).isEmpty();
    }

    @Test
    void saysHowFarFootageHasCome() {
        Docked camera = room.ready("1", 100);
        room.upload(camera, "a", hoursAgo(1), Duration.ZERO);
        room.report(camera, onIt("a"));
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(lacks(camera))
                .containsExactly("NOT_ERASED"));

        sql.sql("update upload set erased_at = now() where camera = ?")
                .param(camera.serial())
                .update();

        assertThat(lacks(camera)).isEmpty();
    }

    @Test
    void refusesWhatIsNotReadyUnlessAnExceptionIsMade() {
        Docked uncharged = room.ready("1", 30);
        Docked wrongClock = room.ready("2", 100);
        room.report(wrongClock, "{\"dock\":\"" + room.dockName + "\",\"clockOffsetMs\":-90000}");
        Docked never = room.camera();

        assertThat(lacks(uncharged)).containsExactly("NOT_CHARGED");
        assertThat(lacks(wrongClock)).containsExactly("CLOCK_OFF");
        assertThat(lacks(never)).containsExactly("NEVER_REPORTED");
        assertRefused(room.give(anna, uncharged), "camera-not-ready");
        assertRefused(room.give(anna, wrongClock), "camera-not-ready");
        assertRefused(room.give(anna, never), "camera-not-ready");
        given(room.give(anna, "\"camera\":\"" + uncharged.id() + "\",\"exception\":\"a short errand\""));
    }

    @Test
    void refusesACameraThatIsOutOfServiceOutOrKeptForSomebodyElse() {
        Docked broken = room.ready("1", 100);
        change(broken, "\"standing\":\"IN_REPAIR\"");
        Docked kept = room.ready("2", 100);
        change(kept, "\"wearer\":\"" + bert.id() + "\"");
        Docked out = room.ready("3", 100);
        given(room.give(room.person(), out));

        assertRefused(room.give(anna, broken), "camera-not-in-service");
        assertRefused(room.give(anna, kept), "camera-allocated");
        assertRefused(room.give(anna, out), "camera-out");
        assertRefused(room.give(anna, ""), "no-camera-ready");
        assertThat(given(room.give(bert, "")).path("camera").path("serial").asString())
                .isEqualTo(kept.serial());
    }

    @Test
    void endsASingleIssueAtTheReportOfACameraThatIsReady() {
        Docked camera = room.ready("1", 100);
        given(room.give(anna, camera));
        room.undock(camera);
        assertThat(room.shown(camera).path("place").asString()).isEqualTo("HANDED_OUT");

        room.dock(camera, "1", 100);
        returns.endDocked();
        assertThat(room.shown(camera).has("handOut"))
                .as("what is known of it is from before")
                .isTrue();
        room.report(camera, onIt("a"));
        assertThat(room.shown(camera).has("handOut")).as("footage is on it").isTrue();
        room.upload(camera, "a", Instant.now(), Duration.ZERO);
        room.report(camera, "{\"dock\":\"" + room.dockName + "\",\"batteryPercent\":100}");

        assertThat(room.shown(camera).has("handOut")).isFalse();
        assertThat(room.shown(camera).path("place").asString()).isEqualTo("IN_DOCK");
        assertThat(entries(camera, "camera.report"))
                .anyMatch(
                        entry -> entry.contains("\ndetail returned ") && entry.contains("subject person " + anna.id()));
    }

    @Test
    void givesNobodyACameraThatWasAwayBeforeItsDockHasLookedAtIt() {
        Docked camera = room.ready("1", 100);
        room.undock(camera);
        // Whoever had it took it without a word, and puts it back full of footage.
        room.dock(camera, "1", 100);

        assertThat(lacks(camera)).containsExactly("NOT_LOOKED_AT");
        assertRefused(room.give(anna, camera), "camera-not-ready");
        assertRefused(room.give(anna, ""), "no-camera-ready");

        room.report(camera, "{\"dock\":\"" + room.dockName + "\",\"batteryPercent\":100}");
        assertThat(lacks(camera)).isEmpty();
        given(room.give(anna, camera));
    }

    @Test
    void givesNobodyACameraThatStandsNowhereUntilADockHasLookedAtIt() {
        Docked camera = room.ready("1", 100);
        given(room.give(anna, "\"camera\":\"" + camera.id() + "\",\"mode\":\"PERMANENT_ISSUE\""));
        room.undock(camera);
        assertThat(takeBack(handOut(camera), "moves on").getStatusCode().value())
                .isEqualTo(204);

        assertThat(lacks(camera)).containsExactly("NOT_LOOKED_AT");
        ResponseEntity<JsonNode> refused =
                room.give(bert, "\"camera\":\"" + camera.id() + "\",\"exception\":\"urgent\"");
        assertRefused(refused, "camera-not-ready");
        assertThat(Objects.requireNonNull(refused.getBody()).path("detail").asString())
                .contains("put it into a dock first");
    }

    @Test
    void goesByReportsAloneWhereDocksTellNoSlots() {
        Docked camera = room.camera();
        String report = "{\"dock\":\"tells no slots\",\"batteryPercent\":100}";
        room.report(camera, report);
        assertThat(lacks(camera)).isEmpty();
        given(room.give(anna, camera));
        assertThat(lacks(camera)).containsExactly("NOT_LOOKED_AT");

        room.report(camera, report);
        assertThat(room.shown(camera).has("handOut")).as("it is back").isFalse();
        assertThat(lacks(camera)).isEmpty();

        given(room.give(bert, camera));
        takeBack(handOut(camera), "moves on");
        assertThat(lacks(camera)).as("taken back without a look").containsExactly("NOT_LOOKED_AT");
        room.report(camera, report);
        assertThat(lacks(camera)).isEmpty();
    }

    @Test
    void keepsACameraThatItsDockCouldNotTakeAllOff() {
        Docked camera = room.ready("1", 100);
        given(room.give(anna, camera));
        room.undock(camera);
        room.dock(camera, "1", 100);
        room.slotSays(camera, "LEFT", "empty-file");

        room.report(
                camera,
                "{\"dock\":\"" + room.dockName + "\",\"batteryPercent\":100,"
                        + "\"problems\":[{\"file\":\"a.mp4\",\"code\":\"empty-file\"}]}");
        returns.endDocked();

        assertThat(lacks(camera)).containsExactly("NOT_OFFLOADED");
        assertThat(room.shown(camera).has("handOut")).isTrue();
        takeBack(handOut(camera), "moves on");
        assertRefused(room.give(bert, camera), "camera-not-ready");
    }

    @Test
    void believesADockThatIsThroughOnlyWhileItIsHeard() {
        Docked camera = room.ready("1", 100);
        room.undock(camera);
        room.dock(camera, "1", 100);
        room.slotSays(camera, "DONE", null);
        assertThat(lacks(camera)).isEmpty();

        room.silent(camera, Duration.ofMinutes(3));

        assertThat(lacks(camera)).containsExactly("NOT_LOOKED_AT");
        assertRefused(room.give(anna, ""), "no-camera-ready");
    }

    @Test
    void endsAHandOutWhoseCameraCameBackWhileItsDockWasSilent() {
        Docked camera = room.camera();
        slots(camera);
        room.report(camera, "{\"dock\":\"" + room.dockName + "\",\"batteryPercent\":100}");
        given(room.give(anna, camera));
        slots(camera);
        returns.endDocked();
        assertThat(room.shown(camera).has("handOut")).as("it has not left").isTrue();

        room.silent(camera, Duration.ofHours(8));
        slots(camera);
        returns.endDocked();
        assertThat(lacks(camera)).containsExactly("NOT_LOOKED_AT");
        assertThat(room.shown(camera).has("handOut")).isTrue();
        room.report(camera, "{\"dock\":\"" + room.dockName + "\",\"batteryPercent\":100}");

        assertThat(room.shown(camera).has("handOut")).isFalse();
    }

    /** As its dock's agent says it over HTTP. */
    private void slots(Docked camera) {
        assertThat(DockRoom.post(
                                people.api(Role.DOCK),
                                "/api/docks/" + room.dockName + "/slots",
                                "{\"slots\":[{\"slot\":\"1\",\"phase\":\"FOUND\",\"batteryPercent\":100,\"serial\":\""
                                        + camera.serial() + "\"}]}")
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    private String handOut(Docked camera) {
        return room.shown(camera).path("handOut").path("id").asString();
    }

    @Test
    void endsItLaterWhenOnlyTheBatteryWasWanting() {
        Docked camera = room.ready("1", 100);
        given(room.give(anna, camera));
        room.undock(camera);
        room.dock(camera, "2", 20);
        room.report(camera, "{\"dock\":\"" + room.dockName + "\",\"batteryPercent\":20}");
        returns.endDocked();
        assertThat(lacks(camera)).containsExactly("NOT_CHARGED");
        assertThat(room.shown(camera).has("handOut")).isTrue();

        room.charged(camera, 95);
        returns.endDocked();

        assertThat(room.shown(camera).has("handOut")).isFalse();
        assertThat(entries(camera, "camera.return")).isNotEmpty();
    }

    @Test
    void keepsAHandOutWhoseCameraHasNotLeftItsSlotYet() {
        Docked camera = room.ready("1", 100);
        given(room.give(anna, camera));

        room.report(camera, "{\"dock\":\"" + room.dockName + "\"}");
        returns.endDocked();

        assertThat(room.shown(camera).path("handOut").path("person").path("id").asString())
                .isEqualTo(anna.id().toString());
    }

    @Test
    void keepsAPermanentIssueAtTheDock() {
        Docked camera = room.ready("1", 100);
        given(room.give(anna, "\"camera\":\"" + camera.id() + "\",\"mode\":\"PERMANENT_ISSUE\""));
        room.undock(camera);
        room.dock(camera, "1", 100);

        room.report(camera, "{\"dock\":\"" + room.dockName + "\",\"batteryPercent\":100}");
        returns.endDocked();

        String handOut = room.shown(camera).path("handOut").path("id").asString();
        assertThat(handOut).isNotBlank();
        assertThat(takeBack(handOut, "").getStatusCode().value()).isEqualTo(422);
        assertThat(takeBack(handOut, "moves to another station").getStatusCode().value())
                .isEqualTo(204);
        assertThat(room.shown(camera).has("handOut")).isFalse();
        assertThat(takeBack(handOut, "again").getStatusCode().value()).isEqualTo(409);
    }

    @Test
    void doesNotEndWhileFootageIsMissingByTheCamerasNumbering() {
        Docked camera = room.ready("1", 100);
        room.report(camera, "{\"dock\":\"" + room.dockName + "\",\"counters\":{\"recordings\":4}}");
        given(room.give(anna, camera));
        room.undock(camera);
        room.dock(camera, "1", 100);

        room.report(
                camera,
                "{\"dock\":\"" + room.dockName + "\",\"counters\":{\"recordings\":6},"
                        + "\"recordings\":[{\"recording\":\"x\",\"number\":5,\"parts\":[1]}]}");
        room.upload(camera, "x", Instant.now(), Duration.ZERO);
        room.report(camera, "{\"dock\":\"" + room.dockName + "\",\"counters\":{\"recordings\":6}}");

        assertThat(lacks(camera)).containsExactly("FOOTAGE_MISSING");
        assertThat(room.shown(camera).has("handOut")).isTrue();
    }

    @Test
    void holdsWhatIsLostBehindAnOldGapAgainstWhoeverHasItNow() {
        Docked camera = room.ready("1", 100);
        room.report(
                camera,
                "{\"dock\":\"" + room.dockName + "\",\"batteryPercent\":100,"
                        + "\"recordings\":[{\"recording\":\"x\",\"number\":4,\"parts\":[1]}]}");
        room.upload(camera, "x", Instant.now(), Duration.ZERO);
        room.report(camera, counted(4));
        given(room.give(anna, camera));
        room.undock(camera);
        room.dock(camera, "1", 100);
        room.report(camera, counted(7));
        assertThat(lacks(camera)).containsExactly("FOOTAGE_MISSING");
        takeBack(handOut(camera), "looked into it");
        given(room.give(bert, camera));
        room.undock(camera);
        room.dock(camera, "1", 100);

        room.report(camera, counted(12));

        assertThat(lacks(camera)).containsExactly("FOOTAGE_MISSING");
        assertThat(room.shown(camera).has("handOut")).isTrue();
        assertThat(gaps(camera)).containsExactly("5-7", "8-12");
        room.report(camera, counted(12));
        assertThat(gaps(camera)).as("told again").containsExactly("5-7", "8-12");
        assertThat(lacks(camera)).containsExactly("FOOTAGE_MISSING");
        takeBack(handOut(camera), "looked into it");
        assertThat(lacks(camera)).isEmpty();
    }

    private String counted(int recordings) {
        return "{\"dock\":\"" + room.dockName + "\",\"batteryPercent\":100,\"counters\":{\"recordings\":" + recordings
                + "}}";
    }

    private List<String> gaps(Docked camera) {
        return sql.sql(
                        "select number || '-' || number_to from camera_missing where camera = ? and found_at is null order by number")
                .param(camera.id().value())
                .query(String.class)
                .list();
    }

    @Test
    void letsASupervisorGiveWhatBelongsToTheirUnitAndNothingElse() {
        Docked ours = room.ready("1", 100);
        Docked theirs = rooms.room().ready("1", 100);
        Person supervisor = people.another(
                Role.SUPERVISOR, "s" + UUID.randomUUID().toString().substring(0, 8), room.unit);
        var api = people.api(people.token(supervisor));
        String wish = "{\"person\":\"" + anna.id() + "\",\"camera\":\"%s\"}";

        assertThat(DockRoom.post(api, "/api/hand-outs", wish.formatted(theirs.id()))
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(DockRoom.post(
                                api,
                                "/api/hand-outs",
                                "{\"person\":\"" + anna.id() + "\",\"camera\":\"" + ours.id()
                                        + "\",\"exception\":\"just so\"}")
                        .getStatusCode()
                        .value())
                .as("an exception is not theirs to make")
                .isEqualTo(403);
        assertThat(DockRoom.post(api, "/api/hand-outs", wish.formatted(ours.id()))
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
    }

    @Test
    void showsAWearerTheCameraTheyHaveAndNobodyElses() {
        Docked mine = room.ready("1", 100);
        room.ready("2", 100);
        given(room.give(anna, mine));

        JsonNode items = Objects.requireNonNull(people.api(people.token(anna))
                        .get()
                        .uri("/api/cameras")
                        .retrieve()
                        .body(JsonNode.class))
                .path("items");

        assertThat(items.findValuesAsString("serial")).containsExactly(mine.serial());
    }

    @Test
    void showsAWearerTheirOwnTimeWithACameraAndNobodyElses() {
        Docked camera = room.ready("1", 100);
        room.had(bert, camera, hoursAgo(30), hoursAgo(20));
        sql.sql("insert into camera_reading (camera, at, battery_percent) values (?, ?, 50)")
                .params(camera.id().value(), DockRoom.utc(hoursAgo(25)))
                .update();
        given(room.give(anna, camera));

        assertThat(life(anna, camera))
                .contains(anna.id().toString())
                .doesNotContain(bert.id().toString(), "REPORTED");
        assertThat(telemetry(anna, camera).path("readings")).isEmpty();
        Person boss = people.another(
                Role.SUPERVISOR, "b" + UUID.randomUUID().toString().substring(0, 8), room.unit);
        assertThat(life(boss, camera)).contains(anna.id().toString(), bert.id().toString(), "REPORTED");
        assertThat(telemetry(boss, camera).path("readings")).isNotEmpty();

        // Kept for them by the register, and had last by somebody else.
        takeBack(handOut(camera), "moves on");
        change(camera, "\"wearer\":\"" + bert.id() + "\"");
        assertThat(life(bert, camera))
                .contains(bert.id().toString())
                .doesNotContain("REPORTED", anna.id().toString());
        assertThat(telemetry(bert, camera).path("readings")).hasSize(1);
    }

    private String life(Person person, Docked camera) {
        return ask(person, "/api/cameras/" + camera.id() + "/history")
                .path("items")
                .toString();
    }

    private JsonNode telemetry(Person person, Docked camera) {
        return ask(person, "/api/cameras/" + camera.id() + "/telemetry");
    }

    private JsonNode ask(Person person, String path) {
        return Objects.requireNonNull(
                people.api(people.token(person)).get().uri(path).retrieve().body(JsonNode.class));
    }

    private static HttpStatusCode get(Future<HttpStatusCode> future) {
        try {
            return future.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private String onIt(String recording) {
        return "{\"dock\":\"" + room.dockName + "\",\"batteryPercent\":100,\"recordings\":[{\"recording\":\""
                + recording + "\",\"parts\":[1]}]}";
    }

    private List<String> lacks(Docked camera) {
        return room.shown(camera)
                .path("ready")
                .path("missing")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private ResponseEntity<JsonNode> takeBack(String handOut, String reason) {
        return DockRoom.post(
                people.api(Role.FLEET_MANAGER),
                "/api/hand-outs/" + handOut + "/end",
                "{\"reason\":\"" + reason + "\"}");
    }

    private void change(Docked camera, String what) {
        ResponseEntity<JsonNode> answer = people.api(Role.FLEET_MANAGER)
                .put()
                .uri("/api/cameras/" + camera.id())
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"unit\":\"" + room.unit.id() + "\"," + what + "}")
                .retrieve()
                .toEntity(JsonNode.class);
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(200);
    }

    private static JsonNode given(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(201);
        return Objects.requireNonNull(answer.getBody());
    }

    private static void assertRefused(ResponseEntity<JsonNode> answer, String code) {
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(409);
        assertThat(DockRoom.code(answer)).isEqualTo(code);
    }

    private List<String> entries(Docked camera, String action) {
        return sql.sql(
                        "select convert_from(payload, 'UTF8') from custody_entry where convert_from(payload, 'UTF8') like ?")
                .param("%\naction " + action + "\n%subject camera " + camera.id() + "%")
                .query(String.class)
                .list();
    }

    private static Instant hoursAgo(int hours) {
        return Instant.now().minusSeconds(hours * 3600L);
    }
}
