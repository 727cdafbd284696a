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

@DeskTest
class CustodyTest {
    private static final Instant START = Instant.parse("2026-10-03T10:00:00Z");

    @Autowired
    TestPeople people;

    @Test
    void tellsWhatWasDoneByWhomAndProvesAnEntryInTheBrowser(Desk desk) {
        UUID id = Camera.registered(people).offload("custody.mp4", Clip.playable(2, 25, 500), START);
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);

        desk.page()
                .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Custody"))
                .click();

        Locator sealed = row(desk, "Received and sealed", "test dock");
        assertThat(sealed).isVisible();
        Locator opened = row(desk, "Opened", "by Name of evidence_manager");
        assertThat(opened).containsText("Proven");
        opened.getByRole(AriaRole.BUTTON).first().click();
        opened.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Check this entry"))
                .first()
                .click();
        assertThat(opened)
                .containsText("This entry is in the signed ledger exactly as shown. Your browser has checked it.");
        assertThat(opened).containsText("The head of the tree is signed by the ledger's key");
    }

    @Test
    void findsAListThatWasTamperedWithOnTheWay(Desk desk) {
        UUID id = Camera.registered(people).offload("tamper.mp4", Clip.playable(2, 25, 510), START);
        // Whoever sits between server and browser makes it look as if somebody else had watched.
        desk.page().route("**/custody*", route -> {
            var answer = route.fetch();
            route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text().replace("Name of evidence_manager", "Somebody Else")));
        });
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);
        desk.open("/evidence/" + id + "?tab=custody");

        Locator opened = row(desk, "Opened", "by Somebody Else");
        assertThat(opened).containsText("Proven");
        opened.getByRole(AriaRole.BUTTON).first().click();
        opened.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Check this entry"))
                .first()
                .click();

        assertThat(opened).containsText("This entry does not hold.");
        // The page asks for the list again by itself, and must not do so through a window that is being closed.
        desk.page().unrouteAll();
    }

    /** The newest entry of what was done, by whom: the test itself opens evidence too, by the API. */
    private static Locator row(Desk desk, String what, String by) {
        return desk.page()
                .locator("ol > li")
                .filter(new Locator.FilterOptions()
                        .setHas(desk.page().locator("strong", new Page.LocatorOptions().setHasText(what)))
                        .setHasText(by))
                .first();
    }
}
