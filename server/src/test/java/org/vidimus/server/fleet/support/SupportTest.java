package org.vidimus.server.fleet.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
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
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.NewCamera;
import tools.jackson.databind.JsonNode;

/** Faults that people report, tickets, and the figures of both. */
@ServerTest
class SupportTest {
    @Autowired
    Fleet fleet;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    private final String serial = "CAM-" + UUID.randomUUID();

    private UUID camera(Person wearer) {
        return fleet.register(
                        Caller.job("test"),
                        NewCamera.of(serial).madeBy("Maker", "Model " + serial).wornBy(wearer.id()))
                .value();
    }

    private UUID poolCamera(String name) {
        return fleet.register(Caller.job("test"), NewCamera.of(name)).value();
    }

    private void handOut(UUID camera, Person to) {
        sql.sql("insert into hand_out (id, camera, person, mode, from_at) values (?, ?, ?, 'SINGLE_ISSUE', now())")
                .params(UUID.randomUUID(), camera, to.id().value())
                .update();
    }

    @Test
    void letsAWearerReportTheirOwnCameraAndNamesNobodyInTheList() {
        Person wearer = people.person(Role.WEARER);
        UUID camera = camera(wearer);

        assertThat(report(Role.WEARER, "{\"camera\":\"" + camera + "\",\"code\":\"LENS\",\"text\":\" cracked \"}")
                        .getStatusCode()
                        .value())
                .isEqualTo(201);

        JsonNode fault =
                list("/api/faults?camera=" + camera, Role.FLEET_MANAGER).path(0);
        assertThat(fault.path("code").asString()).isEqualTo("LENS");
        assertThat(fault.path("text").asString()).isEqualTo("cracked");
        assertThat(fault.path("source").asString()).isEqualTo("PERSON");
        assertThat(fault.toString())
                .doesNotContain(wearer.name())
                .doesNotContain(wearer.id().toString());
        assertThat(list("/api/faults?camera=" + camera, Role.WEARER)).hasSize(1);
        assertThat(list("/api/faults?camera=" + camera, Role.SUPERVISOR)).isEmpty();
        assertThat(ledger("%action fault.report%subject camera " + camera + "%"))
                .isNotEmpty();
    }

