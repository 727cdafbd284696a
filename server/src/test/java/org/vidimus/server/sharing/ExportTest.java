package org.vidimus.server.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.Settings;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.custody.Histories;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.trust.Bundle;
import org.vidimus.trust.CustodyReader;
import org.vidimus.trust.CustodyRecord;
import org.vidimus.trust.Entry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a sealed original to a bundle that strangers can check. */
class ExportTest extends SharingTest {
    private static final String NASTY = "<img src=x onerror=\"alert(1)\"> Größe \u202e4pm.mp4";

    @Autowired
    Settings settings;

    @Autowired
    Histories histories;

    @Autowired
    Bundles bundles;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Test
    void makesWhatOrdinaryToolsCanCheck() throws Exception {
        byte[] footageBytes = randomBytes(3_000_000, 1);
        EvidenceId one = footage.file("GX010042.MP4", footageBytes);
        EvidenceId two = footage.file(NASTY, "hello\n".getBytes(UTF_8));

        Path zip = bundleOf(one, two);

        assertThat(run(folder, "unzip", "-tqq", zip.toString())).isEmpty();
        Path bag = unpacked(zip);
        assertThat(run(bag, "sha256sum", "-c", "--quiet", "manifest-sha256.txt", "tagmanifest-sha256.txt"))
                .isEmpty();
        assertThat(IndependentBag.faultsOf(bag)).isEmpty();
        assertThat(bag.resolve("data/" + one + "/1-GX010042.MP4")).hasBinaryContent(footageBytes);
    }

    @Test
    void endsEachHistoryWithTheAttemptOfThisExport() throws Exception {
        EvidenceId one = footage.file("a.mp4", randomBytes(1000, 2));
        bundleOf(one);

        JsonNode made = export(one);
        List<Entry> entries = history(unpacked(download(made)));

        assertThat(entries)
                .extracting(Entry::action)
                .filteredOn(action -> !action.equals("evidence.examine"))
                .containsExactly(
                        "upload.seal",
                        "bundle.export",
                        "bundle.export",
                        "bundle.download",
                        "bundle.download",
                        "bundle.export");
        assertThat(entries.getLast().phase()).isEqualTo(Entry.Phase.ATTEMPT);
        assertThat(entries.getLast().detail("bundle")).contains(made.get("id").asString());
        assertThat(entries.getLast().purpose()).contains("complaint 2026/17");
    }

    @Test
    void writesTheSameBytesAgainAndGoesOnWhereADownloadBroke() throws Exception {
        JsonNode made = export(footage.file("a.mp4", randomBytes(300_000, 3)));

        Path first = download(made);
        byte[] second = Files.readAllBytes(download(made));
        byte[] rest = api().get()
                .uri(made.get("url").asString())
                .header("Range", "bytes=200000-")
                .exchange((request, response) -> {
                    assertThat(response.getStatusCode()).isEqualTo(HttpStatus.PARTIAL_CONTENT);
                    assertThat(response.getHeaders().getFirst("Content-Range"))
                            .isEqualTo("bytes 200000-" + (second.length - 1) + "/" + second.length);
                    return response.getBody().readAllBytes();
                });

        assertThat(first).hasBinaryContent(second);
        assertThat(rest).isEqualTo(java.util.Arrays.copyOfRange(second, 200_000, second.length));
    }

    @Test
    void tellsInWordsWhatIsInside() throws Exception {
        EvidenceId evidence = footage.file(NASTY, randomBytes(1000, 4));

        Path bag = unpacked(bundleOf(evidence));

        String report = Files.readString(bag.resolve("report.html"));
        assertThat(report)
                .contains("Ordnungsamt Musterstadt", "complaint 2026/17", "Name of wearer", "CN=Small Authority")
                .contains("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; Größe [U+202E]4pm.mp4")
                .doesNotContain("<img", "<script");
        assertThat(run(bag, "pdftotext", "-layout", "report.pdf", "-"))
                .contains("Ordnungsamt Musterstadt", "upload.seal");
        JsonNode metadata = JsonMapper.shared()
                .readTree(bag.resolve("metadata/evidence/" + evidence + ".json").toFile());
        assertThat(metadata.at("/originals/0/name").asString()).isEqualTo(NASTY);
        assertThat(metadata.at("/originals/0/clockOffsetMs").asInt()).isEqualTo(1500);
        assertThat(metadata.at("/wearer/name").asString()).isEqualTo("Name of wearer");
        assertThat(metadata.at("/evidence/derivation/kind").asString()).isEqualTo("received");
        assertThat(bag.resolve("verify.html")).exists();
    }

