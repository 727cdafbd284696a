package org.vidimus.server.fleet.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.NewCamera;
import org.vidimus.server.notices.Channel;
import org.vidimus.server.notices.Notices;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alerts from their beginning to their end, and what leaves the house: real mail and real calls, on this machine. */
@ServerTest
class AlertsTest {
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry properties) {
        MAIL.start();
        properties.add("vidimus.notices.mail.host", () -> "127.0.0.1");
        properties.add("vidimus.notices.mail.port", () -> MAIL.getSmtp().getPort());
        properties.add("vidimus.notices.mail.security", () -> "NONE");
        properties.add("vidimus.notices.mail.from", () -> "vidimus@house.example");
        properties.add("vidimus.notices.first-pause", () -> "100ms");
        properties.add("vidimus.notices.tries", () -> "3");
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
    }

    @Autowired
    Fleet fleet;

    @Autowired
    Watch watch;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    @Autowired
    DataSource source;

    private final JsonMapper json = JsonMapper.shared();
    private final String serial = "CAM-" + UUID.randomUUID();

    private UUID camera(String name) {
        return fleet.register(Caller.job("test"), NewCamera.of(name).madeBy("Maker", "Model " + serial))
                .value();
    }

    private void report(String camera, String body) {
        ResponseEntity<JsonNode> answer = people.api(Role.DOCK)
                .post()
                .uri("/api/cameras/" + camera + "/reports")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
        assertThat(answer.getStatusCode().value()).isEqualTo(201);
    }

    @Test
    void raisesOneAlertUntilItsReasonIsGone() {
        camera(serial);
        report(serial, "{\"clockOffsetMs\":-90000,\"freeBytes\":1,\"totalBytes\":100}");

        watch.look();
        watch.look();

        List<JsonNode> open = alerts(serial, "");
        assertThat(open)
                .extracting(alert -> alert.path("kind").asString())
                .containsExactlyInAnyOrder("CLOCK_DRIFT", "CARD_FULL");
        report(serial, "{\"clockOffsetMs\":20,\"freeBytes\":1,\"totalBytes\":100}");
        watch.look();
        assertThat(alerts(serial, ""))
                .extracting(alert -> alert.path("kind").asString())
                .containsExactly("CARD_FULL");
        assertThat(alerts(serial, "?ended=true")).hasSize(2);
        // What comes and goes is one alert.
        report(serial, "{\"clockOffsetMs\":-90000,\"freeBytes\":1,\"totalBytes\":100}");
        watch.look();
        assertThat(alerts(serial, "?ended=true")).hasSize(2);
    }

    @Test
    void seesEachThingThatItIsFor() {
        UUID unseen = camera(serial + "-unseen");
        sql.sql("update camera set registered_at = now() - interval '8 days' where id = ?")
                .param(unseen)
                .update();
        UUID left = camera(serial + "-left");
        UUID out = camera(serial + "-out");
        sql.sql(
                        "insert into hand_out (id, camera, person, mode, from_at) values (?, ?, ?, 'SINGLE_ISSUE', now() - interval '30 hours')")
                .params(UUID.randomUUID(), out, people.person(Role.WEARER).id().value())
                .update();
        UUID weak = camera(serial + "-weak");
        sql.sql("insert into camera_reading (camera, at, battery_health_percent) values (?, now(), 61)")
                .param(weak)
                .update();
        UUID dock = UUID.randomUUID();
        sql.sql("insert into dock (id, name, seen_at) values (?, ?, now() - interval '11 minutes')")
                .params(dock, "Dock " + serial)
                .update();
        sql.sql(
                        "insert into dock_slot (dock, slot, camera, phase, files_left, came_at, since, seen_at) values (?, '1', ?, 'LEFT', 3,"
                                // Its dock was silent an hour ago.
                                + " now() - interval '25 hours', now() - interval '1 hour', now())")
                .params(dock, left)
                .update();
        for (int i = 0; i < 4; i++) {
            camera(serial + "-" + i);
            report(serial + "-" + i, "{\"firmware\":\"" + (i == 0 ? "1.9" : "1.10") + "\"}");
        }

        watch.look();

        assertThat(kinds(serial + "-unseen")).containsExactly("NOT_SEEN");
        assertThat(kinds(serial + "-left")).containsExactly("NOT_OFFLOADED");
        assertThat(kinds(serial + "-out")).containsExactly("NOT_OFFLOADED");
        assertThat(kinds(serial + "-weak")).containsExactly("BATTERY_FAILING");
        assertThat(kinds("Dock " + serial)).containsExactly("DOCK_SILENT");
        assertThat(kinds(serial + "-0")).containsExactly("FIRMWARE_BEHIND");
        assertThat(kinds(serial + "-1")).isEmpty();
        assertThat(AlertSources.room(9, 100, 10)).isPresent();
        assertThat(AlertSources.room(10, 100, 10)).isEmpty();
    }

    @Test
    void seesACameraThatDoesNotLastTheShiftOfItsUnit() {
        UUID unit = people.unit("Unit " + serial).id().value();
        UUID brief = camera(serial + "-brief");
        UUID lasting = camera(serial + "-lasting");
        UUID unknown = camera(serial + "-unknown");
        lasts(brief, unit, 5.5, 8.0);
        lasts(lasting, unit, 9.5, 8.25);
        sql.sql("update camera set unit = ? where id = ?").params(unit, unknown).update();

        watch.look();

        List<JsonNode> found = alerts(serial + "-brief", "");
        assertThat(found).singleElement().satisfies(alert -> {
            assertThat(alert.path("kind").asString()).isEqualTo("BATTERY_FAILING");
            assertThat(alert.path("facts").path("lastsMinutes").asInt()).isEqualTo(330);
            assertThat(alert.path("facts").path("shiftMinutes").asInt()).isBetween(480, 495);
        });
        assertThat(kinds(serial + "-lasting")).isEmpty();
        assertThat(kinds(serial + "-unknown")).isEmpty();
    }

    /** As the estimate left it. */
    private void lasts(UUID camera, UUID unit, double hours, double shift) {
        sql.sql("update camera set unit = ? where id = ?").params(unit, camera).update();
        sql.sql("insert into endurance_camera (camera, summary) values (?, ?::jsonb)")
                .params(
                        camera,
                        json.writeValueAsString(Map.of(
                                "shifts",
                                12,
                                "hours",
                                Collections.nCopies(19, hours),
                                "strength",
                                0.7,
                                "strengthLow",
                                0.6,
                                "strengthHigh",
                                0.8,
                                "signs",
                                List.of(),
                                "usualShift",
                                shift)))
                .update();
    }

    @Test
    void goesByTheRulesOfTheHouse() {
        camera(serial);
        report(serial, "{\"clockOffsetMs\":-90000}");
        try {
            assertThat(put("/api/alerts/rules/CLOCK_DRIFT", Role.FLEET_MANAGER, "{\"active\":true,\"threshold\":120}"))
                    .isEqualTo(204);
            watch.look();
            assertThat(kinds(serial)).isEmpty();
            assertThat(put("/api/alerts/rules/CLOCK_DRIFT", Role.FLEET_MANAGER, "{\"active\":true,\"threshold\":30}"))
                    .isEqualTo(204);
            watch.look();
            assertThat(kinds(serial)).containsExactly("CLOCK_DRIFT");
            put("/api/alerts/rules/CLOCK_DRIFT", Role.FLEET_MANAGER, "{\"active\":false,\"threshold\":30}");
            watch.look();
            assertThat(kinds(serial)).isEmpty();
            assertThat(put("/api/alerts/rules/CLOCK_DRIFT", Role.FLEET_MANAGER, "{\"threshold\":0}"))
                    .isEqualTo(422);
            assertThat(put("/api/alerts/rules/CLOCK_DRIFT", Role.SUPERVISOR, "{\"threshold\":60}"))
                    .isEqualTo(403);
        } finally {
            put("/api/alerts/rules/CLOCK_DRIFT", Role.FLEET_MANAGER, "{\"active\":true,\"threshold\":60}");
        }
    }

    @Test
    void isTakenInHandBySomebody() {
        camera(serial);
        report(serial, "{\"clockOffsetMs\":-90000}");
        watch.look();
        String alert = alerts(serial, "").getFirst().path("id").asString();

        assertThat(post("/api/alerts/" + alert + "/taken", Role.FLEET_MANAGER, "{}")
                        .getStatusCode()
                        .value())
                .isEqualTo(204);

        assertThat(alerts(serial, "").getFirst().path("takenBy").path("name").asString())
                .isEqualTo(people.person(Role.FLEET_MANAGER).name());
    }

    @Test
    void tellsOneMailOfAllThatIsNewAndNotTheSameAgain() throws Exception {
        String address = "fleet-" + UUID.randomUUID() + "@house.example";
        watch.look();
        String channel = channel("MAIL", address).path("channel").path("id").asString();
        unwatched(() -> {
            for (int i = 0; i < 3; i++) {
                camera(serial + "-" + i);
                report(serial + "-" + i, "{\"clockOffsetMs\":-90000}");
            }
        });

        watch.look();
        watch.look();

        assertThat(mailTo(address)).hasSize(1);
        String text = mailTo(address).getFirst();
        assertThat(text).contains(serial + "-0", serial + "-1", serial + "-2").contains("clock off by 1 min 30 s");
        // The pause is over, and nothing is new.
        over(channel);
        watch.look();
        assertThat(deliveries(channel)).hasSize(1);
        report(serial + "-1", "{\"clockOffsetMs\":0}");
        watch.look();
        endedLongAgo(serial + "-1");
        watch.look();
        assertThat(deliveries(channel)).hasSize(2);
        assertThat(ledger("%action alert.send%detail channel " + channel + "%")).isNotEmpty();
    }

    @Test
    void tellsThatAnAlertIsOverOnceItCannotComeBackAndTellsItAnewAfterThat() {
        watch.look();
        String channel = channel("MAIL", "goes-" + UUID.randomUUID() + "@house.example")
                .path("channel")
                .path("id")
                .asString();
        camera(serial);
        drifts(channel, -90_000);
        assertThat(about(channel)).as("begun").hasSize(1);

        // Gone and back within the hour: the same alert, of which the channel knows.
        drifts(channel, 0);
        drifts(channel, -90_000);
        drifts(channel, 0);
        assertThat(about(channel)).as("comes and goes").hasSize(1);
        endedLongAgo(serial);
        over(channel);
        watch.look();
        assertThat(about(channel)).as("over").hasSize(2);
        assertThat(about(channel).getLast()).contains("Over:\nClock off: 1\n- Camera " + serial);
        drifts(channel, -90_000);
        assertThat(about(channel)).as("back").hasSize(3);
        assertThat(about(channel).getLast()).contains("New:\nClock off: 1\n- Camera " + serial);
    }

    @Test
    void tellsOfAnAlertThatCameBackBeforeAnybodyHadHeardOfIt() {
        watch.look();
        String channel = channel("MAIL", "back-" + UUID.randomUUID() + "@house.example")
                .path("channel")
                .path("id")
                .asString();
        camera(serial);
        camera(serial + "-other");
        paused(channel);
        report(serial, "{\"clockOffsetMs\":-90000}");
        watch.look();
        report(serial, "{\"clockOffsetMs\":0}");
        watch.look();
        // Of something else the channel is told meanwhile.
        report(serial + "-other", "{\"clockOffsetMs\":-90000}");
        over(channel);
        watch.look();
        assertThat(about(channel)).singleElement().asString().doesNotContain(serial + ":");

        drifts(channel, -90_000);

        assertThat(about(channel)).hasSize(2);
        assertThat(about(channel).getLast()).contains("New:\nClock off: 1\n- Camera " + serial + ":");
    }

    /** The camera says so, and the channel may be told. */
    private void drifts(String channel, int offsetMs) {
        report(serial, "{\"clockOffsetMs\":" + offsetMs + "}");
        over(channel);
        watch.look();
    }

    private List<String> about(String channel) {
        return deliveries(channel).stream()
                .filter(body -> body.contains(serial))
                .toList();
    }

    private void endedLongAgo(String camera) {
        sql.sql("update alert set ended_at = ended_at - interval '61 minutes' where camera ="
                        + " (select id from camera where serial = ?)")
                .param(camera)
                .update();
    }

    private void paused(String channel) {
        sql.sql("update notice_channel set next_at = now() + interval '1 day' where id = ?::uuid")
                .param(channel)
                .update();
    }

    @Autowired
    Gate gate;

    @Autowired
    AlertTable table;

    @Autowired
    Notices notices;

    @Autowired
    ExperienceTable experience;

    @Autowired
    Tickets tickets;

    @Autowired
    Clock clock;

    @Test
    void leavesAnAlertAsItIsWhileNobodyCanLook() {
        camera(serial);
        report(serial, "{\"freeBytes\":1,\"totalBytes\":100}");
        watch.look();
        AlertSource blind = new AlertSource() {
            @Override
            public AlertKind kind() {
                return AlertKind.CARD_FULL;
            }

            @Override
            public Optional<List<Found>> look(int threshold, Instant now) {
                return Optional.empty();
            }
        };

        new Watch(gate, table, List.of(blind), notices, experience, tickets, clock).look();

        assertThat(kinds(serial)).containsExactly("CARD_FULL");
        assertThat(new AlertSources.VaultRoom(Path.of("/nowhere at all")).look(10, Instant.now()))
                .isEmpty();
        assertThat(new AlertSources.VaultRoom(Path.of("/")).look(0, Instant.now()))
                .hasValue(List.of());
    }

    @Test
    void showsTheWorstFirstHoweverManyThereAreOfAnother() throws Exception {
        Channel channel = new Channel(
                UUID.randomUUID(),
                Channel.Kind.MAIL,
                "a@house.example",
                "x",
                Channel.Rhythm.AT_ONCE,
                Channel.Language.EN,
                Instant.now().minus(Duration.ofDays(2)),
                Instant.now());
        unwatched(() -> {
            sql.sql("insert into alert (id, kind, key, facts, since) select gen_random_uuid(), 'FIRMWARE_BEHIND',"
                            + " ? || n, '{}', now() from generate_series(1, 1100) n")
                    .param(serial)
                    .update();
            sql.sql("insert into alert (id, kind, key, facts, since) values (?, 'VAULT_FULL', ?, '{\"percent\":9}',"
                            + " now() - interval '1 day')")
                    .params(UUID.randomUUID(), serial)
                    .update();

            JsonNode answer = body(get("/api/alerts", Role.FLEET_MANAGER));
            List<JsonNode> items = answer.path("items").valueStream().toList();
            List<AlertTable.Alert> untold = table.untold(channel);
            sql.sql("delete from alert where key like ?").param(serial + "%").update();

            assertThat(items.getFirst().path("kind").asString()).isEqualTo("VAULT_FULL");
            assertThat(items.stream()
                            .filter(item -> item.path("kind").asString().equals("FIRMWARE_BEHIND")))
                    .hasSize(200);
            assertThat(answer.path("open")
                            .valueStream()
                            .filter(kind -> kind.path("kind").asString().equals("FIRMWARE_BEHIND"))
                            .map(kind -> kind.path("alerts").asInt()))
                    .singleElement()
                    .satisfies(count -> assertThat(count).isGreaterThanOrEqualTo(1100));
            assertThat(untold.getFirst().kind()).isEqualTo(AlertKind.VAULT_FULL);
            assertThat(untold).hasSizeGreaterThan(1100);
        });
    }

    @Test
    void seesFootageOnACameraThatIsInNoSlotAnyMore() {
        UUID permanent = camera(serial);
        UUID single = camera(serial + "-single");
        for (String name : List.of(serial, serial + "-single")) {
            report(name, "{\"recordings\":[{\"recording\":\"a\",\"number\":5,\"parts\":[1,2]}]}");
        }
        handOut(permanent, "PERMANENT_ISSUE");
        handOut(single, "SINGLE_ISSUE");
        watch.look();
        assertThat(kinds(serial)).as("fresh").isEmpty();
        sql.sql("update camera_report set received_at = now() - interval '25 hours' where camera in (?, ?)")
                .params(permanent, single)
                .update();

        watch.look();

        assertThat(alerts(serial, "")).singleElement().satisfies(alert -> {
            assertThat(alert.path("kind").asString()).isEqualTo("NOT_OFFLOADED");
            assertThat(alert.path("facts").path("why").asString()).isEqualTo("TAKEN_AWAY");
            assertThat(alert.path("facts").path("files").asInt()).isEqualTo(2);
        });
        // It is one alert a camera, and that it was not brought back says more.
        assertThat(alerts(serial + "-single", "")).singleElement().satisfies(alert -> assertThat(
                        alert.path("facts").path("why").asString())
                .isEqualTo("OUT"));
    }

    private void handOut(UUID camera, String mode) {
        sql.sql(
                        "insert into hand_out (id, camera, person, mode, from_at) values (?, ?, ?, ?, now() - interval '30 hours')")
                .params(
                        UUID.randomUUID(),
                        camera,
                        people.person(Role.WEARER).id().value(),
                        mode)
                .update();
    }

    /** Each minute, over all readings of a month otherwise: most makes never say how their battery is. */
    @Test
    void readsWhatCamerasSayOfTheirBatteryFromAnIndexOfThoseWordsAlone() throws SQLException {
        camera(serial);
        try (Connection one = source.getConnection();
                Statement statement = one.createStatement()) {
            one.setAutoCommit(false);
            statement.execute("set local enable_seqscan = off");
            String query = AlertSources.WORN
                    .replace(":from", "now() - interval '30 days'")
                    .replace(":least", "70");
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery("explain " + query)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            one.rollback();
            assertThat(plan).contains("camera_reading_health");
        }
    }

    /** While the house's own job, which looks every minute, waits for its turn: it would tell of the first before there is a second. */
    private void unwatched(Runnable work) throws SQLException {
        try (Connection turn = source.getConnection();
                Statement statement = turn.createStatement()) {
            turn.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('vidimus fleet watch'))");
            work.run();
            turn.rollback();
        }
    }

    @Test
    void waitsForTheMorningWhereAChannelWantsADigest() {
        watch.look();
        String channel = body(post(
                        "/api/notices/channels",
                        Role.ADMINISTRATOR,
                        "{\"kind\":\"MAIL\",\"address\":\"digest@house.example\",\"name\":\"d\",\"rhythm\":\"DAILY\",\"language\":\"DE\"}"))
                .path("channel")
                .path("id")
                .asString();
        camera(serial);
        report(serial, "{\"clockOffsetMs\":-90000}");
        watch.look();
        assertThat(deliveries(channel)).isEmpty();

        over(channel);
        watch.look();

        assertThat(deliveries(channel)).hasSize(1);
        assertThat(deliveries(channel).getFirst()).contains("Uhr weicht um 1 min 30 s ab");
    }

    @Test
    void callsAWebhookUntilItAnswersAndSignsEachCall() throws Exception {
        var bodies = new LinkedBlockingQueue<String>();
        var signatures = new LinkedBlockingQueue<String>();
        AtomicInteger calls = new AtomicInteger();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean busy = calls.incrementAndGet() == 1;
            exchange.sendResponseHeaders(busy ? 503 : 200, -1);
            exchange.close();
            if (!busy) {
                signatures.add(exchange.getRequestHeaders().getFirst("Vidimus-Timestamp") + " "
                        + exchange.getRequestHeaders().getFirst("Vidimus-Signature"));
                bodies.add(body);
            }
        });
        receiver.start();
        try {
            watch.look();
            JsonNode made = channel(
                    "WEBHOOK", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
            String channel = made.path("channel").path("id").asString();
            String secret = made.path("secret").asString();

            assertThat(post("/api/notices/channels/" + channel + "/test", Role.ADMINISTRATOR, "{}")
                            .getStatusCode()
                            .value())
                    .isEqualTo(202);

            String body = Objects.requireNonNull(bodies.poll(60, TimeUnit.SECONDS));
            String[] signed = Objects.requireNonNull(signatures.poll(60, TimeUnit.SECONDS))
                    .split(" ", 2);
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(new javax.crypto.spec.SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            assertThat(signed[1])
                    .isEqualTo("v1="
                            + java.util.HexFormat.of()
                                    .formatHex(mac.doFinal((signed[0] + "." + body).getBytes(StandardCharsets.UTF_8))));
            assertThat(json.readTree(body).path("topic").asString()).isEqualTo("test");
            assertThat(calls).hasValue(2);
            assertThat(sql.sql("select count(*) from notice_channel where address like ? or name like ?")
                            .params("%" + secret + "%", "%" + secret + "%")
                            .query(Integer.class)
                            .single())
                    .isZero();
            assertThat(body(get("/api/notices", Role.ADMINISTRATOR)).toString()).doesNotContain(secret);
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void givesAMessageUpAfterItsTriesAndSaysWhy() throws Exception {
        watch.look();
        // A port that is taken, and at which nobody listens.
        try (var silent = new java.net.Socket()) {
            silent.bind(new InetSocketAddress("127.0.0.1", 0));
            String channel = channel("WEBHOOK", "http://127.0.0.1:" + silent.getLocalPort() + "/hook")
                    .path("channel")
                    .path("id")
                    .asString();
            post("/api/notices/channels/" + channel + "/test", Role.ADMINISTRATOR, "{}");

            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(sql.sql(
                                    "select tries || ' ' || coalesce(problem, '-') || ' ' || (given_up_at is not null) from notice_delivery"
                                            + " where channel = ?::uuid")
                            .param(channel)
                            .query(String.class)
                            .single())
                    .isEqualTo("3 unreachable true"));
            assertThat(ledger("%action alert.send%detail channel " + channel + "%detail try 3%"))
                    .isNotEmpty();
        }
    }

    @Test
    void sendsToNoAddressThatAnAdministratorDidNotPutThere() {
        assertThat(post(
                                "/api/notices/channels",
                                Role.FLEET_MANAGER,
                                "{\"kind\":\"MAIL\",\"address\":\"a@house.example\",\"name\":\"x\",\"rhythm\":\"DAILY\",\"language\":\"EN\"}")
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        for (String bad : List.of("http://hooks.example.org/", "https://a:b@hooks.example.org/", "nonsense")) {
            assertThat(body(post(
                                    "/api/notices/channels",
                                    Role.ADMINISTRATOR,
                                    "{\"kind\":\"WEBHOOK\",\"address\":\"" + bad
                                            + "\",\"name\":\"x\",\"rhythm\":\"AT_ONCE\",\"language\":\"EN\"}"))
                            .path("code")
                            .asString())
                    .as(bad)
                    .isEqualTo("notice-address-unfit");
        }
    }

    @Test
    void tellsAPersonThatTheirSignInWasLocked() {
        Person locked = people.another(Role.WEARER, "w" + UUID.randomUUID(), people.unit());
        String address = "w-" + UUID.randomUUID() + "@house.example";
        sql.sql("update person set email = ? where id = ?")
                .params(address, locked.id().value())
                .update();

        events.publishEvent(new org.vidimus.server.custody.Changed(
                org.vidimus.server.custody.Action.PERSON_LOCK,
                List.of(org.vidimus.server.custody.Subject.person(locked.id().value()))));

        assertThat(mailTo(address)).hasSize(1);
        assertThat(mailTo(address).getFirst())
                .contains("locked after too many failed tries")
                .doesNotContain(locked.name())
                .doesNotContain(locked.login());
    }

    @Autowired
    org.springframework.context.ApplicationEventPublisher events;

    @Test
    void opensATicketOnceForACameraThatFailsMoreOftenThanTheRest() {
        UUID bad = camera(serial + "-bad");
        ZonedDateTime noon = ZonedDateTime.now(ZoneId.systemDefault()).with(LocalTime.NOON);
        for (int i = 0; i < 12; i++) {
            UUID id = i == 0 ? bad : camera(serial + "-rest" + i);
            for (int day = 1; day <= 30; day++) {
                Instant at = noon.minusDays(day).toInstant();
                sql.sql(
                                "insert into hand_out (id, camera, person, mode, from_at, until_at) values (?, ?, ?, 'SINGLE_ISSUE', ?, ?)")
                        .params(
                                UUID.randomUUID(),
                                id,
                                people.person(Role.WEARER).id().value(),
                                at.atOffset(ZoneOffset.UTC),
                                at.atOffset(ZoneOffset.UTC))
                        .update();
                if (i == 0 && day <= 12) {
                    sql.sql(
                                    "insert into camera_fault (camera, at, code, source) values (?, ?, 'BUTTON_STUCK', 'CAMERA')")
                            .params(id, at.atOffset(ZoneOffset.UTC))
                            .update();
                }
            }
        }

        assertThat(watch.compare()).isEqualTo(1);
        assertThat(watch.compare()).isZero();

        JsonNode ticket = body(get("/api/tickets?camera=" + bad, Role.FLEET_MANAGER))
                .path("items")
                .path(0);
        assertThat(ticket.has("openedBy")).isFalse();
        assertThat(ticket.path("pattern").path("failures").asInt()).isEqualTo(12);
        assertThat(ticket.path("pattern").path("exposure").asInt()).isEqualTo(30);
        assertThat(ticket.path("pattern").path("code").asString()).isEqualTo("BUTTON_STUCK");
        assertThat(ticket.path("pattern").path("atLeast").asDouble()).isGreaterThan(5);
    }

    private JsonNode channel(String kind, String address) {
        ResponseEntity<JsonNode> answer = post(
                "/api/notices/channels",
                Role.ADMINISTRATOR,
                "{\"kind\":\"" + kind + "\",\"address\":\"" + address
                        + "\",\"name\":\"Fleet\",\"rhythm\":\"AT_ONCE\",\"language\":\"EN\"}");
        assertThat(answer.getStatusCode().value()).isEqualTo(201);
        return body(answer);
    }

    private void over(String channel) {
        sql.sql("update notice_channel set next_at = now() where id = ?::uuid")
                .param(channel)
                .update();
    }

    private List<String> deliveries(String channel) {
        return sql.sql("select body from notice_delivery where channel = ?::uuid order by made_at")
                .param(channel)
                .query(String.class)
                .list();
    }

    /** What has come for that address, once anything has. */
    private static List<String> mailTo(String address) {
        for (int known = 1; known < 100; known++) {
            if (!MAIL.waitForIncomingEmail(60_000, known)) {
                break;
            }
            List<String> found = Arrays.stream(MAIL.getReceivedMessagesForDomain(address))
                    .map(com.icegreen.greenmail.util.GreenMailUtil::getBody)
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private List<String> kinds(String name) {
        return alerts(name, "").stream()
                .map(alert -> alert.path("kind").asString())
                .toList();
    }

    private List<JsonNode> alerts(String name, String query) {
        return body(get("/api/alerts" + query, Role.FLEET_MANAGER))
                .path("items")
                .valueStream()
                .filter(alert -> alert.path("name").asString().equals(name))
                .toList();
    }

    private int put(String path, Role role, String body) {
        return people.api(role)
                .put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class)
                .getStatusCode()
                .value();
    }

    private ResponseEntity<JsonNode> post(String path, Role role, String body) {
        return people.api(role)
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private ResponseEntity<JsonNode> get(String path, Role role) {
        return people.api(role).get().uri(path).retrieve().toEntity(JsonNode.class);
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