    @Test
    void letsAWearerReportTheCameraInTheirHandsWhosesoeverItIs() {
        Person wearer = people.person(Role.WEARER);
        UUID pool = poolCamera(serial);
        assertThat(report(Role.WEARER, "{\"serial\":\"" + serial + "\",\"code\":\"SOUND\"}")
                        .getStatusCode()
                        .value())
                .isEqualTo(404);

        handOut(pool, wearer);

        assertThat(report(Role.WEARER, "{\"serial\":\"" + serial + "\",\"code\":\"SOUND\"}")
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
        assertThat(list("/api/faults/cameras", Role.WEARER).findValuesAsString("serial"))
                .contains(serial);
        assertThat(ledger("%action fault.report%subject camera " + pool + "%")).isNotEmpty();
    }

    @Test
    void answersTheSameForACameraThatIsNotThereAndOneThatIsNotTheirs() {
        poolCamera(serial);
        ResponseEntity<JsonNode> hidden = report(Role.WEARER, "{\"serial\":\"" + serial + "\",\"code\":\"LENS\"}");
        ResponseEntity<JsonNode> none = report(Role.WEARER, "{\"serial\":\"no such\",\"code\":\"LENS\"}");

        assertThat(hidden.getStatusCode().value()).isEqualTo(404);
        assertThat(hidden.getBody()).isEqualTo(none.getBody());
    }

    @Test
    void refusesAFaultThatIsNoneOfTheList() {
        UUID camera = camera(people.person(Role.WEARER));
        for (String bad : List.of("\"code\":\"ON_FIRE\"", "\"code\":null", "\"code\":\"LENS\",\"text\":\"a\\u0000\"")) {
            ResponseEntity<JsonNode> answer = report(Role.WEARER, "{\"camera\":\"" + camera + "\"," + bad + "}");

            assertThat(answer.getStatusCode().value()).as(bad).isEqualTo(422);
            assertThat(body(answer).path("code").asString()).as(bad).isEqualTo("support-unfit");
        }
    }

    @Test
    void takesACameraOutOfServiceWhileItIsMendedAndBringsItBack() {
        UUID camera = camera(people.person(Role.WEARER));
        UUID spare = poolCamera("spare-" + serial);
        JsonNode ticket = open(camera);
        String id = ticket.path("id").asString();
        assertThat(standing(camera)).isEqualTo("IN_SERVICE");

        change(id, "{\"state\":\"AT_SUPPLIER\",\"supplierReference\":\"RMA 17\",\"spare\":\"" + spare + "\"}");
        assertThat(standing(camera)).isEqualTo("IN_REPAIR");
        change(id, "{\"state\":\"WAITING_FOR_PARTS\",\"parts\":\"clip\"}");
        assertThat(standing(camera)).isEqualTo("IN_REPAIR");
        JsonNode mended = body(change(id, "{\"state\":\"MENDED\",\"text\":\"new clip\"}"));

        assertThat(standing(camera)).isEqualTo("IN_SERVICE");
        assertThat(mended.path("supplierReference").asString()).isEqualTo("RMA 17");
        assertThat(mended.path("spare").path("serial").asString()).isEqualTo("spare-" + serial);
        assertThat(mended.path("entries")).hasSize(4);
        assertThat(mended.path("entries").path(2).path("parts").asString()).isEqualTo("clip");
        assertThat(change(id, "{\"text\":\"more\"}").getStatusCode().value()).isEqualTo(409);
        assertThat(ledger("%action ticket.change%detail standing IN_REPAIR%")).isNotEmpty();
        // The camera's own life tells it, with who it was.
        List<String> told = body(get("/api/cameras/" + camera + "/history", Role.FLEET_MANAGER))
                .path("items")
                .valueStream()
                .filter(event -> event.path("kind").asString().equals("CHANGED"))
                .map(event -> event.path("by").path("id").asString() + " " + event.path("changes"))
                .toList();
        String manager = people.person(Role.FLEET_MANAGER).id().toString();
        assertThat(told)
                .containsExactly(
                        manager + " [{\"field\":\"standing\",\"from\":\"IN_REPAIR\",\"to\":\"IN_SERVICE\"}]",
                        manager + " [{\"field\":\"standing\",\"from\":\"IN_SERVICE\",\"to\":\"IN_REPAIR\"}]");
    }

    @Test
    void leavesACameraThatSomebodyElseTookOutOfServiceWhereItIs() {
        UUID camera = camera(people.person(Role.WEARER));
        String ticket = open(camera).path("id").asString();
        sql.sql("update camera set standing = 'IN_REPAIR' where id = ?")
                .param(camera)
                .update();

        change(ticket, "{\"state\":\"MENDED\"}");

        assertThat(standing(camera)).isEqualTo("IN_REPAIR");
    }

    @Test
    void showsATicketOfADockToWhomItIsListed() {
        UUID dock = UUID.randomUUID();
        sql.sql("insert into dock (id, name, unit) values (?, ?, ?)")
                .params(dock, "Dock " + serial, people.unit().id().value())
                .update();
        String title = "Slot dead " + serial;
        String ticket = body(people.api(Role.FLEET_MANAGER)
                        .post()
                        .uri("/api/tickets")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body("{\"dock\":\"" + dock + "\",\"title\":\"" + title + "\"}")
                        .retrieve()
                        .toEntity(JsonNode.class))
                .path("id")
                .asString();
        Person elsewhere = people.another(Role.SUPERVISOR, "s" + UUID.randomUUID(), people.unit("Other " + serial));

        assertThat(list("/api/tickets", Role.SUPERVISOR).findValuesAsString("title"))
                .contains(title);
        ResponseEntity<JsonNode> shown = get("/api/tickets/" + ticket, Role.SUPERVISOR);
        assertThat(shown.getStatusCode().value()).isEqualTo(200);
        assertThat(body(shown).path("title").asString()).isEqualTo(title);
        assertThat(people.api(people.token(elsewhere))
                        .get()
                        .uri("/api/tickets/" + ticket)
                        .retrieve()
                        .toEntity(JsonNode.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    @Test
    void listsAllFaultsOfOneInstantOnOnePage() {
        UUID camera = camera(people.person(Role.WEARER));
        for (String code : List.of("A", "B", "C")) {
            sql.sql(
                            "insert into camera_fault (camera, at, code, source) values (?, '2026-03-01 10:00+00', ?, 'CAMERA')")
                    .params(camera, code)
                    .update();
        }
        sql.sql("insert into camera_fault (camera, at, code, source) values (?, '2026-03-01 09:00+00', 'D', 'CAMERA')")
                .param(camera)
                .update();

        JsonNode first = list("/api/faults?limit=2&camera=" + camera, Role.FLEET_MANAGER);
        JsonNode second =
                list("/api/faults?limit=2&camera=" + camera + "&before=2026-03-01T10:00:00Z", Role.FLEET_MANAGER);

        assertThat(first.findValuesAsString("code")).containsExactly("A", "B", "C");
        assertThat(second.findValuesAsString("code")).containsExactly("D");
    }

    @Test
    void keepsACameraInRepairWhileAnotherTicketMendsIt() {
        UUID camera = camera(people.person(Role.WEARER));
        String first = open(camera).path("id").asString();
        String second = open(camera).path("id").asString();
        change(first, "{\"state\":\"AT_SUPPLIER\"}");
        change(second, "{\"state\":\"WAITING_FOR_PARTS\"}");

        change(first, "{\"state\":\"MENDED\"}");
        assertThat(standing(camera)).isEqualTo("IN_REPAIR");
        change(second, "{\"state\":\"MENDED\"}");

        assertThat(standing(camera)).isEqualTo("IN_SERVICE");
    }

    @Test
    void doesNotSendACameraAwayThatSomebodyHas() {
        UUID camera = camera(people.person(Role.WEARER));
        handOut(camera, people.person(Role.WEARER));
        String ticket = open(camera).path("id").asString();

        ResponseEntity<JsonNode> answer = change(ticket, "{\"state\":\"AT_SUPPLIER\",\"text\":\"off\"}");

        assertThat(answer.getStatusCode().value()).isEqualTo(409);
        assertThat(body(answer).path("code").asString()).isEqualTo("camera-is-out");
        assertThat(standing(camera)).isEqualTo("IN_SERVICE");
        assertThat(body(get("/api/tickets/" + ticket, Role.FLEET_MANAGER)).path("entries"))
                .hasSize(1);
    }

    @Test
    void retiresACameraThatIsWrittenOff() {
        UUID camera = camera(people.person(Role.WEARER));
        String ticket = open(camera).path("id").asString();

        change(ticket, "{\"state\":\"WRITTEN_OFF\"}");

        assertThat(standing(camera)).isEqualTo("RETIRED");
    }

    /** A single issue so many days ago. */
    private void handOut(UUID camera, int day, int hours) {
        sql.sql(
                        "insert into hand_out (id, camera, person, mode, from_at, until_at) values (?, ?, ?, 'SINGLE_ISSUE',"
                                + " now() - make_interval(days => ?), now() - make_interval(days => ?) + make_interval(hours => ?))")
                .params(
                        UUID.randomUUID(),
                        camera,
                        people.person(Role.WEARER).id().value(),
                        day,
                        day,
                        hours)
                .update();
    }

    @Test
    void givesFiguresForTheSupplierWithTheirInterval() {
        UUID camera = camera(people.person(Role.WEARER));
        for (int day = 1; day <= 20; day++) {
            handOut(camera, day, 0);
        }
        // Fifty lines of one day are one fault; an older one is not of this period.
        for (int line = 0; line < 50; line++) {
            fault(
                    camera,
                    "date_trunc('day', now()) - interval '3 days' + interval '12 hours " + line + " milliseconds'");
        }
        fault(camera, "now() - interval '5 days'");
        fault(camera, "now() - interval '400 days'");
        String ticket = open(camera).path("id").asString();
        sql.sql("update ticket set opened_at = now() - interval '4 days' where id = ?::uuid")
                .param(ticket)
                .update();
        change(ticket, "{\"state\":\"MENDED\"}");

        JsonNode line = figures("MODEL", "Model " + serial);

        assertThat(line.path("shifts").asInt()).isEqualTo(20);
        assertThat(line.path("faults").asInt()).isEqualTo(2);
        assertThat(line.path("per100").asDouble()).isEqualTo(10);
        assertThat(line.path("low").asDouble()).isBetween(1.20, 1.22);
        assertThat(line.path("high").asDouble()).isBetween(36.0, 36.2);
        assertThat(line.path("repairDays").asDouble()).isBetween(3.9, 4.1);
        assertThat(get("/api/fleet/figures", Role.SUPERVISOR).getStatusCode().value())
                .isEqualTo(403);
    }

    @Test
    void countsTheShiftsOfACamerasOwnLogWhereItHasOne() {
        UUID camera = fleet.register(Caller.job("test"), NewCamera.of(serial).madeBy("Maker", "Model " + serial))
                .value();
        // Worn on thirty days, and docked once a month; before its log begins it was handed out twice.
        for (int day = 1; day <= 30; day++) {
            sql.sql(
                            "insert into endurance_run (camera, from_at, until_at, pieces) values (?, now() - make_interval(days => ?),"
                                    + " now() - make_interval(days => ?) + interval '8 hours', '{}')")
                    .params(camera, day, day)
                    .update();
        }
        for (int day : List.of(10, 50, 60)) {
            handOut(camera, day, 8);
        }

        assertThat(figures("MODEL", "Model " + serial).path("shifts").asInt()).isEqualTo(32);
    }

    @Test
    void countsWhatDocksSaidOfTheirSlots() {
        fleet.register(Caller.job("test"), NewCamera.of(serial).madeBy("Maker", "Model " + serial));
        ResponseEntity<JsonNode> answer = people.api(Role.DOCK)
                .post()
                .uri("/api/cameras/" + serial + "/reports")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"dock\":\"Dock " + serial + "\",\"slot\":\"7\",\"problems\":[{\"code\":\"camera-gone\"}]}")
                .retrieve()
                .toEntity(JsonNode.class);

        assertThat(answer.getStatusCode().value()).isEqualTo(201);
        JsonNode dock = figures("DOCK", "Dock " + serial);
        assertThat(dock.path("visits").asInt()).isEqualTo(1);
        assertThat(dock.path("failedVisits").asInt()).isEqualTo(1);
    }

    @Test
    void countsACameraOfADockOnceInHoweverManySlotsItStood() {
        UUID camera = UUID.randomUUID();
        var slots = List.of("1", "2", "3").stream()
                .map(slot -> new Experience.Visits(Optional.empty(), "Dock", slot, camera, 2, 1))
                .toList();

        Figures.Line line = Figures.lines(new Experience(List.of(), slots), Map.of()).stream()
                .filter(one -> one.by() == Figures.By.DOCK)
                .findFirst()
                .orElseThrow();

        assertThat(line.cameras()).isEqualTo(1);
        assertThat(line.visits()).isEqualTo(6);
    }

    private JsonNode figures(String by, String label) {
        for (JsonNode each :
                body(get("/api/fleet/figures?days=90", Role.FLEET_MANAGER)).path("lines")) {
            if (each.path("label").asString().endsWith(label)
                    && each.path("by").asString().equals(by)) {
                return each;
            }
        }
        throw new AssertionError("there are no figures of " + label);
    }

    @Test
    void writesTheFiguresAsATableInWhichNothingIsCalculatedAndOnPaper() {
        fleet.register(Caller.job("test"), NewCamera.of(serial).madeBy("=HYPERLINK(\"x\")", "M" + serial));

        ResponseEntity<byte[]> csv = people.api(Role.FLEET_MANAGER)
                .get()
                .uri("/api/fleet/figures.csv")
                .retrieve()
                .toEntity(byte[].class);
        ResponseEntity<byte[]> pdf = people.api(Role.FLEET_MANAGER)
                .get()
                .uri("/api/fleet/figures.pdf")
                .retrieve()
                .toEntity(byte[].class);

        String text = new String(Objects.requireNonNull(csv.getBody()), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text).startsWith("by,label,cameras,shifts").contains("model,\"'=HYPERLINK(\"\"x\"\") M" + serial);
        assertThat(new String(Objects.requireNonNull(pdf.getBody()), java.nio.charset.StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
        assertThat(String.valueOf(pdf.getHeaders().getFirst("Content-Disposition")))
                .contains("fleet-figures-");
    }

    private void fault(UUID camera, String at) {
        sql.sql("insert into camera_fault (camera, at, code, source) values (?, " + at + ", 'BUTTON_STUCK', 'CAMERA')")
                .param(camera)
                .update();
    }

    private JsonNode open(UUID camera) {
        ResponseEntity<JsonNode> answer = people.api(Role.FLEET_MANAGER)
                .post()
                .uri("/api/tickets")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"camera\":\"" + camera + "\",\"title\":\"Clip broken\"}")
                .retrieve()
                .toEntity(JsonNode.class);
        assertThat(answer.getStatusCode().value()).isEqualTo(201);
        return body(answer);
    }

    private ResponseEntity<JsonNode> change(String ticket, String body) {
        return people.api(Role.FLEET_MANAGER)
                .put()
                .uri("/api/tickets/" + ticket)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private ResponseEntity<JsonNode> report(Role role, String body) {
        return people.api(role)
                .post()
                .uri("/api/faults")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private JsonNode list(String path, Role role) {
        return body(get(path, role)).path("items");
    }

    private ResponseEntity<JsonNode> get(String path, Role role) {
        return people.api(role).get().uri(path).retrieve().toEntity(JsonNode.class);
    }

    private String standing(UUID camera) {
        return sql.sql("select standing from camera where id = ?")
                .param(camera)
                .query(String.class)
                .single();
    }

    private List<String> ledger(String like) {
        return sql.sql(
                        "select convert_from(payload, 'UTF8') from custody_entry where convert_from(payload, 'UTF8') like ?")
                .param(like)
                .query(String.class)
                .list();
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody());
    }
}
