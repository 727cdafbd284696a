package org.vidimus.server.fleet.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.vidimus.cameras.Physics;
import org.vidimus.cameras.VirtualCamera;
import org.vidimus.cameras.VirtualFleet;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.custody.Does;
import org.vidimus.server.fleet.endurance.Endurance;
import org.vidimus.server.fleet.endurance.VirtualReadings;
import org.vidimus.server.fleet.handout.DockRoom.Docked;
import tools.jackson.databind.JsonNode;

/** The screen in the dock room, over HTTP as its device asks. */
@ServerTest
@TestPropertySource(properties = "vidimus.test=kiosk")
class KioskTest {
    /** What is open to anyone who knocks, and what the kiosk is for. */
    private static final Set<Action> OPEN = Set.of(
            Action.HOUSE_SET_UP,
            Action.SESSION_START,
            Action.SESSION_END,
            Action.OPENID_OFFER,
            Action.SIGN_IN_OFFER,
            Action.PERSON_SET_UP,
            Action.LEDGER_CHECKPOINT,
            Action.LEDGER_TILE,
            Action.API_DESCRIBE,
            Action.HEALTH_SHOW,
            Action.DESK_OPEN,
            Action.ERROR_SHOW,
            Action.KIOSK_JOIN,
            Action.KIOSK_SHOW,
            Action.KIOSK_IDENTIFY,
            Action.KIOSK_TAKE,
            Action.FAULT_REPORT,
            Action.DOCK_LIST);

    @Autowired
    DockRoom rooms;

    @Autowired
    TestPeople people;

    @Autowired
    Returns returns;

    @Autowired
    Pins pins;

    @Autowired
    JdbcClient sql;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Endurance endurance;

    @Autowired
    Clock clock;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapped;

    private DockRoom.Room room;
    private Person anna;
    private String badge;
    private String kioskId;
    private RestClient kiosk;

    @BeforeEach
    void pair() {
        room = rooms.room();
        anna = room.person();
        badge = "04" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        JsonNode code =
                made(fleet(HttpMethod.POST, "/api/kiosks", "{\"name\":\"Room\",\"site\":\"" + room.site + "\"}"));
        kioskId = code.path("id").asString();
        kiosk = device(code.path("code").asString());
        made(fleet(HttpMethod.POST, "/api/people/" + anna.id() + "/badges", "{\"number\":\"" + badge + "\"}"));
    }

    private RestClient device(String code) {
        JsonNode paired = ok(DockRoom.post(people.visitor(), "/api/kiosk/pairing", "{\"code\":\"" + code + "\"}"));
        return people.api(paired.path("token").asString());
    }

    @Test
    void tellsWhoShowsTheirBadgeWhichCameraToTake() {
        Docked camera = room.ready("7", 96);

        JsonNode answer = ok(visit("{\"badge\":\"" + badge.toLowerCase(java.util.Locale.ROOT) + "\"}"));

        assertThat(answer.path("kind").asString()).isEqualTo("TAKE");
        assertThat(answer.path("camera").path("slot").asString()).isEqualTo("7");
        assertThat(answer.path("camera").path("number").asString()).isEqualTo(camera.serial());
        assertThat(answer.path("camera").path("batteryPercent").asInt()).isEqualTo(96);
        assertThat(answer.toString()).doesNotContain(anna.name());
        assertThat(sql.sql(
                                "select convert_from(payload, 'UTF8') from custody_entry where convert_from(payload, 'UTF8') like ?")
                        .param("%\naction kiosk.take\n%subject camera " + camera.id() + "%")
                        .query(String.class)
                        .list())
                .as("who took it from which kiosk is in the ledger")
                .anyMatch(entry -> entry.contains("\nactor token " + kioskId + " Room\n")
                        && entry.contains("\nsubject person " + anna.id() + "\n")
                        && entry.contains("\ndetail person " + anna.id() + "\n"));
    }

    @Test
    void warnsWhoeverRecordsSoMuchThatItMayNotLastThem() {
        Docked busy = room.camera();
        Docked usual = room.ready("7", 100);
        wornFor20Days(busy, usual);
        Instant now = clock.instant();
        room.had(anna, busy, now.minus(Duration.ofDays(60)), now.minus(Duration.ofHours(1)));

        JsonNode camera = ok(visitByBadge()).path("camera");

        assertThat(camera.path("number").asString()).isEqualTo(usual.serial());
        assertThat(camera.path("warning").asString()).isEqualTo("MAY_NOT_LAST");
        assertThat(camera.path("lastsMinutes").asLong()).isPositive();
    }

