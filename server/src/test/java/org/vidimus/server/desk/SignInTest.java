package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;

@DeskTest
class SignInTest {
    @Test
    void opensTheLibraryToWhoeverKnowsThePassword(Desk desk) {
        desk.signIn(Caller.Role.EVIDENCE_MANAGER);

        assertThat(desk.heading("Evidence")).isVisible();
        assertThat(desk.page()).hasTitle("Evidence · Vidimus");
    }

    @Test
    void refusesAWrongPasswordAndLetsOneTryAgain(Desk desk) {
        desk.people.person(Caller.Role.SUPERVISOR);
        desk.open("/sign-in");
        desk.label("User name").fill("supervisor");
        desk.page().locator("input[name=password]").fill("not the password");

        desk.button("Sign in").click();

        assertThat(desk.page().getByRole(AriaRole.ALERT)).hasText("User name and password do not match.");
        desk.page().locator("input[name=password]").fill(TestPeople.PASSWORD);
        desk.button("Sign in").click();
        assertThat(desk.heading("Evidence")).isVisible();
    }

    @Test
    void leadsToThePageThatWasAskedFor(Desk desk) {
        desk.people.person(Caller.Role.EVIDENCE_MANAGER);
        desk.open("/cameras");
        assertThat(desk.page()).hasURL(Pattern.compile("/sign-in\\?next=%2Fcameras$"));

        desk.label("User name").fill("evidence_manager");
        desk.page().locator("input[name=password]").fill(TestPeople.PASSWORD);
        desk.button("Sign in").click();

        // A house without cameras has another heading that says so.
        assertThat(desk.page().locator("h1")).hasText("Cameras");
    }

    @Test
    void neverLeadsToAnotherHouse(Desk desk) {
        desk.people.person(Caller.Role.EVIDENCE_MANAGER);
        desk.open("/sign-in?next=//elsewhere.example/");

        desk.label("User name").fill("evidence_manager");
        desk.page().locator("input[name=password]").fill(TestPeople.PASSWORD);
        desk.button("Sign in").click();

        assertThat(desk.heading("Evidence")).isVisible();
    }

    @Test
    void signsOutForGood(Desk desk) {
        desk.signIn(Caller.Role.EVIDENCE_MANAGER);

        desk.button("Account of Name of evidence_manager").click();
        desk.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                .click();

        assertThat(desk.label("User name")).isVisible();
        desk.open("/evidence");
        assertThat(desk.label("User name")).isVisible();
    }

    @Test
    void offersOnlyWhatTheRoleMaySee(Desk desk) {
        desk.signIn(Caller.Role.WEARER);

        assertThat(desk.link("Cameras")).isVisible();
        assertThat(desk.link("Quarantine")).hasCount(0);
        assertThat(desk.link("Vault")).hasCount(0);
        desk.open("/quarantine");
        assertThat(desk.heading("Not for your role")).isVisible();
    }
}
