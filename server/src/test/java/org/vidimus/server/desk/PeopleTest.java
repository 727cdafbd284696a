package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;

/** Keeping the house from the desk: people, duties, cameras, docks, and who can see a piece of evidence. */
@DeskTest
class PeopleTest {
    @Autowired
    TestPeople people;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void takesSomebodyInGivesThemADutyAndLetsThemGo(Desk desk) {
        // A page shows 50 people, and other tests have more.
        desk.signIn(Caller.Role.ADMINISTRATOR).open("/people?q=" + mark);
        desk.button("New person").click();
        desk.isAccessible();
        desk.label("Name").fill("Ines " + mark);
        desk.label("User name").fill("ines." + mark);
        desk.button("Take in").click();
        assertThat(desk.page().locator("code").filter(new Locator.FilterOptions().setHasText("/set-up/")))
                .isVisible();
        desk.isAccessible();
        desk.button("Done").click();
        Locator row = desk.page().locator("tr").filter(new Locator.FilterOptions().setHasText("Ines " + mark));
        assertThat(row).containsText("Wearer");

        desk.button("Change Ines " + mark).click();
        desk.isAccessible();
        Locator role = desk.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Role"));
        role.click();
        desk.page()
                .getByRole(
                        AriaRole.OPTION,
                        new Page.GetByRoleOptions().setName("Supervisor").setExact(true))
                .click();
        desk.button("Give").click();
        assertThat(desk.button("End duty Supervisor")).isVisible();
        desk.button("End duty Wearer").click();
        assertThat(desk.button("End duty Wearer")).hasCount(0);
        desk.button("Leaves the house").click();
        desk.button("Yes, leaves").click();

        assertThat(row).hasCount(0);
    }

    @Test
    void saysInTheFormWhyAPersonIsRefused(Desk desk) {
        people.person(Caller.Role.WEARER);
        desk.signIn(Caller.Role.ADMINISTRATOR).open("/people");
        desk.button("New person").click();
        desk.label("Name").fill("Second of that name");
        desk.label("User name").fill("wearer");

        desk.button("Take in").click();

        assertThat(desk.page().getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("login")))
                .isVisible();
    }

    @Test
    void registersACameraAndMakesADocksToken(Desk desk) {
        desk.signIn(Caller.Role.ADMINISTRATOR).open("/cameras?q=NEW-" + mark);
        desk.button("New camera").click();
        desk.isAccessible();
        desk.label("Serial number").fill("NEW-" + mark);
        desk.button("Register").click();
        assertThat(desk.text("NEW-" + mark).first()).isVisible();

        desk.button("New dock").click();
        desk.isAccessible();
        desk.label("Name of the dock").fill("Dock " + mark);
        desk.button("Make the token").click();
        assertThat(desk.page().locator("code").filter(new Locator.FilterOptions().setHasText("vidimus_")))
                .isVisible();
    }

    @Test
    void showsWhoCanSeeAPieceOfEvidenceAndHoldsItCloser(Desk desk) {
        UUID id = Camera.registered(people)
                .offload("who.mp4", Clip.playable(1, 25, 1200), Instant.parse("2026-10-08T10:00:00Z"));
        people.person(Caller.Role.SUPERVISOR);
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);
        Locator dialog = desk.page().getByRole(AriaRole.DIALOG);

        desk.button("Who can see this?").click();
        assertThat(dialog).containsText("Name of supervisor");
        desk.isAccessible();
        desk.page().keyboard().press("Escape");
        Locator held = desk.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Access"));
        held.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Change").setExact(true))
                .click();
        dialog.getByRole(AriaRole.COMBOBOX).click();
        desk.page()
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Restricted"))
                .click();
        desk.label("Reason").fill("A complaint");
        desk.button("Save").click();
        assertThat(held).containsText("Restricted");
        desk.button("Who can see this?").click();

        Locator viewers = dialog.getByRole(AriaRole.LISTITEM);
        assertThat(viewers.filter(new Locator.FilterOptions().setHasText("Name of evidence_manager")))
                .isVisible();
        assertThat(viewers.filter(new Locator.FilterOptions().setHasText("Name of supervisor")))
                .hasCount(0);
    }
}
