package org.vidimus.server.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.media.TestFootage;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.server.vault.Vault;
import org.vidimus.trust.BundleCheck;
import org.vidimus.trust.BundleReport;
import org.vidimus.trust.Finding;
import org.vidimus.trust.Progress;
import org.vidimus.trust.Trusted;
import tools.jackson.databind.JsonNode;

/** Machine-made copies in a bundle: only where asked for, never as originals, and as little to be changed as anything else. */
class ViewingCopiesTest extends SharingTest {
    @Autowired
    JdbcClient sql;

    @Autowired
    Vault vault;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void goOutOnlyWhereTheyAreAskedFor() throws Exception {
        EvidenceId evidence = playable("plain.mkv", clip("matroska", 2));

        JsonNode plain = export(evidence);

        assertThat(plain.get("renditions").asInt()).isZero();
        assertThat(unpacked(download(plain)).resolve("renditions")).doesNotExist();
        assertThat(withCopies(evidence).get("renditions").asInt()).isEqualTo(1);
    }

    @Test
    void areNotMadeOfWhatEveryBrowserShows() throws Exception {
        EvidenceId evidence = playable("plain.mp4", clip("mp4", 2));

        assertThat(withCopies(evidence).get("renditions").asInt()).isZero();
    }

    @Test
    void areListedWithEverythingElseAndNeverAmongTheOriginals() throws Exception {
        EvidenceId evidence = playable("listed.mkv", clip("matroska", 4));

        Path bag = unpacked(download(withCopies(evidence)));

        String path = "renditions/" + evidence + "/1-proxy.mp4";
        assertThat(Files.readString(bag.resolve("manifest-sha256.txt"))).doesNotContain("renditions/");
        assertThat(Files.readString(bag.resolve("tagmanifest-sha256.txt"))).contains("  " + path);
        assertThat(Files.readString(bag.resolve("metadata/bundle.txt"))).contains(" " + path);
        assertThat(Files.readString(bag.resolve("report.html"))).contains(path, "not originals", "keine Originale");
        assertThat(IndependentBag.faultsOf(bag)).isEmpty();
    }

    @Test
    void cannotBeChangedUnseen() throws Exception {
        EvidenceId evidence = playable("bent.ts", clip("mpegts", 2));
        Path zip = download(withCopies(evidence));

        bend(zip, Files.readAllBytes(unpacked(zip).resolve("renditions/" + evidence + "/1-proxy.mp4")));

        BundleReport report = BundleCheck.check(zip, Trusted.nothing(), Progress.IGNORED);
        assertThat(report.verdict()).isEqualTo(BundleReport.Verdict.DOES_NOT_HOLD);
        assertThat(report.findings()).extracting(Finding::toString).anySatisfy(finding -> assertThat(finding)
                .contains("renditions/" + evidence));
    }

    @Test
    void areMissedBeforeTheFirstByteIsWritten() throws Exception {
        EvidenceId evidence = playable("gone.mkv", clip("matroska", 1));
        JsonNode made = withCopies(evidence);
        UUID copy = sql.sql("select object from rendition where evidence = ? and name = 'proxy.mp4'")
                .param(evidence.value())
                .query(UUID.class)
                .single();

        transaction.executeWithoutResult(status -> vault.delete(new ObjectId(copy)));

        var answer = api().get().uri(made.get("url").asString()).retrieve().toEntity(JsonNode.class);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.GONE);
    }

    @Test
    void areDescribedToThoseWhoWriteScripts() {
        String description = Objects.requireNonNull(
                api().get().uri("/api/openapi.json").retrieve().body(String.class));

        assertThat(description).contains("beside each original that browsers do not show goes a machine-made copy");
    }

    /** One of its own for each test: the same bytes again would be a duplicate. */
    private static byte[] clip(String container, int seconds) {
        return TestFootage.clip(container, seconds, "-c:v", "libopenh264", "-b:v", "300k", "-g", "25", "-c:a", "aac");
    }

    private EvidenceId playable(String name, byte[] bytes) throws Exception {
        EvidenceId evidence = footage.file(name, bytes);
        await().atMost(Duration.ofMinutes(2)).until(() -> Objects.requireNonNull(
                        api().get().uri("/api/evidence/" + evidence).retrieve().body(JsonNode.class))
                .at("/originals/0/playback/state")
                .asString("")
                .equals("READY"));
        return evidence;
    }

    private JsonNode withCopies(EvidenceId evidence) {
        return made(api().post()
                .uri("/api/bundles")
                .body(Map.of("evidence", List.of(evidence.value()), "renditions", true))
                .retrieve()
                .toEntity(JsonNode.class));
    }

    /** Flips a bit in the middle of where the zip holds these bytes. */
    private static void bend(Path zip, byte[] content) throws Exception {
        byte[] bytes = Files.readAllBytes(zip);
        int at = 0;
        while (!Arrays.equals(bytes, at, at + content.length, content, 0, content.length)) {
            at++;
        }
        bytes[at + content.length / 2] ^= 1;
        Files.write(zip, bytes);
    }
}
