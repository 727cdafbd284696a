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
import org.springframework.http.MediaType;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.desk.AccessibilityTest.Look;

/** Camera settings, and docks with their sites. */
@DeskTest
class CameraSettingsTest {
    @Autowired
    TestPeople people;

    private final String name = "Night shift " + UUID.randomUUID();

    private void post(Caller.Role role, String path, String body) {
        people.api(role)
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toBodilessEntity();
    }

    @Test
    void saysWhatBreaksTheProfileBeforeAnybodySavesIt(Desk desk) {
        desk.signIn(Caller.Role.FLEET_MANAGER).open("/camera-settings");
        desk.page().getByRole(AriaRole.BUTTON, named("New settings")).click();
        Locator dialog = desk.page().getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name", exactly()).fill(name);

        dialog.getByLabel("Pre-recording").fill("60");

        assertThat(dialog.getByText("PLAIN says: at most 30")).isVisible();
        assertThat(dialog.getByRole(AriaRole.BUTTON, saving())).isDisabled();
        desk.isAccessible();

        dialog.getByLabel("Pre-recording").fill("20");
        dialog.getByRole(AriaRole.BUTTON, saving()).click();

        assertThat(dialog).isHidden();
        assertThat(desk.page()
                        .locator("li", new Page.LocatorOptions().setHasText(name))
                        .getByText("20 sec"))
                .isVisible();
    }

    private static Page.GetByRoleOptions named(String text) {
        return new Page.GetByRoleOptions().setName(text);
    }

    private static Locator.GetByLabelOptions exactly() {
        return new Locator.GetByLabelOptions().setExact(true);
    }

    private static Locator.GetByRoleOptions saving() {
        return new Locator.GetByRoleOptions().setName("Save");
    }

    @ParameterizedTest
    @EnumSource
    void isAccessible(Look look, Desk desk) {
        post(
                Caller.Role.FLEET_MANAGER,
                "/api/camera-settings",
                "{\"name\":\"" + name
                        + "\",\"values\":{\"preRecordSeconds\":30,\"resolution\":\"1080p\",\"mute\":\"wearer\","
                        + "\"lights\":false,\"reminderSeconds\":120}}");
        post(Caller.Role.FLEET_MANAGER, "/api/sites", "{\"name\":\"Site " + name + "\"}");
        post(
                Caller.Role.DOCK,
                "/api/docks/" + UUID.randomUUID() + "/slots",
                "{\"agent\":\"1\",\"slots\":[{\"slot\":\"1\"}]}");
        look.of(desk).signIn(Caller.Role.FLEET_MANAGER);

        desk.open("/camera-settings");
        assertThat(desk.page().getByText(name).first()).isVisible();
        desk.isAccessible();
        desk.open("/docks");
        assertThat(desk.page().locator("tbody tr").first()).isVisible();
        desk.isAccessible();
    }
}
