package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;

@DeskTest
class LibraryTest {
    private static final Instant MORNING = Instant.parse("2026-10-01T08:00:00Z");

    @Autowired
    TestPeople people;

    @Test
    void showsFootageUnderItsDayWithPictureWearerAndTime(Desk desk) {
        Camera camera = Camera.registered(people);
        camera.offload("morning.mp4", Clip.playable(2, 25, 300), MORNING);

        desk.signIn(Caller.Role.EVIDENCE_MANAGER).open("/evidence?camera=" + camera.serial);

        assertThat(desk.heading("Thursday, 1 October 2026")).isVisible();
        Locator card = desk.page().locator("article");
        assertThat(card).hasCount(1);
        // The camera's clock was 2.4 seconds ahead, and Berlin is two hours ahead of UTC in October.
        assertThat(card).containsText("09:59 CEST");
        assertThat(card).containsText("Name of wearer");
        assertThat(card.locator("img")).hasJSProperty("complete", true);
        assertThat(card).containsText("0:02");
    }

    @Test
    void keepsFiltersInTheAddressThroughAReload(Desk desk) {
        Camera camera = Camera.registered(people);
        camera.offload("one.mp4", Clip.playable(1, 25, 310), MORNING);
        camera.offload("two.mp4", Clip.playable(1, 25, 320), MORNING.plusSeconds(60));
        // The words keep other tests' cameras out of the side bar, which shows the few with the most.
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).open("/evidence?q=" + camera.serial);

        desk.button(camera.serial + " 2").click();
        assertThat(desk.page()).hasURL(Pattern.compile("camera=" + camera.serial));
        assertThat(desk.page().locator("article")).hasCount(2);
        desk.page().reload();

        assertThat(desk.page().locator("article")).hasCount(2);
        desk.button("Remove filter " + camera.serial).click();
        assertThat(desk.page()).not().hasURL(Pattern.compile("camera="));
    }

    @Test
    void findsByWordsAndSaysWhenNothingMatches(Desk desk) {
        Camera camera = Camera.registered(people);
        camera.offload("one.mp4", Clip.playable(1, 25, 330), MORNING);
        desk.signIn(Caller.Role.EVIDENCE_MANAGER);

        // Whoever sees the list goes on; by then the page hears keys.
        assertThat(desk.page().locator("article").first()).isVisible();
        desk.page().keyboard().press("/");
        assertThat(desk.label("Search")).isFocused();
        // At once: a pause between two letters, as a busy machine makes one, is taken for the end of the words.
        desk.page().keyboard().insertText(camera.serial);

        assertThat(desk.button("Remove filter “" + camera.serial + "”")).isVisible();
        assertThat(desk.page().locator("article")).hasCount(1);
        assertThat(desk.page()).hasURL(Pattern.compile("q=" + camera.serial));
        desk.label("Search").fill("no footage has these words");
        assertThat(desk.heading("Nothing matches")).isVisible();
    }

    @Test
    void narrowsToDaysOfOnesOwnTimeZone(Desk desk) {
        Camera camera = Camera.registered(people);
        // Half past midnight in Berlin, and still the day before in UTC.
        camera.offload("late.mp4", Clip.playable(1, 25, 340), Instant.parse("2026-10-01T22:30:00Z"));
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).open("/evidence?camera=" + camera.serial);
        assertThat(desk.page().locator("article")).hasCount(1);

        desk.label("Recorded from").fill("2026-10-02");
        assertThat(desk.page()).hasURL(Pattern.compile("from="));
        assertThat(desk.page().locator("article")).hasCount(1);
        desk.label("Recorded from").fill("2026-10-03");

        assertThat(desk.heading("Nothing matches")).isVisible();
    }

    @Test
    void isWalkedByArrowKeys(Desk desk) {
        Camera camera = Camera.registered(people);
        String recording = UUID.randomUUID().toString();
        camera.offload(recording + "-a", 1, "older.mp4", Clip.playable(1, 25, 350), MORNING);
        UUID newer =
                camera.offload(recording + "-b", 1, "newer.mp4", Clip.playable(1, 25, 360), MORNING.plusSeconds(600));
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).open("/evidence?camera=" + camera.serial);
        Locator cards = desk.page().locator("article a");
        assertThat(cards).hasCount(2);

        cards.first().focus();
        desk.page().keyboard().press("ArrowDown");
        assertThat(cards.nth(1)).isFocused();
        desk.page().keyboard().press("ArrowUp");
        assertThat(cards.first()).isFocused();
        desk.page().keyboard().press("Enter");

        assertThat(desk.page()).hasURL(Pattern.compile("/evidence/" + newer));
    }

    @Test
    void showsFootageAsItArrives(Desk desk) {
        Camera camera = Camera.registered(people);
        // What happens before a page listens it is not told.
        desk.page().waitForResponse("**/api/events", () -> desk.signIn(Caller.Role.EVIDENCE_MANAGER));
        desk.page().waitForResponse("**/api/events", () -> desk.open("/evidence?camera=" + camera.serial));
        assertThat(desk.heading("Nothing matches")).isVisible();
        byte[] clip = Clip.playable(2, 25, 370);

        Camera.Upload upload = camera.begin(UUID.randomUUID().toString(), 1, "arriving.mp4", clip, MORNING);
        upload.send(clip.length / 2);

        Locator bar = desk.page()
                .getByRole(
                        AriaRole.PROGRESSBAR,
                        new com.microsoft.playwright.Page.GetByRoleOptions()
                                .setName("arriving.mp4 from camera " + camera.serial));
        assertThat(bar).isVisible();
        // It may stand at nothing for a moment: that the upload begins is told, too.
        desk.page().waitForFunction("bar => bar.value >= 0.4 && bar.value <= 0.6", bar.elementHandle());
        upload.send(clip.length);
        assertThat(desk.page().locator("article")).hasCount(1);
        assertThat(desk.page().locator("article")).containsText("0:02");
    }

    @Test
    void showsAWearerOnlyTheirOwnFootage(Desk desk) {
        Camera camera = Camera.registered(people);
        camera.offload("mine.mp4", Clip.playable(1, 25, 380), MORNING);

        desk.signIn(Caller.Role.WEARER).open("/evidence?camera=" + camera.serial);

        assertThat(desk.page().locator("article")).hasCount(1);
        desk.page().locator("article a").click();
        assertThat(desk.page().locator("vidimus-player")).isVisible();
        assertThat(desk.button("Export")).hasCount(0);
    }
}
