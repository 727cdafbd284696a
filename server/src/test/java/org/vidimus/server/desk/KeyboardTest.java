package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;

/** From the first page to the export, without a pointer. */
@DeskTest
class KeyboardTest {
    @Autowired
    TestPeople people;

    @Test
    void leadsFromSignInToTheExportDialog(Desk desk) {
        Camera camera = Camera.registered(people);
        UUID id = camera.offload("keys.mp4", Clip.playable(2, 25, 800), Instant.parse("2026-10-06T10:00:00Z"));
        people.person(Caller.Role.EVIDENCE_MANAGER);
        desk.open("/sign-in?next=" + "/evidence?camera=" + camera.serial);
        assertThat(desk.label("User name")).isFocused();
        Page page = desk.page();

        page.keyboard().type("evidence_manager");
        page.keyboard().press("Tab");
        page.keyboard().type(TestPeople.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("article a")).hasCount(1);
        tabTo(desk, page.locator("article a").textContent());
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(id.toString()));
        assertThat(page.locator("main")).isFocused();
        // Whoever sees the page goes on once it is there; before that there is only the rail to tab through.
        assertThat(desk.button("Export")).isVisible();
        tabTo(desk, "Export");
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(desk.button("Export")).isFocused();
    }

    @Test
    void skipsTheNavigationAtOnce(Desk desk) {
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).open("/evidence");
        assertThat(desk.heading("Evidence")).isVisible();

        desk.page().keyboard().press("Tab");
        assertThat(desk.link("Skip to content")).isFocused();
        desk.page().keyboard().press("Enter");

        assertThat(desk.page().locator("main")).isFocused();
    }

    @Test
    void reachesEveryControlOfThePlayer(Desk desk) {
        UUID id = Camera.registered(people)
                .offload("reach.mp4", Clip.playable(2, 25, 810), Instant.parse("2026-10-06T11:00:00Z"));
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);
        assertThat(desk.button("Play (space)")).isEnabled();
        List<String> met = new ArrayList<>();

        for (int i = 0; i < 40; i++) {
            desk.page().keyboard().press("Tab");
            met.add(desk.focused());
        }

        assertThat(met)
                .contains(
                        "Position",
                        "Play (space)",
                        "Back 10 seconds (J)",
                        "Forward 10 seconds (L)",
                        "Previous frame (,)",
                        "Next frame (.)",
                        "Zoom into the timeline",
                        "Speed",
                        "Mute (M)",
                        "Volume",
                        "Full screen (F)");
    }

    @Test
    void leavesSingleKeysAloneOnceTheyAreTurnedOff(Desk desk) {
        desk.signIn(Caller.Role.EVIDENCE_MANAGER);
        desk.button("Account of Name of evidence_manager").click();
        desk.page()
                .getByRole(AriaRole.MENUITEMCHECKBOX, new Page.GetByRoleOptions().setName("Single-key shortcuts"))
                .click();
        desk.page().keyboard().press("Escape");

        desk.page().keyboard().press("/");

        assertThat(desk.label("Search")).not().isFocused();
    }

    /** Tabs on until that has the focus, as a person would. */
    private static void tabTo(Desk desk, String name) {
        for (int i = 0; i < 60; i++) {
            desk.page().keyboard().press("Tab");
            if (desk.focused().equals(name)) {
                return;
            }
        }
        throw new AssertionError("60 times Tab did not lead to " + name);
    }
}
