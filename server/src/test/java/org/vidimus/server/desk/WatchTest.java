package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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
class WatchTest {
    private static final Instant START = Instant.parse("2026-10-02T10:00:00Z");

    @Autowired
    TestPeople people;

    @Test
    void playsAndPausesByKey(Desk desk) {
        UUID id = Camera.registered(people).offload("walk.mp4", Clip.playable(8, 25, 400), START);
        desk.signIn(Caller.Role.WEARER).openEvidence(id);
        Player player = new Player(desk.page());
        player.awaitPicture();

        desk.page().keyboard().press("k");
        player.awaitSeconds(1.0);
        desk.page().keyboard().press("k");

        double stopped = player.position();
        assertThat(stopped).isGreaterThanOrEqualTo(1.0);
        assertThat(desk.button("Play (space)")).isVisible();
    }

    @Test
    void stepsFrameByFrameAndShowsExactlyThatFrame(Desk desk) {
        UUID id = Camera.registered(people).offload("frames.mp4", Clip.playable(6, 30, 410), START);
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);
        Player player = new Player(desk.page());
        player.awaitFrames();
        assertThat(player.frameOnScreen()).isZero();

        for (int wanted = 1; wanted <= 20; wanted++) {
            desk.page().keyboard().press(".");
            player.awaitFrame(wanted);
            assertThat(player.frameOnScreen()).isEqualTo(wanted);
        }
        for (int wanted = 19; wanted >= 12; wanted--) {
            desk.page().keyboard().press(",");
            player.awaitFrame(wanted);
            assertThat(player.frameOnScreen()).isEqualTo(wanted);
        }
        assertThat(desk.text("Frame 13 of 180")).isVisible();
    }

    @Test
    void countsEveryStepOfQuickFingers(Desk desk) {
        UUID id = Camera.registered(people).offload("quick.mp4", Clip.playable(4, 30, 420), START);
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);
        Player player = new Player(desk.page());
        player.awaitFrames();

        for (int i = 0; i < 37; i++) {
            desk.page().keyboard().press(".");
        }

        player.awaitFrame(37);
        assertThat(player.frameOnScreen()).isEqualTo(37);
    }

    @Test
    void seeksByTheTimelineWithKeysAlone(Desk desk) {
        UUID id = Camera.registered(people).offload("seek.mp4", Clip.playable(20, 25, 430), START);
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);
        Player player = new Player(desk.page());
        player.awaitFrames();
        Locator timeline = desk.page()
                .getByRole(
                        AriaRole.SLIDER,
                        new Page.GetByRoleOptions().setName("Position").setExact(true));

        timeline.focus();
        desk.page().keyboard().press("ArrowRight");
        desk.page().keyboard().press("ArrowRight");
        player.awaitFrame(250);
        desk.page().keyboard().press("Shift+ArrowLeft");

        player.awaitFrame(225);
        assertThat(player.frameOnScreen()).isEqualTo(225);
        // Nine seconds in, by true time: the camera's clock was 2.4 seconds ahead.
        assertThat(timeline).hasAttribute("aria-valuetext", "0:09 of 0:20, 12:00:06 CEST");
    }

    @Test
    void playsTheNextPartWhereOneEnds(Desk desk) {
        Camera camera = Camera.registered(people);
        String recording = UUID.randomUUID().toString();
        camera.offload(recording, 1, "p1.mp4", Clip.playable(2, 25, 440), START);
        UUID id = camera.offload(recording, 2, "p2.mp4", Clip.playable(3, 25, 450), START.plusSeconds(2));
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);
        Player player = new Player(desk.page());
        player.awaitPicture();
        assertThat(desk.text("Part 1 of 2")).isVisible();

        desk.page().keyboard().press("k");
        player.awaitSeconds(3.0);

        assertThat(desk.text("Part 2 of 2")).isVisible();
    }

    @Test
    void warnsOfAMissingPart(Desk desk) {
        Camera camera = Camera.registered(people);
        String recording = UUID.randomUUID().toString();
        camera.offload(recording, 1, "p1.mp4", Clip.playable(1, 25, 460), START);
        UUID id = camera.offload(recording, 3, "p3.mp4", Clip.playable(1, 25, 470), START.plusSeconds(2));

        desk.signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);

        assertThat(desk.text("Part 2 of this recording is missing: it never arrived."))
                .isVisible();
    }

    @Test
    void playsARenditionOfWhatNoBrowserPlays(Desk desk) {
        UUID id = Camera.registered(people).offload("old.mkv", Clip.unplayable(4, 480), START);
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);
        Player player = new Player(desk.page());
        player.awaitPicture();

        desk.page().keyboard().press("k");
        player.awaitSeconds(1.0);
    }

    @Test
    void saysWhyAFileCannotBePlayedAndOffersTheOriginal(Desk desk) {
        UUID id = Camera.registered(people)
                .offload("broken.mp4", "this is no video at all, whatever its name says".getBytes(), START);

        desk.signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);

        assertThat(desk.text("This file cannot be played here").first()).isVisible();
        assertThat(desk.link("Download the original")).isVisible();
    }

    /** The player as a test sees it. */
    private record Player(Page page) {
        private static final String ELEMENT = "document.querySelector('vidimus-player')";

        void awaitPicture() {
            page.waitForFunction(
                    "() => " + ELEMENT + "?.shadowRoot.querySelector('video:not([hidden])')?.readyState >= 2");
        }

        void awaitFrames() {
            awaitPicture();
            page.waitForFunction("() => " + ELEMENT + "?.frame !== undefined");
        }

        void awaitFrame(int frame) {
            page.waitForFunction("frame => " + ELEMENT + ".frame === frame", frame);
        }

        void awaitSeconds(double seconds) {
            page.waitForFunction("seconds => " + ELEMENT + ".position >= seconds", seconds);
        }

        double position() {
            return ((Number) page.evaluate("() => " + ELEMENT + ".position")).doubleValue();
        }

        /** The number that the bars on the screen spell, see {@link Clip}. */
        int frameOnScreen() {
            return ((Number) page.evaluate("() => { const video = " + ELEMENT
                            + ".shadowRoot.querySelector('video:not([hidden])');"
                            + " const canvas = document.createElement('canvas'); canvas.width = 320; canvas.height = 180;"
                            + " const picture = canvas.getContext('2d'); picture.drawImage(video, 0, 0, 320, 180);"
                            + " let number = 0; for (let bit = 0; bit < 10; bit++)"
                            + " if (picture.getImageData(bit * 32 + 16, 90, 1, 1).data[0] > 128) number |= 1 << bit;"
                            + " return number; }"))
                    .intValue();
        }
    }
}