    @Test
    void warnsNobodyOfACameraThatLastsShiftsLikeTheirs() {
        Docked usual = room.ready("7", 100);
        wornFor20Days(room.camera(), usual);

        JsonNode camera = ok(visitByBadge()).path("camera");

        assertThat(camera.has("warning")).isFalse();
        assertThat(camera.path("lastsMinutes").asLong()).isPositive();
    }

    /** Of a model of their own; the first records all the time. */
    private void wornFor20Days(Docked busy, Docked usual) {
        Instant until = Instant.parse("2026-11-28T06:00:00Z");
        List<VirtualCamera> virtual = VirtualFleet.live(VirtualFleet.Plan.of(2, 20, 37, Physics.PLAIN, until));
        Duration later = Duration.between(until, clock.instant().truncatedTo(ChronoUnit.HOURS));
        // At once: the house's own job goes through readings as well, and must not learn from half of them.
        transactions.executeWithoutResult(_ -> {
            sql.sql("update camera set maker = 'Vidimus', model = ? where id in (?, ?)")
                    .params(room.dockName, busy.id().value(), usual.id().value())
                    .update();
            VirtualReadings.store(jdbc, busy.id().value(), virtual.get(0), later);
            VirtualReadings.store(jdbc, usual.id().value(), virtual.get(1), later);
            sql.sql("update camera_stage set stage = 'RECORDING' where camera = ? and stage = 'PRESENT'")
                    .param(busy.id().value())
                    .update();
        });
        endurance.forHandOut(busy.id(), anna.id());
    }

    @Test
    void warnsOfWhatItHardlyKnows() {
        room.ready("7", 100);

        assertThat(ok(visitByBadge()).path("camera").path("warning").asString()).isEqualTo("TOO_LITTLE_KNOWN");
    }

