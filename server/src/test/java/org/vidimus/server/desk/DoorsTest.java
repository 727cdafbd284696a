package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.ingest.bodyworn.CameraSystem;
import org.vidimus.server.ingest.bodyworn.DoorHouse;
import tools.jackson.databind.json.JsonMapper;

/** Doors for camera systems, as their keepers see them. */
@DeskTest
class DoorsTest {
    @Autowired
    DoorHouse house;

    @Autowired
    JsonMapper json;

    @Autowired
    TestPeople people;

    @Test
    void areMadeAndConnectedByAFileThatIsHadOnce(Desk desk) throws Exception {
        String name = "Door " + UUID.randomUUID().toString().substring(0, 8);
        desk.signIn(Role.FLEET_MANAGER).open("/doors");
        desk.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New door"))
                .click();
        desk.page()
                .getByLabel("Name", new Page.GetByLabelOptions().setExact(true))
                .fill(name);
        desk.isAccessible();
        desk.picture("doors-new");
        desk.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make the door"))
                .click();
        desk.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Connection file for " + name))
                .click();
        Download file = desk.page().waitForDownload(() -> desk.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make and download"))
                .click());

        assertThat(file.suggestedFilename()).endsWith(".json");
        CameraSystem system = new CameraSystem(json.readTree(Files.readString(file.path())));
        assertThat(system.authenticate().statusCode()).isEqualTo(200);
        desk.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Done"))
                .click();
        Locator card = desk.page().locator("li").filter(new Locator.FilterOptions().setHasText(name));
        assertThat(card).containsText("127.0.0.1");
    }

    @Test
    void showWhatCameAndWhatWasRefused(Desk desk) {
        var door = house.connected(
                Map.of("name", "Wache Süd " + UUID.randomUUID().toString().substring(0, 4)));
        CameraSystem system = door.system();
        String number = "N-" + UUID.randomUUID();
        house.wearer(number);
        for (int i = 0; i < 3; i++) {
            var recording = new CameraSystem.Recording(
                    UUID.randomUUID(), DoorHouse.serial(), Instant.parse("2026-02-03T10:00:00Z"));
            system.registerUser(recording.user(), "Jörg Weiß", i == 1 ? "4711" : number);
            system.begin(recording);
            system.put(
                    recording.clip(0),
                    recording.clipMeta(0),
                    ("clip " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
            if (i == 0) {
                system.complete(recording);
            }
        }
        String rejected = "/RejectedContent_20260203T100000Z_" + UUID.randomUUID();
        system.put(rejected, CameraSystem.meta("Container", "Reason", "Damaged index"), null);
        system.put(rejected + "/blob.bin", Map.of(), ("x" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
        system.put("/nowhere/clip.mkv", Map.of(), new byte[] {1});

        desk.signIn(Role.FLEET_MANAGER).open("/doors?door=" + door.door());
        assertThat(desk.page().getByText("not assigned")).isVisible();
        assertThat(desk.page().getByText("PUT nowhere/clip.mkv")).isVisible();
        assertThat(desk.page().getByText("rejected by the camera system")).isVisible();
        desk.isAccessible();
        desk.picture("doors-light");
        look(desk.another().dark(), door.door(), "doors-dark");
        look(desk.another().german().phone(), door.door(), "doors-phone");
    }

    @Test
    void takeInWhatCameFromACameraThatIsRegisteredNow(Desk desk) {
        CameraSystem system = house.connected(Map.of("autoRegister", false)).system();
        var recording = new CameraSystem.Recording(
                UUID.randomUUID(), DoorHouse.serial(), Instant.parse("2026-02-03T10:00:00Z"));
        system.begin(recording);
        system.put(
                recording.clip(0),
                recording.clipMeta(0),
                ("clip " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
        desk.signIn(Role.EVIDENCE_MANAGER).open("/quarantine");
        Locator row = desk.page()
                .locator("main li")
                .filter(new Locator.FilterOptions().setHasText("No camera with serial " + recording.serial()));
        Locator takeIn = row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Take in"));
        assertThat(row).isVisible();
        assertThat(takeIn).hasCount(0);

        people.api(Role.FLEET_MANAGER)
                .post()
                .uri("/api/cameras")
                .body(Map.of("serial", recording.serial()))
                .retrieve()
                .toBodilessEntity();
        desk.open("/quarantine");
        takeIn.press("Enter");

        Locator said = desk.page().locator("main li [role=status]");
        assertThat(said).containsText("Taken in as evidence.");
        assertThat(said).isFocused();
        desk.isAccessible();
        said.getByRole(AriaRole.LINK).click();
        assertThat(desk.page().locator("main")).containsText(recording.serial());
    }

    private static void look(Desk desk, String door, String picture) {
        desk.signIn(Role.FLEET_MANAGER).open("/doors?door=" + door);
        assertThat(desk.page().getByText("PUT nowhere/clip.mkv")).isVisible();
        desk.isAccessible();
        desk.picture(picture);
        desk.close(true);
    }
}
