package org.vidimus.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody without the ledger's key changes a good bundle in every way we could think of, with digests, CRCs and manifests made
 * anew where that helps them. Nothing may pass.
 */
class TamperTest {
    private static final byte[] GOOD = TestBundle.small().zip();
    private static final Map<String, byte[]> FILES = Collections.unmodifiableMap(TestZip.files(GOOD));
    private static final String FOLDER = TestZip.folder();
    private static final Trusted TRUSTED =
            Trusted.key(TestBundle.small().ledger.signer().verifier());

    private static BundleReport check(byte[] zip) {
        return BundleCheckTest.check(zip, TRUSTED);
    }

    private static void assertFound(String what, byte[] zip) {
        assertThat(Arrays.equals(zip, GOOD)).as("%s changes something", what).isFalse();
        var report = check(zip);
        assertThat(report.verdict()).as(what).isNotEqualTo(BundleReport.Verdict.HOLDS);
        assertThat(report.findings()).as(what).isNotEmpty();
    }

    @Test
    void theBundleHoldsBeforeAnybodyTouchesIt() {
        assertThat(check(GOOD).verdict()).isEqualTo(BundleReport.Verdict.HOLDS);
    }

    @Test
    void aFlippedBitAnywhereIsFound() {
        var random = new Random(1);
        for (int i = 0; i < 600; i++) {
            flip(random.nextInt(GOOD.length), random.nextInt(8));
        }
    }

    @Test
    @Tag("long")
    void aFlippedBitInEveryByteIsFound() {
        for (int at = 0; at < GOOD.length; at++) {
            flip(at, at % 8);
        }
    }

    private static void flip(int at, int bit) {
        byte[] zip = GOOD.clone();
        zip[at] ^= (byte) (1 << bit);
        assertFound("bit " + bit + " of byte " + at, zip);
    }

    @Test
    void bytesOverwrittenWithZerosOnesOrNoiseAreFound() {
        var random = new Random(2);
        for (int i = 0; i < 200; i++) {
            byte[] zip = GOOD.clone();
            int from = random.nextInt(zip.length);
            int to = Math.min(zip.length, from + 1 + random.nextInt(40));
            switch (i % 3) {
                case 0 -> Arrays.fill(zip, from, to, (byte) 0);
                case 1 -> Arrays.fill(zip, from, to, (byte) -1);
                default -> {
                    for (int at = from; at < to; at++) {
                        zip[at] = (byte) random.nextInt();
                    }
                }
            }
            if (!Arrays.equals(zip, GOOD)) {
                assertFound("bytes " + from + " to " + to, zip);
            }
        }
    }

    @Test
    void bytesInsertedOrRemovedAreFound() {
        var random = new Random(3);
        for (int i = 0; i < 150; i++) {
            int at = random.nextInt(GOOD.length);
            int count = 1 + random.nextInt(30);
            var inserted = new byte[count];
            random.nextBytes(inserted);
            assertFound("inserted at " + at, joined(GOOD, 0, at, inserted, at));
            assertFound("removed at " + at, joined(GOOD, 0, at, new byte[0], Math.min(GOOD.length, at + count)));
        }
    }

