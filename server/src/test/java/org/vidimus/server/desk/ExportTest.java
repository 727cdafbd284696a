package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.trust.Sha256;

@DeskTest
class ExportTest {
    private static final Instant START = Instant.parse("2026-10-05T10:00:00Z");

    @Autowired
    TestPeople people;

    @TempDir
    Path folder;

    @Test
    void handsOverABundleWhoseEveryFileHasTheDigestOfItsManifest(Desk desk) throws IOException {
        byte[] clip = Clip.playable(2, 25, 700);
        UUID id = Camera.registered(people).offload("export.mp4", clip, START);
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);
        desk.button("Export").click();
        desk.label("Purpose").fill("Case 231/26");

        Download download =
                desk.page().waitForDownload(() -> desk.button("Make the bundle").click());

        Path zip = folder.resolve("bundle.zip");
        download.saveAs(zip);
        assertThat(download.suggestedFilename()).matches("vidimus-.*\\.zip");
        try (ZipFile bundle = new ZipFile(zip.toFile())) {
            String top = bundle.stream()
                    .map(ZipEntry::getName)
                    .findFirst()
                    .orElseThrow()
                    .split("/")[0];
            String manifest = text(bundle, top + "/manifest-sha256.txt");
            assertThat(manifest.lines()).anySatisfy(line -> assertThat(line)
                    .contains(Sha256.of(clip).toString()));
            for (String line : manifest.lines().toList()) {
                String[] parts = line.split(" +", 2);
                byte[] bytes = bundle.getInputStream(bundle.getEntry(top + "/" + parts[1]))
                        .readAllBytes();
                assertThat(Sha256.of(bytes).toString()).as(parts[1]).isEqualTo(parts[0]);
            }
        }
        desk.button("Close").click();
        desk.open("/evidence/" + id + "?tab=custody");
        assertThat(desk.text("Purpose: Case 231/26").first()).isVisible();
    }

    @Test
    void handsOverASingleOriginalBitForBit(Desk desk) throws IOException {
        byte[] clip = Clip.playable(1, 25, 710);
        UUID id = Camera.registered(people).offload("single.mp4", clip, START);
        desk.signIn(Caller.Role.EVIDENCE_MANAGER).openEvidence(id);

        Download download = desk.page()
                .waitForDownload(() -> desk.link("Download single.mp4").click());

        Path file = folder.resolve("single.mp4");
        download.saveAs(file);
        assertThat(file).hasBinaryContent(clip);
        assertThat(desk.text(Sha256.of(clip).toString())).isVisible();
    }

    private static String text(ZipFile zip, String name) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
