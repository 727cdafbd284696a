package org.vidimus.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Makes a small bundle in memory, the same in every run: two pieces of evidence, three originals, a history with other
 * entries in between, one erased payload. Each part can be changed before the bundle is put together, so that a wrong
 * bundle is signed like a right one.
 */
final class TestBundle {
    final TestLedger ledger = new TestLedger(7);
    final LedgerSubject first = LedgerSubject.evidence(ledger.id());
    final LedgerSubject second = LedgerSubject.evidence(ledger.id());
    final LedgerSubject camera = new LedgerSubject("camera", ledger.id());
    final UUID bundle = ledger.id();
    final Actor dock = new Actor(Actor.Kind.TOKEN, ledger.id(), "dock Nordstraße");
    final Actor manager = ledger.person("E. Brandt");

    final Map<String, byte[]> contents = new HashMap<>();
    final List<BundleDescription.OriginalLine> originals = new ArrayList<>();
    final List<BundleFile> files = new ArrayList<>();
    List<CustodyRecord> records = List.of();
    Optional<byte[]> custodyText = Optional.empty();
    Optional<SignedNote> note = Optional.empty();
    NoteSigner bundleSigner = ledger.signer();
    Optional<Checkpoint> named = Optional.empty();
    List<BundleDescription.EvidenceLine> evidence = List.of();
    private int longest = 70_000;

    /** A bundle that holds. */
    static TestBundle good() {
        return new TestBundle().lived().exported();
    }

    /** One that holds and is small enough to change each of its bytes. */
    static TestBundle small() {
        var bundle = new TestBundle();
        bundle.longest = 300;
        return bundle.lived().exported();
    }

    /** What happened before the export. */
    TestBundle lived() {
        receive(first, 1, "GX010042.MP4", Math.min(longest, 3000));
        receive(second, 1, "Zeuge \u2013 100 % ../böse\n.mov", longest);
        ledger.act("evidence.show", ledger.person("O. Other"), LedgerSubject.evidence(ledger.id()));
        receive(first, 2, "GX020042.MP4", 0);
        ledger.act("evidence.view", ledger.person("A. Müller"), first, second);
        ledger.erase(ledger.size() - 1);
        ledger.act("camera.report", dock, camera);
        ledger.attempt("evidence.download", ledger.person("A. Müller"), List.of(second), Map.of());
        return this;
    }

    void receive(LedgerSubject subject, int number, String name, int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        var line = BundleDescription.OriginalLine.of(subject.id(), number, length, Sha256.of(bytes), name);
        originals.add(line);
        contents.put(line.path(), bytes);
        seal(subject, number, line.sha256().toString(), length);
    }

    void seal(LedgerSubject subject, int number, String sha256, long length) {
        var upload = new LedgerSubject("upload", ledger.id());
        UUID attempt = ledger.attempt("upload.seal", dock, List.of(upload, camera), Map.of());
        ledger.outcome(
                attempt,
                "upload.seal",
                dock,
                List.of(upload, camera, subject),
                Map.of(
                        "sha256", sha256,
                        "original", Integer.toString(number),
                        "length-bytes", Long.toString(length)));
    }

    /** The export's attempt, and everything that goes into the bundle. */
    TestBundle exported() {
        ledger.attempt("bundle.export", manager, List.of(first, second), Map.of("bundle", bundle.toString()));
        return collected();
    }

    /** Collects history and metadata as the ledger stands; a few more entries follow, as on a busy day. */
    TestBundle collected() {
        evidence = List.of(line(first, "Encounter at the square"), line(second, "Received: Zeuge"));
        ledger.act("evidence.show", ledger.person("O. Other"), LedgerSubject.evidence(ledger.id()));
        records = ledger.history(Set.of(first, second));
        for (LedgerSubject subject : List.of(first, second)) {
            files.add(BundleFile.of(
                    "metadata/evidence/" + subject.id() + ".json",
                    ("{\"id\":\"" + subject.id() + "\"}\n").getBytes(UTF_8)));
        }
        files.add(BundleFile.of("README.txt", "What this is.\n".getBytes(UTF_8)));
        files.add(BundleFile.of("report.html", "<!doctype html><title>Report</title>\n".getBytes(UTF_8)));
        return this;
    }

    private BundleDescription.EvidenceLine line(LedgerSubject subject, String title) {
        return new BundleDescription.EvidenceLine(
                subject.id(), ledger.lengthOf(subject), Math.max(0, ledger.size() - 1), title);
    }

    BundleDescription head() {
        return new BundleDescription(
                bundle,
                ledger.now(),
                manager,
                "Ordnungsamt Musterstadt",
                Optional.of("complaint 2026/17"),
                named.orElseGet(ledger::checkpoint),
                evidence,
                originals,
                List.of());
    }

    Bundle assemble() {
        var all = new ArrayList<>(files);
        all.add(BundleFile.of(Bundle.CUSTODY, custodyText.orElseGet(() -> custody(records))));
        return Bundle.assemble(
                head(), note.orElseGet(() -> head().checkpoint().sign(ledger.signer())), all, bundleSigner);
    }

    byte[] zip() {
        var out = new ByteArrayOutputStream();
        try {
            assemble().writeTo(out, line -> new ByteArrayInputStream(content(line.path())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    byte[] content(String path) {
        return Optional.ofNullable(contents.get(path)).orElseThrow();
    }

    /** The text of a history; leaf indexes as given, so that wrong orders can be written too. */
    static byte[] custody(List<CustodyRecord> records) {
        var out = new ByteArrayOutputStream();
        out.writeBytes((CustodyWriter.HEADER + "\n").getBytes(UTF_8));
        records.forEach(record -> out.writeBytes(record.encode()));
        return out.toByteArray();
    }
}
