package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.desk.AccessibilityTest.Look;
import org.vidimus.server.fleet.handout.DockRoom;
import tools.jackson.databind.JsonNode;

/** The fleet's table, one camera's page, and the kiosk, as people see and use them. */
@DeskTest
class FleetScreensTest {
    @Autowired
    DockRoom rooms;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    private DockRoom.Room room;
    private Person anna;

    @BeforeEach
    void furnish() {
        room = rooms.room();
        anna = room.person();
    }

    @ParameterizedTest
    @EnumSource
    void areAccessible(Look look, Desk desk) {
        DockRoom.Docked ready = room.ready("1", 96);
        room.ready("2", 35);
        DockRoom.Docked out = room.ready("3", 100);
        room.give(anna, out);
        room.undock(out);
        DockRoom.Docked gaps = room.ready("4", 88);
        room.report(
                gaps,
                "{\"dock\":\"" + room.dockName + "\",\"clockOffsetMs\":-95000,\"freeBytes\":3,\"totalBytes\":9,"
                        + "\"firmware\":\"1.4.2\",\"recordings\":[{\"recording\":\"a\",\"number\":7,\"parts\":[1,3]}]}");
        look.of(desk).signIn(Role.FLEET_MANAGER);

        desk.open("/cameras?unit=" + room.unit.id() + "&q=R-");
        assertThat(desk.page().locator("tbody tr")).hasCount(4);
        shoot(desk, "table", look);
        desk.isAccessible();
        desk.open("/cameras/" + out.id());
        assertThat(desk.page().getByText(anna.name()).first()).isVisible();
        shoot(desk, "out", look);
        desk.isAccessible();
        desk.open("/cameras/" + gaps.id());
        assertThat(desk.page().locator("ol li").first()).isVisible();
        shoot(desk, "gaps", look);
        desk.isAccessible();
        desk.open("/cameras/" + ready.id());
        desk.page().locator("main header").first().locator("button").last().click();
        assertThat(desk.page().getByRole(AriaRole.DIALOG)).isVisible();
        desk.isAccessible();
        for (String place : new String[] {"/cameras/kiosks", "/cameras/import", "/people/" + anna.id()}) {
            desk.open(place);
            assertThat(desk.page().locator("main h1").first()).isVisible();
            assertThat(desk.page().locator("[role=status] .mantine-Loader-root"))
                    .hasCount(0);
            shoot(desk, place.replaceAll("[^a-z]+", "-"), look);
            desk.isAccessible();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAccessibleAtTheKiosk(Look look, Desk desk) {
        DockRoom.Docked stuck = room.ready("1", 96);
        room.ready("12", 92);
        sql.sql("update dock_slot set problem = 'camera-read-only' where camera = ?")
                .param(stuck.id().value())
                .update();
        openKiosk(look.of(desk));
        assertThat(desk.page().locator("form button")).isVisible();
        shoot(desk, "kiosk-pair", look);
        desk.isAccessible();
        pair(desk);
        shoot(desk, "kiosk-idle", look);
        desk.isAccessible();

        show(desk, badge());

        assertThat(desk.page().locator("main section dl")).isVisible();
        shoot(desk, "kiosk-take", look);
        desk.isAccessible();
    }

    @Test
    void theKioskGivesACameraToABadgeWhereverTheFocusIs(Desk desk) {
        room.ready("7", 92);
        openKiosk(desk);
        pair(desk);
        desk.page().getByPlaceholder("PIN").focus();

        show(desk, badge());

        assertThat(desk.page().getByText("Take", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(desk.page().locator("dd").first()).hasText("7");
        assertThat(desk.page().locator("main").innerText()).doesNotContain(anna.name());
        desk.page()
                .getByRole(AriaRole.BUTTON, named("Something is wrong with it"))
                .click();
        assertThat(desk.page().getByText("does not switch on")).isVisible();
        desk.page().getByRole(AriaRole.BUTTON, named("Back")).click();
        assertThat(desk.page().getByText("Hold your badge to the reader")).isVisible();
        assertThat(desk.page().getByText("No camera ready")).isVisible();
    }

    @Test
    void theKioskSaysThatItDoesNotKnowSomebodyAndGoesBack(Desk desk) {
        openKiosk(desk);
        pair(desk);

        desk.page().getByPlaceholder("Staff number").fill("nobody-" + UUID.randomUUID());
        desk.page().getByPlaceholder("PIN").fill("000001");
        desk.page().getByRole(AriaRole.BUTTON, named("Enter")).click();

        assertThat(desk.page().getByText("Not recognised")).isVisible();
        assertThat(desk.page().getByText("Hold your badge to the reader")).isVisible();
    }

    @Test
    void handOutAndTakeBackAtTheDesk(Desk desk) {
        DockRoom.Docked camera = room.ready("1", 30);
        desk.signIn(Role.FLEET_MANAGER).open("/cameras/" + camera.id());

        desk.page().getByRole(AriaRole.BUTTON, named("Hand out")).click();
        Locator dialog = desk.page().getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Who takes it").first().fill(anna.name());
        desk.page().getByRole(AriaRole.OPTION).first().click();
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Hand out").setExact(true))
                .click();
        assertThat(dialog.getByText("is not ready")).isVisible();
        dialog.getByLabel("Reason for an exception").fill("a short errand");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Hand out as an exception"))
                .click();
        assertThat(dialog.getByText("is handed out")).isVisible();
        desk.page().keyboard().press("Escape");

        assertThat(desk.page().getByText("Exception: a short errand")).isVisible();
        desk.page().getByRole(AriaRole.BUTTON, named("Take back")).click();
        dialog.getByLabel("Why").fill("came back early");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Take back"))
                .click();
        assertThat(desk.page().getByText("Nobody. It is in the pool.")).isVisible();
        assertThat(desk.page().getByText("came back early")).isVisible();
    }

    @Test
    void importATableAfterALook(Desk desk) {
        String serial = "IMP-" + UUID.randomUUID();
        desk.signIn(Role.FLEET_MANAGER).open("/cameras/import");

        desk.page()
                .locator("input[type=file]")
                .setInputFiles(new FilePayload(
                        "cameras.csv",
                        "text/csv",
                        ("Serial number,Maker\n" + serial + ",Acme\n").getBytes(StandardCharsets.UTF_8)));
        desk.page().locator("main form button[type=submit]").click();
        assertThat(desk.page().getByText(serial)).isVisible();
        desk.page().locator("main section button").last().click();

        assertThat(desk.page().getByText("The register is as the table says.")).isVisible();
        desk.open("/cameras?q=" + serial);
        assertThat(desk.page().locator("tbody tr")).hasCount(1);
    }

    /** What it says for some seconds only stands three times as long here: a busy machine is to see it, too. */
    private static void openKiosk(Desk desk) {
        desk.page()
                .addInitScript("{ const set = window.setTimeout; window.setTimeout = (act, millis, ...more) =>"
                        + " set(act, millis === 3000 || millis === 8000 ? 3 * millis : millis, ...more); }");
        desk.open("/kiosk");
    }

    private void pair(Desk desk) {
        JsonNode kiosk = Objects.requireNonNull(people.api(Role.FLEET_MANAGER)
                .post()
                .uri("/api/kiosks")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\":\"Dock room\",\"site\":\"" + room.site + "\"}")
                .retrieve()
                .body(JsonNode.class));
        desk.page().locator("form input").fill(kiosk.path("code").asString());
        desk.page().locator("form button").click();
        assertThat(desk.page().getByText(Pattern.compile("Hold your badge|Ausweis an den Leser")))
                .isVisible();
    }

    private String badge() {
        String badge = "04" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
        people.api(Role.FLEET_MANAGER)
                .post()
                .uri("/api/people/" + anna.id() + "/badges")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"number\":\"" + badge + "\"}")
                .retrieve()
                .toBodilessEntity();
        return badge;
    }

    /** As a reader types it: quicker than a busy machine's keyboard could be sent. */
    private static void show(Desk desk, String badge) {
        desk.page()
                .evaluate(
                        "badge => { for (const key of [...badge, 'Enter']) document.activeElement.dispatchEvent("
                                + "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true})); }",
                        badge);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void shoot(Desk desk, String name, Look look) {
        desk.picture(Path.of("target", "desk", "fleet-" + name + "-" + look + ".png"));
    }
}
