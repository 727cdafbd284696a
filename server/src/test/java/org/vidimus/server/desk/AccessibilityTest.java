package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;

/** What axe finds: nothing, in every scene, light and dark, on a desk and on a phone. */
@DeskTest
class AccessibilityTest {
    private static final Instant START = Instant.parse("2026-10-07T10:00:00Z");

    @Autowired
    TestPeople people;

    enum Look {
        LIGHT,
        DARK,
        GERMAN_PHONE;

        Desk of(Desk desk) {
            return switch (this) {
                case LIGHT -> desk;
                case DARK -> desk.dark();
                case GERMAN_PHONE -> desk.german().phone();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingAtSignIn(Look look, Desk desk) {
        look.of(desk).open("/sign-in");
        assertThat(desk.page().locator("input[name=login]")).isVisible();
        desk.isAccessible();

        desk.page().locator("input[name=login]").fill("nobody");
        desk.page().locator("input[name=password]").fill("nothing");
        desk.page().locator("button[type=submit]").click();
        assertThat(desk.page().getByRole(AriaRole.ALERT)).not().isEmpty();
        desk.isAccessible();
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingInTheLibrary(Look look, Desk desk) {
        Camera camera = Camera.registered(people);
        camera.offload("a.mp4", Clip.playable(1, 25, 900), START);
        camera.offload("b.mp4", "no video".getBytes(), START);
        look.of(desk).signIn(Caller.Role.EVIDENCE_MANAGER);

        for (String view : new String[] {"", "&view=grid"}) {
            desk.open("/evidence?camera=" + camera.serial + view);
            assertThat(desk.page().locator("article")).hasCount(2);
            desk.isAccessible();
        }
        desk.open("/evidence?q=nothing-has-this-word");
        assertThat(desk.page().locator("main h2").last()).isVisible();
        desk.isAccessible();
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingOnTheEvidencePage(Look look, Desk desk) {
        Camera camera = Camera.registered(people);
        String recording = UUID.randomUUID().toString();
        camera.offload(recording, 1, "p1.mp4", Clip.playable(1, 25, 910), START);
        UUID id = camera.offload(recording, 3, "p3.mp4", Clip.playable(1, 25, 920), START.plusSeconds(3));
        look.of(desk).signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);
        desk.isAccessible();

        desk.open("/evidence/" + id + "?tab=custody");
        desk.page().locator("ol > li button").first().click();
        assertThat(desk.page().locator("ol dl").first()).isVisible();
        desk.isAccessible();
        desk.page().locator("main header button").last().click();
        assertThat(desk.page().getByRole(AriaRole.DIALOG)).isVisible();
        desk.isAccessible();
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingWhereTheHouseIsKept(Look look, Desk desk) {
        Camera camera = Camera.registered(people);
        camera.report(12, 5);
        camera.offloadWrong("wrong.mp4", Clip.playable(1, 25, 930));
        look.of(desk).signIn(Caller.Role.EVIDENCE_MANAGER);

        for (String place : new String[] {"/cameras", "/quarantine", "/vault", "/people", "/nowhere"}) {
            desk.open(place);
            assertThat(desk.page().locator("main h1, main h2").first()).isVisible();
            assertThat(desk.page().locator("[role=status] .mantine-Loader-root"))
                    .hasCount(0);
            desk.isAccessible();
        }
        desk.open("/cameras?q=" + camera.serial);
        assertThat(desk.page().getByText(camera.serial)).isVisible();
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingInTheAccountMenu(Look look, Desk desk) {
        look.of(desk).signIn(Caller.Role.EVIDENCE_MANAGER);

        desk.page().locator("nav button").last().click();
        assertThat(desk.page().getByRole(AriaRole.MENU, new Page.GetByRoleOptions()))
                .isVisible();

        desk.isAccessible();
    }
}
