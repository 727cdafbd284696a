package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.NewCamera;

/** Faults, tickets, figures and alerts at the desk. */
@DeskTest
class SupportScreensTest {
    @Autowired
    Fleet fleet;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    private final String mark = UUID.randomUUID().toString().substring(0, 5);

    private UUID camera(String serial, Person wearer) {
        return fleet.register(
                        Caller.job("test"),
                        NewCamera.of(serial).madeBy("Maker", "Model " + mark).wornBy(wearer.id()))
                .value();
    }

    @Test
    void takesAFaultInThreeTapsOnThePhone(Desk desk) {
        Person wearer = people.another(Role.WEARER, "w" + mark, people.unit());
        camera("BWC-" + mark, wearer);
        desk.phone().signIn(wearer).open("/faults/report");
        assertThat(desk.button("BWC-" + mark)).hasAttribute("aria-pressed", "true");
        desk.isAccessible();

        desk.button("Lens").click();
        desk.isAccessible();
        desk.picture("fault-report-phone");
        desk.button("Send").click();

        assertThat(desk.heading("Reported")).isVisible();
        desk.isAccessible();
        desk.link("See faults").click();
        assertThat(desk.page().locator("tr").filter(new Locator.FilterOptions().setHasText("BWC-" + mark)))
                .containsText("Lens");
    }