    @Test
    void tellsWhoHasOneWhichItIs() {
        Docked camera = room.ready("7", 96);
        ok(visitByBadge());
        room.undock(camera);

        JsonNode again = ok(visitByBadge());

        assertThat(again.path("kind").asString()).isEqualTo("HAVE");
        assertThat(again.path("camera").path("number").asString()).isEqualTo(camera.serial());
        assertThat(sql.sql("select count(*) from hand_out where person = ?")
                        .param(anna.id().value())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void givesAnotherForOneThatIsBackAndOnlyCharges() {
        Docked empty = room.ready("7", 100);
        ok(visitByBadge());
        room.undock(empty);
        room.dock(empty, "7", 5);
        room.report(empty, "{\"dock\":\"" + room.dockName + "\",\"batteryPercent\":5}");
        Docked full = room.ready("8", 100);

        JsonNode answer = ok(visitByBadge());

        assertThat(answer.path("kind").asString()).isEqualTo("TAKE");
        assertThat(answer.path("camera").path("number").asString()).isEqualTo(full.serial());
        assertThat(room.shown(empty).has("handOut")).isFalse();
    }

    @Test
    void givesNoOtherWhileFootageOfTheFirstIsNotSafe() {
        Docked camera = room.ready("7", 100);
        ok(visitByBadge());
        room.undock(camera);
        room.dock(camera, "7", 100);
        room.report(
                camera, "{\"dock\":\"" + room.dockName + "\",\"recordings\":[{\"recording\":\"a\",\"parts\":[1]}]}");
        room.ready("8", 100);

        JsonNode answer = ok(visitByBadge());

        assertThat(answer.path("kind").asString()).isEqualTo("HAVE");
        assertThat(answer.path("camera").path("missing").toString()).contains("NOT_OFFLOADED");
    }

    @Test
    void givesAnotherForOneThatIsNotThereAndSendsNobodyToThatOneAgain() {
        Docked absent = room.ready("7", 100);
        Docked other = room.ready("8", 90);
        assertThat(ok(visitByBadge()).path("replaceable").asBoolean()).isTrue();

        JsonNode answer = ok(another(absent));

        assertThat(answer.path("kind").asString()).isEqualTo("TAKE");
        assertThat(answer.path("camera").path("number").asString()).isEqualTo(other.serial());
        assertThat(room.shown(absent).has("handOut")).isFalse();
        assertThat(room.shown(absent).path("ready").path("missing").toString()).contains("NOT_FOUND");
        assertThat(entries("kiosk.take", absent))
                .as("who did not find which camera where is in the ledger")
                .anyMatch(entry -> entry.contains("\ndetail not-found " + absent.serial() + "\n")
                        && entry.contains("\ndetail slot 7\n")
                        && entry.contains("\nsubject person " + anna.id() + "\n"));
        Person bert = room.person();
        assertThat(code(room.give(bert, absent))).isEqualTo("camera-not-ready");
        assertThat(code(room.give(bert, ""))).isEqualTo("no-camera-ready");

        room.undock(absent);
        room.dock(absent, "3", 100);
        room.report(absent, "{\"dock\":\"" + room.dockName + "\",\"batteryPercent\":100}");

        assertThat(room.shown(absent).path("ready").path("ready").asBoolean())
                .as("a dock saw it come back, and looked at it")
                .isTrue();
    }

    @Test
    void givesAnotherOnlyToWhoeverWasSentToTheFirstJustNow() {
        Docked first = room.ready("7", 100);
        Docked second = room.ready("8", 90);
        assertThat(code(another(first))).as("nobody stands there").isEqualTo("visit-over");
        ok(visitByBadge());
        assertThat(code(another(second))).as("a camera that is not theirs").isEqualTo("visit-over");
        sql.sql("update kiosk set visited_at = visited_at - interval '4 minutes' where id = ?")
                .param(UUID.fromString(kioskId))
                .update();
        assertThat(code(another(first))).as("they have gone").isEqualTo("visit-over");
        ok(visitByBadge());
        sql.sql("update dock_slot set since = since - interval '1 hour' where camera = ?")
                .param(first.id().value())
                .update();
        sql.sql("update hand_out set from_at = from_at - interval '20 minutes' where camera = ?")
                .param(first.id().value())
                .update();
        assertThat(ok(visitByBadge()).path("replaceable").asBoolean()).isFalse();
        assertThat(code(another(first))).as("taken long ago").isEqualTo("visit-over");
        assertThat(room.shown(first).has("handOut")).isTrue();
    }

    @Test
    void sendsNobodyToASlotThatHasAProblem() {
        Docked stuck = room.ready("1", 100);
        Docked good = room.ready("2", 90);
        sql.sql("update dock_slot set problem = 'read-only' where camera = ?")
                .param(stuck.id().value())
                .update();

        assertThat(ok(visitByBadge()).path("camera").path("number").asString()).isEqualTo(good.serial());
    }

    @Test
    void sendsNobodyToADockThatIsSilentOrRetired() {
        Docked silent = room.ready("1", 100);
        room.silent(silent, Duration.ofMinutes(3));

        assertThat(ok(visitByBadge()).path("kind").asString()).isEqualTo("NONE_READY");
        JsonNode shown = ok(kiosk.get().uri("/api/kiosk").retrieve().toEntity(JsonNode.class));
        assertThat(shown.path("ready").asInt()).isZero();
        assertThat(shown.path("slots").toString()).contains("dock-silent");

        room.silent(silent, Duration.ZERO);
        sql.sql("update dock set retired_at = now() where id = ?")
                .param(room.dock)
                .update();
        assertThat(ok(visitByBadge()).path("kind").asString()).isEqualTo("NONE_READY");
        assertThat(ok(kiosk.get().uri("/api/kiosk").retrieve().toEntity(JsonNode.class))
                        .path("docked")
                        .asInt())
                .isZero();
    }

    @Test
    void namesInTheLedgerWhoToldAFaultThere() {
        Docked camera = room.ready("7", 100);
        String fault = "{\"camera\":\"" + camera.id() + "\",\"code\":\"LENS\"}";
        made(DockRoom.post(kiosk, "/api/faults", fault));
        assertThat(entries("fault.report", camera))
                .as("nobody had said who they are")
                .noneMatch(entry -> entry.contains("\nsubject person "));
        ok(visitByBadge());

        made(DockRoom.post(kiosk, "/api/faults", fault));

        assertThat(entries("fault.report", camera))
                .anyMatch(entry -> entry.contains("\nsubject person " + anna.id() + "\n"));
    }

    @Test
    void showsTheWallOfItsRoomByItsOwnKey() {
        Docked camera = room.ready("7", 100);

        JsonNode docks = ok(kiosk.get().uri("/api/docks").retrieve().toEntity(JsonNode.class));

        assertThat(docks.toString()).contains(room.dockName, camera.serial()).doesNotContain(anna.name());
        assertThat(ok(kiosk.get().uri("/api/kiosk").retrieve().toEntity(JsonNode.class))
                        .path("site")
                        .asString())
                .isEqualTo(room.site.toString());
    }

    private ResponseEntity<JsonNode> another(Docked camera) {
        return DockRoom.post(kiosk, "/api/kiosk/visits/another", "{\"camera\":\"" + camera.id() + "\"}");
    }

    private static String code(ResponseEntity<JsonNode> answer) {
        return DockRoom.code(answer);
    }

    private List<String> entries(String action, Docked camera) {
        return sql.sql(
                        "select convert_from(payload, 'UTF8') from custody_entry where convert_from(payload, 'UTF8') like ?")
                .param("%\naction " + action + "\n%\nsubject camera " + camera.id() + "\n%")
                .query(String.class)
                .list();
    }

    @Test
    void offersOnlyWhatStandsInItsPlace() {
        rooms.room().ready("1", 100);

        assertThat(ok(visitByBadge()).path("kind").asString()).isEqualTo("NONE_READY");
    }

    @Test
    void showsHowManyAreReadyAndWhichSlotsHaveProblems() {
        room.ready("1", 100);
        room.ready("2", 10);
        Docked stuck = room.ready("3", 100);
        sql.sql("update dock_slot set problem = 'camera-read-only' where camera = ?")
                .param(stuck.id().value())
                .update();

        JsonNode shown = ok(kiosk.get().uri("/api/kiosk").retrieve().toEntity(JsonNode.class));

        assertThat(shown.path("ready").asInt())
                .as("one whose slot has a problem is given to nobody")
                .isEqualTo(1);
        assertThat(shown.path("docked").asInt()).isEqualTo(3);
        assertThat(shown.path("slots").toString()).contains("\"slot\":\"3\"", "camera-read-only");
    }

    @Test
    void knowsPeopleByStaffNumberAndPin() {
        room.ready("1", 100);
        String number = staffNumber();
        String pin = made(fleet(HttpMethod.POST, "/api/people/" + anna.id() + "/pin", "{}"), 200)
                .path("pin")
                .asString();

        assertThat(ok(visit(number, pin)).path("kind").asString()).isEqualTo("TAKE");
    }

    @Test
    void answersEveryFailureAlike() {
        String number = staffNumber();
        fleet(HttpMethod.POST, "/api/people/" + anna.id() + "/pin", "{}");
        List<ResponseEntity<JsonNode>> failures = List.of(
                visit(number, "000001"),
                visit("no-such-" + number, "000001"),
                visit("{\"badge\":\"04FFFFFF99\"}"),
                visit("{}"));

        assertThat(failures).allSatisfy(failure -> {
            assertThat(failure.getStatusCode().value()).isEqualTo(403);
            assertThat(failure.getBody()).isEqualTo(failures.getFirst().getBody());
        });
    }

    @Test
    void makesGuessingSlowForNumbersThatExistAndThatDoNot() {
        for (String number : List.of(staffNumber(), "nobody-" + UUID.randomUUID())) {
            List<Integer> answers = new ArrayList<>();
            // Each delay is twice as long as the one before: some next try comes too early, however slow this machine
            // is.
            while (!answers.contains(429) && answers.size() < 12) {
                answers.add(visit(number, "000001").getStatusCode().value());
            }
            assertThat(answers).as(number).startsWith(403, 403, 403).endsWith(429);
        }
    }

    @Test
    void locksAPinAfterTenFailuresUntilAnotherIsChosen() {
        room.ready("1", 100);
        String number = staffNumber();
        String pin = made(fleet(HttpMethod.POST, "/api/people/" + anna.id() + "/pin", "{}"), 200)
                .path("pin")
                .asString();
        sql.sql("update kiosk_pin set failures = 10 where person = ?")
                .param(anna.id().value())
                .update();

        assertThat(visit(number, pin).getStatusCode().value()).isEqualTo(403);
        assertThat(made(fleet(HttpMethod.GET, "/api/people/" + anna.id() + "/kiosk", null), 200)
                        .path("pin")
                        .asString())
                .isEqualTo("OVER");
        assertThat(ok(visitByBadge()).path("kind").asString())
                .as("the badge still works")
                .isEqualTo("TAKE");
    }

    @Test
    void knowsNobodyWhoseAccountWasLockedByHand() {
        Docked camera = room.ready("1", 100);
        sql.sql(
                        "insert into sign_in_lock (person, failures, first_at, locked_at, locked_by) values (?, 0, now(), now(), ?)")
                .params(anna.id().value(), UUID.randomUUID())
                .update();

        assertThat(code(visitByBadge())).isEqualTo("not-identified");
        assertThat(code(room.give(anna, camera))).isEqualTo("person-locked");

        sql.sql("delete from sign_in_lock where person = ?")
                .param(anna.id().value())
                .update();
        assertThat(ok(visitByBadge()).path("kind").asString()).isEqualTo("TAKE");
    }

    @Test
    void keepsBadgesUnderAKeyThatIsNotInTheDatabase() {
        byte[] plain = org.vidimus.trust.Sha256.of(badge.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .bytes();

        assertThat(sql.sql("select hash from badge where person = ?")
                        .param(anna.id().value())
                        .query(byte[].class)
                        .single())
                .isNotEqualTo(plain);
        Person bert = room.person();
        assertThat(fleet(HttpMethod.POST, "/api/people/" + bert.id() + "/badges", "{\"number\":\"" + badge + "\"}")
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
    }

    @Test
    void takesItsCodeOnceAndEndsWhenItIsRevoked() {
        JsonNode code = made(fleet(HttpMethod.POST, "/api/kiosks", "{\"name\":\"Other\"}"));
        String text = "{\"code\":\"" + code.path("code").asString() + "\"}";
        RestClient other = people.api(ok(DockRoom.post(people.visitor(), "/api/kiosk/pairing", text))
                .path("token")
                .asString());

        assertThat(DockRoom.post(people.visitor(), "/api/kiosk/pairing", text)
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(other.get()
                        .uri("/api/kiosk")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(200);

        fleet(HttpMethod.DELETE, "/api/kiosks/" + code.path("id").asString(), null);

        assertThat(other.get()
                        .uri("/api/kiosk")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(401);
        assertThat(made(fleet(HttpMethod.GET, "/api/kiosks", null), 200)
                        .path("items")
                        .valueStream()
                        .filter(item -> item.path("id").equals(code.path("id"))))
                .allMatch(item -> item.has("revokedAt"));
    }

    @Test
    void opensNothingButWhatAKioskIsFor() {
        List<String> opened = new ArrayList<>();
        List<String> tried = new ArrayList<>();
        mapped.getHandlerMethods().forEach((info, method) -> {
            Does does = method.getMethodAnnotation(Does.class);
            if (does == null || List.of(does.value()).stream().anyMatch(OPEN::contains)) {
                return;
            }
            for (RequestMethod verb : info.getMethodsCondition().getMethods()) {
                for (String path : info.getPatternValues()) {
                    String filled = path.replace("/**", "/x")
                            .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
                    tried.add(verb + " " + path);
                    int status = kiosk.method(HttpMethod.valueOf(verb.name()))
                            .uri(java.net.URI.create(people.url() + filled))
                            .contentType(MediaType.APPLICATION_JSON)
                            .header("Tus-Resumable", "1.0.0")
                            .body("{}")
                            .retrieve()
                            .toBodilessEntity()
                            .getStatusCode()
                            .value();
                    if (status < 400 || status >= 500) {
                        opened.add(verb + " " + path + " answered " + status);
                    }
                }
            }
        });

        assertThat(opened).isEmpty();
        assertThat(tried).hasSizeGreaterThan(100);
    }

    @Test
    void letsNobodyChooseAPinThatIsTriedFirst() {
        for (String bad : List.of("123456", "000000", "987654", "12345", "abcdef", "1234567890123")) {
            assertThat(ownPin(bad)).as(bad).isEqualTo(422);
        }
    }

    private int ownPin(String pin) {
        try {
            // Without a screen nobody sets a PIN; what makes one unfit is the same wherever it comes from.
            pins.encoded(pin);
            return 204;
        } catch (org.vidimus.server.Refused refused) {
            return refused.problem().status();
        }
    }

    private String staffNumber() {
        String number = "S" + UUID.randomUUID().toString().substring(0, 8);
        sql.sql("update person set staff_number = ? where id = ?")
                .params(number, anna.id().value())
                .update();
        return number;
    }

    private ResponseEntity<JsonNode> visitByBadge() {
        return visit("{\"badge\":\"" + badge + "\"}");
    }

    private ResponseEntity<JsonNode> visit(String number, String pin) {
        return visit("{\"staffNumber\":\"" + number + "\",\"pin\":\"" + pin + "\"}");
    }

    private ResponseEntity<JsonNode> visit(String shown) {
        return DockRoom.post(kiosk, "/api/kiosk/visits", shown);
    }

    private ResponseEntity<JsonNode> fleet(HttpMethod method, String path, @Nullable String body) {
        var request = people.api(Role.FLEET_MANAGER).method(method).uri(path);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.retrieve().toEntity(JsonNode.class);
    }

    private static JsonNode made(ResponseEntity<JsonNode> answer) {
        return made(answer, 201);
    }

    private static JsonNode made(ResponseEntity<JsonNode> answer, int status) {
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(status);
        return Objects.requireNonNull(answer.getBody());
    }

    private static JsonNode ok(ResponseEntity<JsonNode> answer) {
        return made(answer, 200);
    }
}
