package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.trust.Sha256;

/** Cameras, quarantine, vault and people. */
@DeskTest
class HouseTest {
    /** Each object takes its time, by intent; there are as many as other tests have stored. */
    private static final int SCRUB_MILLIS = 300_000;

    @Autowired
    TestPeople people;

    @TempDir
    Path folder;

    @Test
    void saysInPlainWordsWhichRecordingsOfACameraAreMissing(Desk desk) {
        Camera camera = Camera.registered(people);
        camera.report(9, 6);
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).open("/cameras?q=" + camera.serial);

        Locator row = desk.page()
                .locator("main tbody tr")
                .filter(new Locator.FilterOptions().setHasText(camera.serial))
                .first();

        assertThat(row).containsText("87%");
        assertThat(row).containsText("3 recordings missing");
        row.getByRole(AriaRole.LINK).click();
        assertThat(desk.page().locator("main"))
                .containsText("Recordings 7 to 9 are missing: the camera counted them, and no dock ever saw them.");
    }

    @Test
    void showsBothDigestsOfWhatIsInQuarantineAndGivesItsBytes(Desk desk) throws IOException {
        byte[] bytes = Clip.playable(1, 25, 1000);
        Camera camera = Camera.registered(people);
        camera.offloadWrong("swapped " + camera.serial + ".mp4", bytes);
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).open("/quarantine");
        Locator row = desk.page()
                .locator("main li")
                .filter(new Locator.FilterOptions().setHasText("swapped " + camera.serial + ".mp4"));

        assertThat(row).containsText(Sha256.of(bytes).toString());
        assertThat(row).containsText(Sha256.of(new byte[] {1}).toString());
        Download download =
                desk.page().waitForDownload(() -> row.getByText("Download").click());

        Path file = folder.resolve("quarantine.bin");
        download.saveAs(file);
        Assertions.assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void checksTheVaultOnDemand(Desk desk) {
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).open("/vault");

        desk.button("Check everything now").click(new Locator.ClickOptions().setTimeout(SCRUB_MILLIS));

        assertThat(desk.text("Nothing found").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SCRUB_MILLIS));
    }

    @Test
    void listsThePeopleOfTheHouse(Desk desk) {
        people.person(Caller.Role.SUPERVISOR);
        // A page shows 50 people, and other tests have more.
        desk.signIn(Caller.Role.ADMINISTRATOR).open("/people?q=supervisor");

        Locator name = desk.page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions()
                                .setName("Name of supervisor")
                                .setExact(true));
        assertThat(desk.page().locator("tr").filter(new Locator.FilterOptions().setHas(name)))
                .containsText("Parking");
    }
}
