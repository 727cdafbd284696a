package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.vidimus.server.custody.Caller;

@DeskTest
class AppearanceTest {
    @Test
    void speaksTheBrowsersLanguage(Desk desk) {
        desk.german().signIn(Caller.Role.EVIDENCE_MANAGER);

        assertThat(desk.heading("Beweise")).isVisible();
        assertThat(desk.page()).hasTitle("Beweise · Vidimus");
        assertThat(desk.language()).isEqualTo("de");
    }

    @Test
    void remembersAnotherLanguage(Desk desk) {
        desk.signIn(Caller.Role.EVIDENCE_MANAGER);

        desk.button("Account of Name of evidence_manager").click();
        desk.page()
                .getByRole(AriaRole.MENUITEMRADIO, new Page.GetByRoleOptions().setName("Deutsch"))
                .click();
        assertThat(desk.heading("Beweise")).isVisible();
        desk.page().reload();

        assertThat(desk.heading("Beweise")).isVisible();
    }

    @Test
    void isDarkWhereTheSystemIs(Desk desk) {
        desk.dark().signIn(Caller.Role.EVIDENCE_MANAGER);

        assertThat(desk.heading("Evidence")).isVisible();
        assertThat(desk.scheme()).isEqualTo("dark");
    }

    @Test
    void remembersAnotherAppearance(Desk desk) {
        desk.signIn(Caller.Role.EVIDENCE_MANAGER);
        assertThat(desk.scheme()).isEqualTo("light");

        desk.button("Account of Name of evidence_manager").click();
        desk.page()
                .getByRole(AriaRole.MENUITEMRADIO, new Page.GetByRoleOptions().setName("Dark"))
                .click();
        assertThat(desk.page().locator("html")).hasAttribute("data-mantine-color-scheme", "dark");
        desk.page().reload();

        assertThat(desk.heading("Evidence")).isVisible();
        assertThat(desk.scheme()).isEqualTo("dark");
    }
}
