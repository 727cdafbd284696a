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
class FilingTest {
    private static final Instant START = Instant.parse("2026-10-04T10:00:00Z");

    @Autowired
    TestPeople people;

    @Test
    void changesTitlePlaceAndCategoryAndKeepsThem(Desk desk) {
        UUID id = Camera.registered(people).offload("file.mp4", Clip.playable(1, 25, 600), START);
        desk.signIn(Caller.Role.WEARER).openEvidence(id);

        desk.button("Change: Title").click();
        desk.label("Title").fill("Dispute at the tram stop");
        desk.page().keyboard().press("Enter");
        assertThat(desk.heading("Dispute at the tram stop")).isVisible();
        desk.button("Change: Place").click();
        desk.label("Place").last().fill("Domplatz 3");
        desk.button("Save").click();
        assertThat(desk.text("Domplatz 3")).isVisible();
        Locator category = desk.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Category"));
        category.click();
        Locator first = desk.page().getByRole(AriaRole.OPTION).first();
        String name = first.textContent();
        first.click();
        assertThat(category).hasValue(name);

        desk.page().reload();

        assertThat(desk.page()).hasTitle("Dispute at the tram stop · Vidimus");
        assertThat(desk.text("Domplatz 3")).isVisible();
        assertThat(category).hasValue(name);
    }

    @Test
    void leavesTheTitleAloneOnEscape(Desk desk) {
        UUID id = Camera.registered(people).offload("escape.mp4", Clip.playable(1, 25, 610), START);
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);
        String before = desk.page().locator("h1").textContent();

        desk.button("Change: Title").click();
        desk.label("Title").fill("never mind");
        desk.page().keyboard().press("Escape");

        assertThat(desk.page().locator("h1")).hasText(before);
        assertThat(desk.button("Change: Title")).isFocused();
    }
}