    @Test
    void carriesTheTimeStampOfTheAuthority() throws Exception {
        Path bag = unpacked(bundleOf(footage.file("a.mp4", randomBytes(1000, 5))));

        Path root = AUTHORITY.rootAsPem(folder);
        assertThat(run(
                        bag,
                        "openssl",
                        "ts",
                        "-verify",
                        "-in",
                        "metadata/checkpoint.tsr",
                        "-data",
                        "metadata/checkpoint.txt",
                        "-CAfile",
                        root.toString()))
                .contains("Verification: OK");
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENT", "BROKEN", "REFUSING"})
    void exportsWithoutATimeStampWhenTheAuthorityFailsAndSaysSo(SmallAuthority.Manner manner) throws Exception {
        AUTHORITY.be(manner);

        Path bag = unpacked(bundleOf(footage.file("a.mp4", randomBytes(1000, 60 + manner.ordinal()))));

        assertThat(bag.resolve("metadata/checkpoint.tsr")).doesNotExist();
        assertThat(Files.readString(bag.resolve("report.html")))
                .contains("A time stamp was asked for, but not received", "Ein Zeitstempel wurde angefragt");
    }

    @Test
    void refusesWhatCannotBeExported() throws Exception {
        EvidenceId there = footage.file("a.mp4", randomBytes(1000, 7));

        assertThat(problem(ask(api()))).isEqualTo("422 bundle-evidence-count");
        assertThat(problem(ask(api(), EvidenceId.random()))).isEqualTo("404 bundle-evidence-unknown");
        assertThat(problem(ask(api(), there, EvidenceId.random()))).isEqualTo("404 bundle-evidence-unknown");
        for (Role role : new Role[] {Role.WEARER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.DOCK}) {
            assertThat(problem(ask(people.api(role), there))).as(role.name()).isEqualTo("403 not-allowed");
        }
        assertThat(problem(ask(people.visitor(), there))).isEqualTo("401 sign-in-needed");
    }

    @Test
    void handsOverOnlyToThoseWithTheRight() throws Exception {
        JsonNode made = export(footage.file("a.mp4", randomBytes(1000, 8)));

        for (Role role : new Role[] {Role.WEARER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.DOCK}) {
            ResponseEntity<JsonNode> answer = people.api(role)
                    .get()
                    .uri(made.get("url").asString())
                    .retrieve()
                    .toEntity(JsonNode.class);
            assertThat(problem(answer)).as(role.name()).isEqualTo("403 not-allowed");
        }
        ResponseEntity<JsonNode> unknown = api().get()
                .uri("/api/bundles/" + BundleId.random() + "/content")
                .retrieve()
                .toEntity(JsonNode.class);
        assertThat(problem(unknown)).isEqualTo("404 not-found");
    }

    @Test
    void breaksOffAndRecordsItWhenStoredBytesAreNotTheSealedOnes() throws Exception {
        EvidenceId evidence = footage.file("a.mp4", randomBytes(2_000_000, 9));
        JsonNode made = export(evidence);
        damage(settings.vault(), 2_000_000);

        assertThatThrownBy(() -> api().get().uri(made.get("url").asString()).exchange((request, response) -> {
                    try (InputStream body = response.getBody()) {
                        return body.readAllBytes();
                    }
                }))
                .hasRootCauseInstanceOf(IOException.class);

        assertThat(actions(evidence)).contains("bundle.break-off");
    }

    @Test
    void makesSeveralBundlesBesideEachOther() throws Exception {
        EvidenceId[] evidence = new EvidenceId[8];
        for (int i = 0; i < evidence.length; i++) {
            evidence[i] = footage.file("a" + i + ".mp4", randomBytes(500_000, 20 + i));
        }
        EvidenceId shared = footage.file("shared.mp4", randomBytes(100_000, 30));

        List<Future<Path>> zips = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (EvidenceId one : evidence) {
                zips.add(threads.submit(() -> bundleOf(one, shared)));
            }
        }

        for (Future<Path> zip : zips) {
            assertThat(IndependentBag.faultsOf(unpacked(zip.get()))).isEmpty();
        }
    }

    @Test
    void letsTheContentsGoWhenTheirTimeIsOver() throws Exception {
        JsonNode made = export(footage.file("a.mp4", randomBytes(1000, 10)));
        BundleId id = new BundleId(java.util.UUID.fromString(made.get("id").asString()));

        int before = Objects.requireNonNull(transaction.execute(status -> bundles.empty(clock.instant())));
        assertThat(before).isZero();
        transaction.executeWithoutResult(status -> bundles.empty(clock.instant().plus(Duration.ofDays(31))));

        assertThat(bundles.files(id)).isEmpty();
        assertThat(bundles.find(id).orElseThrow().emptied()).isTrue();
        ResponseEntity<JsonNode> answer =
                api().get().uri(made.get("url").asString()).retrieve().toEntity(JsonNode.class);
        assertThat(problem(answer)).isEqualTo("410 bundle-gone");
    }

    private List<String> actions(EvidenceId evidence) {
        return histories.of(Subject.evidence(evidence.value())).stream()
                .flatMap(entry -> entry.payload().stream())
                .map(payload -> Entry.parse(payload).action())
                .toList();
    }

    private static List<Entry> history(Path bag) throws IOException {
        CustodyReader reader =
                new CustodyReader(new ByteArrayInputStream(Files.readAllBytes(bag.resolve(Bundle.CUSTODY))));
        List<Entry> entries = new ArrayList<>();
        for (Optional<CustodyRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
            entries.add(Entry.parse(next.get().opened().orElseThrow().entry()));
        }
        return entries;
    }

    private static String problem(ResponseEntity<JsonNode> answer) {
        JsonNode body = Objects.requireNonNull(answer.getBody());
        return answer.getStatusCode().value() + " " + body.path("code").asString("");
    }

    /** Turns one bit in the middle of the newest stored file of about this length. */
    private static void damage(Path vault, long lengthBytes) throws IOException {
        Path stored;
        try (var files = Files.walk(vault)) {
            stored = files.filter(Files::isRegularFile)
                    .filter(file -> Math.abs(size(file) - lengthBytes) < 50_000)
                    .max(java.util.Comparator.comparing(ExportTest::changed))
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(stored);
        bytes[bytes.length / 2] ^= 1;
        stored.toFile().setWritable(true);
        Files.write(stored, bytes);
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private static long changed(Path file) {
        return file.toFile().lastModified();
    }
}