    private static byte[] joined(byte[] bytes, int from, int to, byte[] between, int rest) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, from, to - from);
        out.writeBytes(between);
        out.write(bytes, rest, bytes.length - rest);
        return out.toByteArray();
    }

    @Test
    void aCutAnywhereIsFound() {
        for (int length = 0; length < GOOD.length; length += 397) {
            assertFound("cut to " + length, Arrays.copyOf(GOOD, length));
            assertFound("without the first " + (length + 1), Arrays.copyOfRange(GOOD, length + 1, GOOD.length));
        }
        for (int less = 1; less < 60; less++) {
            assertFound("without the last " + less, Arrays.copyOf(GOOD, GOOD.length - less));
        }
    }

    @Test
    void bytesAroundTheZipAreFound() {
        assertFound("a line feed after", Text.concat(GOOD, new byte[] {'\n'}));
        assertFound("a zero after", Text.concat(GOOD, new byte[1]));
        assertFound("much after", Text.concat(GOOD, new byte[100_000]));
        assertFound("a zero before", Text.concat(new byte[1], GOOD));
        assertFound("twice", Text.concat(GOOD, GOOD));
        assertFound("in front of itself with another folder", Text.concat(TestZip.write("vidimus-x", List.of()), GOOD));
        byte[] comment = Text.concat(GOOD, "hi".getBytes(UTF_8));
        comment[GOOD.length - 2] = 2;
        assertFound("a comment", comment);
    }

    static Stream<String> paths() {
        return FILES.keySet().stream();
    }

    /** All that can be done with one file, with the zip and the manifests made anew around it. */
    @ParameterizedTest
    @MethodSource("paths")
    void whateverIsDoneToAFileIsFoundAndTheFileIsNamed(String path) {
        byte[] bytes = TestZip.bytes(FILES, path);
        var changes = new LinkedHashMap<String, Map<String, byte[]>>();
        changes.put("missing", TestZip.without(FILES, path));
        changes.put("empty", TestZip.with(FILES, path, bytes.length == 0 ? new byte[1] : new byte[0]));
        changes.put("a byte more", TestZip.with(FILES, path, Text.concat(bytes, new byte[] {'\n'})));
        changes.put("a byte in front", TestZip.with(FILES, path, Text.concat(new byte[] {' '}, bytes)));
        changes.put("twice as long", TestZip.with(FILES, path, Text.concat(bytes, Text.concat(bytes, new byte[1]))));
        changes.put("renamed", TestZip.with(TestZip.without(FILES, path), path + "x", bytes));
        changes.put(
                "renamed to capitals",
                TestZip.with(TestZip.without(FILES, path), path.toUpperCase(java.util.Locale.ROOT) + "X", bytes));
        changes.put("moved", TestZip.with(TestZip.without(FILES, path), "elsewhere/" + path, bytes));
        changes.put("copied", TestZip.with(FILES, path + ".bak", bytes));
        if (bytes.length > 1) {
            byte[] changed = bytes.clone();
            changed[bytes.length / 2] ^= 0x10;
            changes.put("a bit changed", TestZip.with(FILES, path, changed));
            changes.put("cut", TestZip.with(FILES, path, Arrays.copyOf(bytes, bytes.length - 1)));
        }
        changes.forEach((how, files) -> {
            String what = path + " " + how;
            assertNamed(what, path, TestZip.sorted(FOLDER, files));
            if (!path.equals(Bundle.MANIFEST) && !path.equals(Bundle.TAG_MANIFEST)) {
                assertNamed(what + ", manifests made anew", path, TestZip.sorted(FOLDER, TestZip.withManifests(files)));
            }
        });
    }

    private static void assertNamed(String what, String path, byte[] zip) {
        assertFound(what, zip);
        assertThat(check(zip).findings())
                .as(what)
                .anyMatch(finding -> finding.severity() == Severity.ERROR
                        && (finding.where() + " " + finding.detail()).contains(path));
    }

    @Test
    void filesInAnotherOrderAreFound() {
        var random = new Random(4);
        for (int i = 0; i < 40; i++) {
            var files = TestZip.list(FILES);
            Collections.shuffle(files, random);
            byte[] zip = TestZip.write(FOLDER, files);
            if (!Arrays.equals(zip, GOOD)) {
                assertFound("shuffle " + i, zip);
            }
        }
    }

    @Test
    void contentsSwappedBetweenFilesAreFound() {
        var paths = List.copyOf(FILES.keySet());
        for (int i = 0; i < paths.size(); i++) {
            for (int j = 0; j < i; j++) {
                var swapped = TestZip.with(
                        TestZip.with(FILES, paths.get(i), TestZip.bytes(FILES, paths.get(j))),
                        paths.get(j),
                        TestZip.bytes(FILES, paths.get(i)));
                if (!Arrays.equals(TestZip.bytes(FILES, paths.get(i)), TestZip.bytes(FILES, paths.get(j)))) {
                    assertFound(paths.get(i) + " and " + paths.get(j), TestZip.sorted(FOLDER, swapped));
                }
            }
        }
    }

    @Test
    void aFileMoreOfAnyNameIsFound() {
        for (String name : List.of(
                "x",
                "data/x",
                "data/" + "0".repeat(36) + "/1-a.mp4",
                "metadata/custody.txt.bak",
                "fetch.txt",
                "manifest-md5.txt",
                "tagmanifest-sha512.txt",
                "README.TXT",
                "readme.txt",
                "metadata/",
                "data/",
                "!evil.txt",
                "!/etc/passwd",
                "!../../evil",
                "!C:\\evil",
                "!" + FOLDER + "x/report.html",
                "!" + FOLDER + "/./report.html",
                "!" + FOLDER + "//report.html",
                "!" + FOLDER + "\\report.html",
                "!vidimus-00000000-0000-0000-0000-000000000000/report.html",
                "report.html\u0000.txt",
                "report\u202e.html",
                "re\u0301port.html")) {
            for (byte[] bytes : List.of(new byte[0], "more".getBytes(UTF_8))) {
                var files = new ArrayList<>(TestZip.list(FILES));
                files.add(new TestZip.File(name, bytes));
                files.sort((left, right) -> BagPath.ORDER.compare(
                        left.path().startsWith("!") ? left.path().substring(1) : FOLDER + "/" + left.path(),
                        right.path().startsWith("!") ? right.path().substring(1) : FOLDER + "/" + right.path()));
                assertFound("more: " + name, TestZip.write(FOLDER, files));
            }
        }
    }

    @Test
    void aFileOfANameThatIsThereAlreadyIsFoundWhereverItStands() {
        for (String path : FILES.keySet()) {
            var files = TestZip.list(FILES);
            int at = List.copyOf(FILES.keySet()).indexOf(path);
            files.add(at, new TestZip.File(path, "another".getBytes(UTF_8)));
            assertFound("another before " + path, TestZip.write(FOLDER, files));
            files = TestZip.list(FILES);
            files.add(at + 1, new TestZip.File(path, "another".getBytes(UTF_8)));
            assertFound("another after " + path, TestZip.write(FOLDER, files));
            files = TestZip.list(FILES);
            files.add(at, files.get(at));
            assertFound("twice " + path, TestZip.write(FOLDER, files));
        }
    }

    @Test
    void aZipThatAnotherProgramMadeOfTheSameFilesIsFound() throws IOException {
        for (int method : new int[] {ZipEntry.STORED, ZipEntry.DEFLATED}) {
            var out = new ByteArrayOutputStream();
            try (var zip = new ZipOutputStream(out)) {
                for (var file : FILES.entrySet()) {
                    var entry = new ZipEntry(FOLDER + "/" + file.getKey());
                    var crc = new CRC32();
                    crc.update(file.getValue());
                    entry.setMethod(method);
                    entry.setSize(file.getValue().length);
                    entry.setCrc(crc.getValue());
                    entry.setTime(0);
                    zip.putNextEntry(entry);
                    zip.write(file.getValue());
                    zip.closeEntry();
                }
            }
            assertFound("method " + method, out.toByteArray());
        }
    }

    @Test
    void aRecordOfTheHistoryThatIsChangedIsFoundInTheHistory() {
        var records = TestBundle.small().records;
        var changes = new LinkedHashMap<String, List<CustodyRecord>>();
        for (int at = 0; at < records.size(); at++) {
            int here = at;
            CustodyRecord record = records.get(at);
            changes.put(
                    "missing " + at, records.stream().filter(r -> r != record).toList());
            changes.put(
                    "erased " + at,
                    replaced(
                            records,
                            here,
                            new CustodyRecord(
                                    record.index(), java.util.Optional.empty(), record.leaf(), record.proof())));
            changes.put(
                    "proof shorter " + at,
                    replaced(
                            records,
                            here,
                            new CustodyRecord(
                                    record.index(),
                                    record.opened(),
                                    record.leaf(),
                                    record.proof().subList(1, record.proof().size()))));
            changes.put(
                    "proof longer " + at,
                    replaced(
                            records,
                            here,
                            new CustodyRecord(
                                    record.index(),
                                    record.opened(),
                                    record.leaf(),
                                    Stream.concat(record.proof().stream(), Stream.of(Sha256.of()))
                                            .toList())));
            CustodyRecord other = records.get((at + 1) % records.size());
            changes.put(
                    "proof of another " + at,
                    replaced(
                            records,
                            here,
                            new CustodyRecord(record.index(), record.opened(), record.leaf(), other.proof())));
            changes.put(
                    "leaf of another " + at,
                    replaced(
                            records,
                            here,
                            new CustodyRecord(record.index(), record.opened(), other.leaf(), record.proof())));
            changes.put(
                    "entry of another " + at,
                    replaced(
                            records,
                            here,
                            new CustodyRecord(record.index(), other.opened(), record.leaf(), record.proof())));
        }
        changes.forEach((how, changed) -> {
            byte[] text = TestBundle.custody(changed);
            if (!Arrays.equals(text, TestZip.bytes(FILES, Bundle.CUSTODY))) {
                assertNamed(
                        how,
                        Bundle.CUSTODY,
                        TestZip.sorted(FOLDER, TestZip.withManifests(TestZip.with(FILES, Bundle.CUSTODY, text))));
            }
        });
    }

    private static List<CustodyRecord> replaced(List<CustodyRecord> records, int at, CustodyRecord record) {
        var all = new ArrayList<>(records);
        all.set(at, record);
        return all;
    }

    @Test
    void aBundleSignedWithAKeyOfOnesOwnIsFoundByWhoKnowsTheKey() {
        var forger = TestLedger.signer(TestLedger.ORIGIN, 1234);
        var note = SignedNote.parse(TestZip.bytes(FILES, Bundle.CHECKPOINT));
        var files = TestZip.with(FILES, Bundle.KEY, forger.verifier().encode() + "\n");
        files = TestZip.with(files, Bundle.CHECKPOINT, forger.sign(note.text()).encode());
        files = TestZip.with(files, "report.html", "<p>Guilty");
        byte[] zip = TestZip.sorted(FOLDER, TestZip.signed(files, forger));

        assertThat(check(zip).counts()).containsKey(FindingCode.KEY_DIFFERS);
        // Nobody else can tell, and the report says so.
        var alone = BundleCheckTest.check(zip, Trusted.nothing());
        assertThat(alone.verdict()).isEqualTo(BundleReport.Verdict.HOLDS);
        assertThat(alone.counts()).containsKey(FindingCode.KEY_FROM_BUNDLE);
    }
}
