package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;

/** The rules of North Rhine-Westphalia at the desk: purposes and emergency access. */
@DeskTest
@TestPropertySource(properties = "vidimus.access.first-profile=DE-NW-OBG")
class RulesTest {
    @Autowired
    TestPeople people;

    @Test
    void askForAPurposeBeforeFootageIsShown(Desk desk) {
        UUID id = Camera.registered(people)
                .offload("why.mp4", Clip.playable(1, 25, 1200), Instant.parse("2026-10-08T10:00:00Z"));
        var asked = new ArrayList<String>();
        desk.signIn(Role.SUPERVISOR).page().onRequest(request -> asked.add(request.url()));
        desk.openEvidence(id);
        assertThat(desk.page().locator("vidimus-player")).hasCount(0);
        assertThat(asked).noneMatch(url -> url.contains("/originals/"));
        for (String footage : List.of("content", "renditions/poster.jpg")) {
            APIResponse answer =
                    desk.page().request().get(desk.address() + "/api/evidence/" + id + "/originals/1/" + footage);
            assertThat(answer.text()).as(footage).contains("purpose-needed");
        }
        desk.isAccessible();
        desk.picture("purpose");

        desk.page()
                .getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Complaint"))
                .check();
        desk.label("Number of the case, complaint or request").fill("B 12/26");
        desk.button("Open").click();

        assertThat(desk.page().locator("vidimus-player")).isVisible();
        assertThat(desk.text("COMPLAINT B 12/26")).isVisible();
        desk.isAccessible();
    }

    @Test
    void handOverOnlyForAPurposeOfTheirs(Desk desk) {
        UUID id = Camera.registered(people)
                .offload("out.mp4", Clip.playable(1, 25, 1210), Instant.parse("2026-10-08T11:00:00Z"));
        desk.signIn(Role.EVIDENCE_MANAGER).openEvidence(id);
        desk.button("Export").click();
        Locator dialog = desk.page().getByRole(AriaRole.DIALOG);
        assertThat(desk.button("Make the bundle")).isDisabled();
        dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("Checking that the recording"))
                .check();
        assertThat(dialog.getByLabel("In your own words")).isVisible();
        dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("Prosecuting"))
                .check();
        dialog.getByLabel("Number of the case, complaint or request").fill("Az. 12/26");
        desk.isAccessible();
        desk.picture("export-purpose");

        Download download =
                desk.page().waitForDownload(() -> desk.button("Make the bundle").click());

        assertThat(download.suggestedFilename()).endsWith(".zip");
        desk.button("Close").click();
        desk.open("/evidence/" + id + "?tab=custody");
        assertThat(desk.text("Purpose: OFFENCE Az. 12/26").first()).isVisible();
    }

    @Test
    void keepEmergencyAccessInSightUntilItIsGivenBack(Desk desk) {
        desk.signIn(Role.SUPERVISOR).open("/evidence");
        desk.button("Account of Name of supervisor").click();
        desk.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Emergency access"))
                .click();
        desk.label("What is the emergency?").fill("missing child");
        desk.isAccessible();
        desk.button("Take emergency access").click();
        assertThat(desk.text("Emergency access until")).isVisible();
        desk.isAccessible();
        desk.picture("emergency");

        desk.button("Give it back").click();

        assertThat(desk.text("Emergency access until")).hasCount(0);
    }
}