    @Test
    void makesATicketOfAFaultAndTakesTheCameraOutOfService(Desk desk) {
        UUID camera = camera("BWC-" + mark, people.another(Role.WEARER, "w" + mark, people.unit()));
        sql.sql(
                        "insert into camera_fault (camera, at, code, text, source) values (?, now(), 'LENS', 'cracked', 'PERSON')")
                .param(camera)
                .update();
        desk.signIn(Role.FLEET_MANAGER).open("/faults?drawer=faults");
        desk.button("Open a ticket for BWC-" + mark).click();
        desk.isAccessible();
        desk.button("Open a ticket").click();
        assertThat(desk.page().getByRole(AriaRole.DIALOG)).isHidden();
        desk.open("/faults");
        Locator card =
                desk.page().getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("BWC-" + mark));
        card.getByRole(AriaRole.BUTTON).click();
        Locator sheet = desk.page().getByRole(AriaRole.DIALOG);
        sheet.getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("State"))
                .click();
        desk.page()
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("At the supplier"))
                .click();
        desk.label("Supplier's reference").fill("RMA 17");
        desk.isAccessible();
        desk.picture("ticket-sheet");
        desk.button("Add").click();

        assertThat(sheet.getByRole(AriaRole.LIST)).containsText("At the supplier");
        assertThat(card).containsText("Supplier: RMA 17");
        org.assertj.core.api.Assertions.assertThat(sql.sql("select standing from camera where id = ?")
                        .param(camera)
                        .query(String.class)
                        .single())
                .isEqualTo("IN_REPAIR");
    }

    @ParameterizedTest
    @EnumSource
    void areAccessible(AccessibilityTest.Look look, Desk desk) {
        UUID camera = camera("BWC-" + mark, people.another(Role.WEARER, "w" + mark, people.unit()));
        ticket(camera);
        alerts(camera);
        look.of(desk).signIn(Role.ADMINISTRATOR);
        String way = look.name().toLowerCase(java.util.Locale.ROOT);
        desk.open("/faults");
        assertThat(desk.text("BWC-" + mark).first()).isVisible();
        desk.isAccessible();
        desk.picture("tickets-" + way);
        desk.open("/faults?drawer=figures");
        assertThat(desk.text("Model " + mark).first()).isVisible();
        desk.isAccessible();
        desk.picture("figures-" + way);
        desk.open("/alerts");
        assertThat(desk.text("BWC-" + mark).first()).isVisible();
        desk.isAccessible();
        desk.picture("alerts-" + way);
        desk.open("/alerts?shelf=rules");
        assertThat(desk.page().locator("input[type=text]").first()).isVisible();
        desk.isAccessible();
        desk.picture("alert-rules-" + way);
        desk.open("/alerts?shelf=sending");
        assertThat(desk.text("Webhook " + mark).first()).isVisible();
        desk.isAccessible();
        desk.picture("alert-sending-" + way);
    }

    private void ticket(UUID camera) {
        for (int day = 1; day <= 20; day++) {
            sql.sql(
                            "insert into hand_out (id, camera, person, mode, from_at, until_at) values (?, ?, ?, 'SINGLE_ISSUE',"
                                    + " now() - make_interval(days => ?), now() - make_interval(days => ?))")
                    .params(
                            UUID.randomUUID(),
                            camera,
                            people.person(Role.WEARER).id().value(),
                            day,
                            day)
                    .update();
            if (day % 4 == 0) {
                sql.sql(
                                "insert into camera_fault (camera, at, code, source) values (?, now() - make_interval(days => ?), 'BUTTON_STUCK', 'CAMERA')")
                        .params(camera, day)
                        .update();
            }
        }
        UUID id = UUID.randomUUID();
        String key = "CAMERA " + mark;
        sql.sql(
                        "insert into ticket (id, state, camera, title, pattern_key, pattern, opened_at) values (?, 'OPEN', ?, ?, ?,"
                                + " ?::jsonb, now())")
                .params(
                        id,
                        camera,
                        "BWC-" + mark,
                        key,
                        "{\"kind\":\"CAMERA\",\"key\":\"" + key + "\",\"label\":\"BWC-" + mark
                                + "\",\"camera\":\"" + camera
                                + "\",\"cameras\":1,\"failures\":5,\"exposure\":20,\"otherFailures\":31,\"otherExposure\":2950,"
                                + "\"ratio\":23.8,\"atLeast\":7.2,\"atMost\":61,\"chance\":0.0000041,\"code\":\"BUTTON_STUCK\"}")
                .update();
        sql.sql("insert into ticket_entry (ticket, n, at, state) values (?, 1, now(), 'OPEN')")
                .param(id)
                .update();
    }

    /** So that what the house's own watch sees is what stands here. */
    private void alerts(UUID camera) {
        UUID report = UUID.randomUUID();
        sql.sql("insert into camera_report (id, camera, body) values (?, ?, '{\"clockOffsetMs\":-90000,\"counters\":{},"
                        + "\"stages\":[],\"problems\":[]}')")
                .params(report, camera)
                .update();
        sql.sql("update camera set last_report = ? where id = ?")
                .params(report, camera)
                .update();
        sql.sql("insert into camera_reading (camera, at, battery_health_percent) values (?, now(), 61)")
                .param(camera)
                .update();
        for (String one : new String[] {"CLOCK_DRIFT {\"offsetMs\":-90000}", "BATTERY_FAILING {\"percent\":61}"}) {
            String[] parts = one.split(" ", 2);
            sql.sql(
                            "insert into alert (id, kind, key, camera, facts, since) values (?, ?, ?, ?, ?::jsonb, now() - interval '3 hours')"
                                    + " on conflict do nothing")
                    .params(UUID.randomUUID(), parts[0], camera.toString(), camera, parts[1])
                    .update();
        }
        UUID channel = UUID.randomUUID();
        sql.sql(
                        "insert into notice_channel (id, kind, address, name, rhythm, language, made_at, next_at) values"
                                + " (?, 'WEBHOOK', 'https://hooks.example.org/fleet', ?, 'AT_ONCE', 'en', now(), now() + interval '1 day')")
                .params(channel, "Webhook " + mark)
                .update();
        for (String state : new String[] {"sent_at", "given_up_at"}) {
            sql.sql("insert into notice_delivery (id, channel, topic, subject, body, made_at, tries, problem, " + state
                            + ") values (?, ?, 'alerts', 'Vidimus: 3 new alerts, 1 over', 'x', now(), 3, ?, now())")
                    .param(UUID.randomUUID())
                    .param(channel)
                    .param(state.equals("sent_at") ? null : "answered 503")
                    .update();
        }
    }
}
