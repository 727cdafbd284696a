package org.vidimus.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.trust.Actor;
import org.vidimus.trust.Bundle;
import org.vidimus.trust.BundleDescription;
import org.vidimus.trust.BundleFile;
import org.vidimus.trust.Checkpoint;
import org.vidimus.trust.CustodyRecord;
import org.vidimus.trust.CustodyWriter;
import org.vidimus.trust.Entry;
import org.vidimus.trust.Leaf;
import org.vidimus.trust.LedgerSubject;
import org.vidimus.trust.NoteSigner;
import org.vidimus.trust.Sha256;

class VerifyCommandTest {
    private final NoteSigner signer = NoteSigner.generate("vidimus/test", new SecureRandom());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Path bundle = Path.of("");

    @BeforeEach
    void makeABundleOfOneOriginalAsTheServerDoes() throws IOException {
        var id = UUID.randomUUID();
        var evidence = LedgerSubject.evidence(UUID.randomUUID());
        var actor = new Actor(Actor.Kind.PERSON, UUID.randomUUID(), "E. Brandt \u001b[31m");
        byte[] original = "not really a film".getBytes(UTF_8);
        var line =
                BundleDescription.OriginalLine.of(evidence.id(), 1, original.length, Sha256.of(original), "film.mp4");
        var seal = entry(actor, evidence, "upload.seal", Optional.of(UUID.randomUUID()), Entry.Result.DONE);
        seal.put("sha256", line.sha256().toString());
        seal.put("original", "1");
        seal.put("length-bytes", Integer.toString(original.length));
        var export = entry(actor, evidence, "bundle.export", Optional.empty(), Entry.Result.ALLOWED);
        export.put("bundle", id.toString());

        byte[] salt = new byte[Leaf.SALT_BYTES];
        byte[] first = seal.entry().encode();
        var firstLeaf = new Leaf(
                seal.id, Leaf.commitment(salt, first), List.of(new Leaf.ChainLink(evidence, 1, Optional.empty())));
        byte[] second = export.entry().encode();
        var secondLeaf = new Leaf(
                export.id,
                Leaf.commitment(salt, second),
                List.of(new Leaf.ChainLink(evidence, 2, Optional.of(firstLeaf.hash()))));
        var root = org.vidimus.trust.Merkle.nodeHash(firstLeaf.hash(), secondLeaf.hash());
        var history = new ByteArrayOutputStream();
        var writer = new CustodyWriter(history);
        writer.add(new CustodyRecord(
                0, Optional.of(new CustodyRecord.Opened(salt, first)), firstLeaf.encode(), List.of(secondLeaf.hash())));
        writer.add(new CustodyRecord(
                1,
                Optional.of(new CustodyRecord.Opened(salt, second)),
                secondLeaf.encode(),
                List.of(firstLeaf.hash())));
        var checkpoint = Checkpoint.of(signer.name(), 2, root);
        var head = new BundleDescription(
                id,
                Instant.parse("2026-03-01T10:00:00Z"),
                actor,
                "Ordnungsamt",
                Optional.empty(),
                checkpoint,
                List.of(new BundleDescription.EvidenceLine(evidence.id(), 2, 1, "Encounter")),
                List.of(line),
                List.of());
        var assembled = Bundle.assemble(
                head,
                checkpoint.sign(signer),
                List.of(
                        BundleFile.of(Bundle.CUSTODY, history.toByteArray()),
                        BundleFile.of("metadata/evidence/" + evidence.id() + ".json", "{}\n".getBytes(UTF_8))),
                signer);
        bundle = folder.resolve("bundle.zip");
        try (var file = Files.newOutputStream(bundle)) {
            assembled.writeTo(file, which -> new ByteArrayInputStream(original));
        }
    }

    private static final class Draft {
        private final UUID id = UUID.randomUUID();
        private final TreeMap<String, String> details = new TreeMap<>();
        private final java.util.function.Function<Draft, Entry> make;

        Draft(java.util.function.Function<Draft, Entry> make) {
            this.make = make;
        }

        void put(String key, String value) {
            details.put(key, value);
        }

        Entry entry() {
            return make.apply(this);
        }
    }

    private static Draft entry(
            Actor actor, LedgerSubject evidence, String action, Optional<UUID> attempt, Entry.Result result) {
        return new Draft(draft -> new Entry(
                draft.id,
                Instant.parse("2026-03-01T09:00:00Z"),
                attempt.isPresent() ? Entry.Phase.OUTCOME : Entry.Phase.ATTEMPT,
                attempt,
                action,
                actor,
                Entry.Door.API,
                List.of(evidence),
                Optional.empty(),
                result,
                draft.details));
    }

    private int run(String... args) {
        return new VerifyCommand(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)).run(args);
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    @Test
    void endsWithZeroWhenAllHolds() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), signer.verifier().encode() + "\n");
        Path checkpoint = folder.resolve("checkpoint");
        Files.write(
                checkpoint,
                Checkpoint.of("vidimus/test", 3, Sha256.of(new byte[1]))
                        .sign(signer)
                        .encode());

        int exit = run("--key", key.toString(), bundle.toString(), "--checkpoint", checkpoint.toString());

        assertThat(exit).as(printed()).isZero();
        assertThat(printed())
                .contains("HOLDS: ", "1  film.mp4  17 B", "known-checkpoint-unlinked", "History     2 entries")
                .doesNotContain("key-from-bundle", "\u001b");
    }

    @Test
    void endsWithOneAndNamesWhatWasChanged() throws IOException {
        byte[] zip = Files.readAllBytes(bundle);
        int at = new String(zip, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("not really");
        zip[at] = 'N';
        Files.write(bundle, zip);

        assertThat(run(bundle.toString())).isEqualTo(1);
        assertThat(printed()).contains("DOES NOT HOLD", "bag-digest-differs", "1-film.mp4", "bundle-file-differs");
    }

    @Test
    void endsWithTwoWhenItIsNoBundle() throws IOException {
        Path text = Files.writeString(folder.resolve("letter.txt"), "Dear Sirs");

        assertThat(run(text.toString())).isEqualTo(2);
        assertThat(printed()).contains("NOT A BUNDLE", "not-a-bundle");
        assertThat(run(folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(run("a", "b")).isEqualTo(2);
        assertThat(run("--nonsense", bundle.toString())).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("there is no such file", "One file at a time", "no option --nonsense");
    }

    @Test
    void aKeyThatIsNoKeyIsSaidSo() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "mine");

        assertThat(run(bundle.toString(), "--key", key.toString())).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("key-malformed");
    }

    @Test
    void printsOneJsonObjectForPrograms() {
        assertThat(run("--json", bundle.toString())).isZero();
        assertThat(printed())
                .startsWith("{\"file\":\"")
                .contains("\"verdict\":\"holds\"", "\"code\":\"key-from-bundle\"", "\"entries\":2", "\\u001b[31m")
                .endsWith("}" + System.lineSeparator());
    }

    @Test
    void helpIsTheManual() {
        assertThat(run("--help")).isZero();
        assertThat(printed()).contains("vidimus verify FILE");
    }
}
