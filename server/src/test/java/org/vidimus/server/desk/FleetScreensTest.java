package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.desk.AccessibilityTest.Look;
import org.vidimus.server.fleet.handout.DockRoom;

/** The fleet's table and one camera's page, as people see and use them. */
@DeskTest
class FleetScreensTest {
    @Autowired
    DockRoom rooms;

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
        assertThat(dialog.getByText("Not known yet how long it lasts.")).isVisible();
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

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void shoot(Desk desk, String name, Look look) {
        desk.picture(Path.of("target", "desk", "fleet-" + name + "-" + look + ".png"));
    }
}
