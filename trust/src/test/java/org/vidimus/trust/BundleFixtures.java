package org.vidimus.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** For each code, a file that must raise it, and what the checker knows from elsewhere. */
final class BundleFixtures {
    /** One file to check. */
    record Fixture(byte[] file, Trusted trusted) {}

    private static final byte[] GOOD = TestBundle.good().zip();
    private static final Map<String, byte[]> FILES = Collections.unmodifiableMap(TestZip.files(GOOD));
    private static final String FOLDER = TestZip.folder();
    private static final NoteSigner SIGNER = new TestBundle().ledger.signer();

    private final Map<FindingCode, Supplier<Fixture>> fixtures = new EnumMap<>(FindingCode.class);

    private BundleFixtures() {
        zip();
        zipDirectory();
        bag();
        description();
        keys();
        checkpoints();
        entries();
        histories();
        originals();
        timestamps();
    }

    static Map<FindingCode, Supplier<Fixture>> all() {
        return new BundleFixtures().fixtures;
    }

    private void put(FindingCode code, Supplier<byte[]> file) {
        fixtures.put(code, () -> new Fixture(file.get(), Trusted.nothing()));
    }

    private void putTrusted(FindingCode code, Trusted trusted) {
        fixtures.put(code, () -> new Fixture(GOOD, trusted));
    }

    /** Files of the good bundle, changed, in a good zip. */
    private void putFiles(FindingCode code, UnaryOperator<Map<String, byte[]>> change) {
        put(code, () -> TestZip.sorted(FOLDER, change.apply(FILES)));
    }

    /** A bundle that is wrong from the start, and signed all the same. */
    private void putMade(FindingCode code, Consumer<TestBundle> change) {
        put(code, () -> {
            var bundle = TestBundle.good();
            change.accept(bundle);
            return bundle.zip();
        });
    }

    private static byte[] patched(int at, int value) {
        byte[] zip = GOOD.clone();
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
        return zip;
    }

    private void zip() {
        put(FindingCode.NOT_A_BUNDLE, () -> "a text".getBytes(UTF_8));
        put(FindingCode.ZIP_BYTES_BEFORE, () -> Text.concat("MZ".getBytes(UTF_8), GOOD));
        put(FindingCode.ZIP_BYTES_AFTER, () -> Text.concat(GOOD, "more".getBytes(UTF_8)));
        put(FindingCode.ZIP_BYTES_BETWEEN, () -> TestZip.write(FOLDER, TestZip.list(FILES), 9));
        put(FindingCode.ZIP_HEADER_DIFFERS, () -> patched(TestZip.local(GOOD, "README.txt") + 10, 0x6000));
        put(FindingCode.ZIP_NAMES_DIFFER, () -> patched(TestZip.local(GOOD, "README.txt") + 80, 0x4141));
        put(FindingCode.ZIP_COMPRESSED, () -> patched(TestZip.central(GOOD, "README.txt") + 10, 8));
        put(FindingCode.ZIP_ORDER, () -> {
            var files = TestZip.list(FILES);
            Collections.swap(files, 0, 1);
            return TestZip.write(FOLDER, files);
        });
        put(FindingCode.ZIP_NAME_TWICE, () -> {
            var files = TestZip.list(FILES);
            files.add(1, files.getFirst());
            return TestZip.write(FOLDER, files);
        });
        put(FindingCode.ZIP_NAME_UNSAFE, () -> TestZip.sorted(FOLDER, TestZip.with(FILES, "../../evil", "x")));
        put(FindingCode.ZIP_OUTSIDE_FOLDER, () -> {
            var files = TestZip.list(FILES);
            files.addFirst(new TestZip.File("!another/file", new byte[1]));
            return TestZip.write(FOLDER, files);
        });
        put(FindingCode.ZIP_CRC_DIFFERS, () -> {
            byte[] zip = patched(TestZip.central(GOOD, "README.txt") + 16, 0);
            ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putShort(TestZip.local(GOOD, "README.txt") + 14, (short)
                    0);
            return zip;
        });
    }

    private void zipDirectory() {
        put(FindingCode.ZIP_DIRECTORY_MISSING, () -> java.util.Arrays.copyOf(GOOD, GOOD.length - 30));
        put(FindingCode.ZIP_DIRECTORY_BROKEN, () -> patched(TestZip.central(GOOD, "report.html"), 0));
        put(FindingCode.ZIP_CONTENT_UNREADABLE, () -> {
            byte[] zip = patched(TestZip.central(GOOD, "README.txt") + 22, 0x7f);
            ByteBuffer.wrap(zip)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort(TestZip.central(GOOD, "README.txt") + 26, (short) 0x7f);
            return zip;
        });
        put(FindingCode.ZIP_TOO_LARGE, () -> {
            var out = new ByteArrayOutputStream();
            out.write(GOOD, 0, GOOD.length - ZipItem.END_BYTES);
            out.writeBytes(ZipItem.end(ZipDirectory.MAX_FILES + 1L, 0, 10));
            return out.toByteArray();
        });
    }

    private void bag() {
        putFiles(
                FindingCode.BAG_DECLARATION_DIFFERS,
                files -> TestZip.signed(TestZip.with(files, Bundle.BAGIT, "BagIt-Version: 0.97\n"), SIGNER));
        putFiles(
                FindingCode.BAG_INFO_DIFFERS,
                files -> TestZip.signed(TestZip.with(files, Bundle.BAG_INFO, "Payload-Oxum: 1.1\n"), SIGNER));
        putFiles(
                FindingCode.BAG_MANIFEST_MALFORMED, files -> TestZip.with(files, Bundle.TAG_MANIFEST, "no manifest\n"));
        putFiles(FindingCode.BAG_FILE_MISSING, files -> TestZip.without(files, "report.html"));
        putFiles(FindingCode.BAG_FILE_UNLISTED, files -> TestZip.with(files, "notes.txt", "me too"));
        putFiles(FindingCode.BAG_DIGEST_DIFFERS, files -> TestZip.with(files, "report.html", "<p>Guilty"));
    }

    private void description() {
        putFiles(
                FindingCode.BUNDLE_TEXT_MALFORMED,
                files -> TestZip.with(files, Bundle.DESCRIPTION, "vidimus.bundle/v1\n"));
        putFiles(FindingCode.BUNDLE_TEXT_DIFFERS, files -> {
            String text = new String(TestZip.bytes(files, Bundle.DESCRIPTION), UTF_8);
            return TestZip.withManifests(
                    TestZip.with(files, Bundle.DESCRIPTION, text.replace("E. Brandt", "E. Brand")));
        });
        put(FindingCode.BUNDLE_FOLDER_DIFFERS, () -> TestZip.sorted(BundleDescription.folder(new UUID(1, 2)), FILES));
        putFiles(
                FindingCode.BUNDLE_FILE_MISSING, files -> TestZip.withManifests(TestZip.without(files, "report.html")));
        putFiles(
                FindingCode.BUNDLE_FILE_UNLISTED,
                files -> TestZip.withManifests(TestZip.with(files, "notes.txt", "me too")));
        putFiles(
                FindingCode.BUNDLE_FILE_DIFFERS,
                files -> TestZip.withManifests(TestZip.with(files, "report.html", "<p>Guilty")));
    }

    private void keys() {
        var other = TestLedger.signer(TestLedger.ORIGIN, 99);
        putFiles(
                FindingCode.NOTE_MALFORMED,
                files -> TestZip.withManifests(TestZip.with(files, Bundle.SIGNATURE, "nothing\n")));
        putFiles(FindingCode.NOTE_UNSIGNED, files -> TestZip.signed(files, other));
        putFiles(FindingCode.NOTE_SIGNATURE_WRONG, files -> {
            var note = SignedNote.parse(TestZip.bytes(files, Bundle.SIGNATURE));
            var line = note.signatures().getFirst();
            byte[] signature = line.signature();
            signature[20] ^= 1;
            var wrong = new SignedNote(
                    note.text(), List.of(new SignedNote.NoteSignature(line.name(), line.keyId(), signature)));
            return TestZip.withManifests(TestZip.with(files, Bundle.SIGNATURE, wrong.encode()));
        });
        putFiles(FindingCode.KEY_MALFORMED, files -> TestZip.withManifests(TestZip.with(files, Bundle.KEY, "key\n")));
        putFiles(FindingCode.KEY_NAME_DIFFERS, files -> {
            var renamed = TestLedger.signer("vidimus/another", 7);
            return TestZip.signed(
                    TestZip.with(files, Bundle.KEY, renamed.verifier().encode() + "\n"), renamed);
        });
        putTrusted(FindingCode.KEY_DIFFERS, Trusted.key(other.verifier()));
        putTrusted(FindingCode.KEY_FROM_BUNDLE, Trusted.nothing());
    }

    private void checkpoints() {
        putFiles(
                FindingCode.CHECKPOINT_MALFORMED,
                files -> TestZip.signed(
                        TestZip.with(
                                files,
                                Bundle.CHECKPOINT,
                                SIGNER.sign("one line\n").encode()),
                        SIGNER));
        putFiles(
                FindingCode.CHECKPOINT_DIFFERS,
                files -> TestZip.signed(
                        TestZip.with(
                                files,
                                Bundle.CHECKPOINT,
                                Checkpoint.of(TestLedger.ORIGIN, 77, Sha256.of(new byte[1]))
                                        .sign(SIGNER)
                                        .encode()),
                        SIGNER));
        Checkpoint own = Checkpoint.parse(
                SignedNote.parse(TestZip.bytes(FILES, Bundle.CHECKPOINT)).text());
        var other = TestLedger.signer(TestLedger.ORIGIN, 99);
        known(FindingCode.KNOWN_CHECKPOINT_UNSIGNED, own.sign(other));
        known(
                FindingCode.KNOWN_CHECKPOINT_OTHER_LEDGER,
                Checkpoint.of("vidimus/another", 5, Sha256.of(new byte[1])).sign(SIGNER));
        known(
                FindingCode.KNOWN_CHECKPOINT_FORKED,
                Checkpoint.of(own.origin(), own.size(), Sha256.of(new byte[1])).sign(SIGNER));
        known(
                FindingCode.KNOWN_CHECKPOINT_UNLINKED,
                Checkpoint.of(own.origin(), own.size() + 1, Sha256.of(new byte[1]))
                        .sign(SIGNER));
    }

    private void known(FindingCode code, SignedNote note) {
        putTrusted(code, new Trusted(Optional.of(SIGNER.verifier()), Optional.of(note)));
    }

    private void putRecords(FindingCode code, UnaryOperator<List<CustodyRecord>> change) {
        putMade(code, bundle -> bundle.records = change.apply(bundle.records));
    }

    private static List<CustodyRecord> changed(
            List<CustodyRecord> records, int at, UnaryOperator<CustodyRecord> change) {
        var all = new ArrayList<>(records);
        all.set(at, change.apply(all.get(at)));
        return all;
    }

    private void entries() {
        putMade(
                FindingCode.CUSTODY_MALFORMED,
                bundle -> bundle.custodyText = Optional.of("vidimus.custody/v1\n\nindex x\n".getBytes(UTF_8)));
        put(FindingCode.ENTRY_MALFORMED, () -> {
            var bundle = new TestBundle().lived();
            bundle.ledger.appendRaw(bundle.ledger.id(), List.of(bundle.first), "vidimus.entry/v1\n".getBytes(UTF_8));
            return bundle.exported().zip();
        });
        putRecords(
                FindingCode.ENTRY_COMMITMENT_DIFFERS,
                records -> changed(records, 0, record -> {
                    var opened = record.opened().orElseThrow();
                    String text = new String(opened.entry(), UTF_8).replace("detail original 1", "detail original 9");
                    return new CustodyRecord(
                            record.index(),
                            Optional.of(new CustodyRecord.Opened(opened.salt(), text.getBytes(UTF_8))),
                            record.leaf(),
                            record.proof());
                }));
        putMade(FindingCode.ENTRY_ERASED, bundle -> {});
        putMade(
                FindingCode.ENTRY_UNRELATED,
                bundle -> bundle.records = bundle.ledger.rows().stream()
                        .map(row -> bundle.ledger.record(row.index()))
                        .toList());
        put(FindingCode.LEAF_MALFORMED, () -> {
            var bundle = new TestBundle().lived();
            var broken = bundle.ledger.size();
            bundle.ledger.appendLeafBytes(new byte[32], new byte[0], "vidimus.leaf/v1\nentry 1\n".getBytes(UTF_8));
            bundle.ledger.erase(broken);
            bundle.ledger.attempt(
                    "bundle.export",
                    bundle.manager,
                    List.of(bundle.first, bundle.second),
                    Map.of("bundle", bundle.bundle.toString()));
            bundle.evidence = TestBundle.good().evidence;
            bundle.records = List.of(bundle.ledger.record(broken));
            return bundle.zip();
        });
        put(FindingCode.LEAF_ENTRY_DIFFERS, () -> {
            var bundle = new TestBundle().lived();
            byte[] entry = entry(bundle, bundle.first);
            bundle.ledger.appendRaw(new UUID(5, 6), List.of(bundle.first), entry);
            return bundle.exported().zip();
        });
        putRecords(
                FindingCode.PROOF_INDEX_BEYOND_SIZE,
                records -> changed(
                        records,
                        records.size() - 1,
                        record -> new CustodyRecord(1000, record.opened(), record.leaf(), record.proof())));
        putRecords(
                FindingCode.PROOF_LENGTH,
                records -> changed(
                        records,
                        2,
                        record -> new CustodyRecord(
                                record.index(),
                                record.opened(),
                                record.leaf(),
                                record.proof().subList(1, 3))));
        putRecords(
                FindingCode.PROOF_ROOT_DIFFERS,
                records -> changed(
                        records,
                        2,
                        record -> new CustodyRecord(
                                record.index(),
                                record.opened(),
                                record.leaf(),
                                record.proof().reversed())));
    }

    private static byte[] entry(TestBundle bundle, LedgerSubject subject) {
        return new Entry(
                        bundle.ledger.id(),
                        bundle.ledger.now(),
                        Entry.Phase.ATTEMPT,
                        Optional.empty(),
                        "evidence.view",
                        bundle.manager,
                        Entry.Door.API,
                        List.of(subject),
                        Optional.empty(),
                        Entry.Result.REFUSED,
                        new TreeMap<>())
                .encode();
    }

    private void histories() {
        putRecords(FindingCode.CHAIN_GAP, records -> {
            var fewer = new ArrayList<>(records);
            fewer.remove(2);
            return fewer;
        });
        put(FindingCode.CHAIN_LINK_DIFFERS, () -> {
            var bundle = new TestBundle().lived();
            byte[] entry = entry(bundle, bundle.first);
            byte[] salt = new byte[32];
            bundle.ledger.appendLeaf(
                    salt,
                    entry,
                    new Leaf(
                            Entry.parse(entry).id(),
                            Leaf.commitment(salt, entry),
                            List.of(new Leaf.ChainLink(
                                    bundle.first,
                                    bundle.ledger.lengthOf(bundle.first) + 1,
                                    Optional.of(Sha256.of(new byte[1]))))));
            return bundle.exported().zip();
        });
        putRecords(FindingCode.CHAIN_END_DIFFERS, records -> records.subList(0, records.size() - 1));
        put(
                FindingCode.EXPORT_MISSING,
                () -> new TestBundle().lived().collected().zip());
        putMade(FindingCode.ATTEMPT_WITHOUT_OUTCOME, bundle -> {});
    }

    private void originals() {
        put(FindingCode.ORIGINAL_UNKNOWN, () -> {
            var bundle = new TestBundle();
            bundle.receive(bundle.first, 1, "a.mp4", 10);
            unsealed(bundle);
            return bundle.exported().zip();
        });
        put(FindingCode.ORIGINAL_HISTORY_ERASED, () -> {
            var bundle = new TestBundle().lived();
            unsealed(bundle);
            return bundle.exported().zip();
        });
        put(FindingCode.ORIGINAL_DIFFERS, () -> {
            var bundle = new TestBundle().lived();
            bundle.seal(bundle.first, 2, Sha256.of(new byte[7]).toString(), 7);
            return bundle.exported().zip();
        });
        put(FindingCode.ORIGINAL_LEFT_OUT, () -> {
            var bundle = new TestBundle().lived();
            bundle.originals.removeFirst();
            return bundle.exported().zip();
        });
    }

    /** An original that the history knows nothing of. */
    private static void unsealed(TestBundle bundle) {
        var line = BundleDescription.OriginalLine.of(bundle.second.id(), 7, 3, Sha256.of(new byte[3]), "planted.mp4");
        bundle.originals.add(line);
        bundle.contents.put(line.path(), new byte[3]);
    }

    private void timestamps() {
        putMade(FindingCode.TIMESTAMP_ABSENT, bundle -> {});
        stamped(FindingCode.TIMESTAMP_AUTHORITY_UNCHECKED, authority -> {});
        stamped(FindingCode.TIMESTAMP_REFUSED, authority -> authority.status = 2);
        stamped(FindingCode.TIMESTAMP_SIGNATURE_WRONG, authority -> authority.signedByAnother = true);
        stamped(FindingCode.TIMESTAMP_CERTIFICATE_UNFIT, authority -> authority.forTimestamps = false);
        stamped(FindingCode.CLOCK_AHEAD, authority -> authority.time = "20260228080000Z");
        putMade(
                FindingCode.TIMESTAMP_MALFORMED,
                bundle -> bundle.files.add(BundleFile.of(Bundle.TIMESTAMP, new byte[] {0x30, 3, 2, 1})));
        putMade(
                FindingCode.TIMESTAMP_IMPRINT_DIFFERS,
                bundle -> bundle.files.add(BundleFile.of(
                        Bundle.TIMESTAMP, new TestAuthority(TestAuthority.Kind.EC).stamp(Sha256.of(new byte[1])))));
    }

    private void stamped(FindingCode code, Consumer<TestAuthority> change) {
        putMade(code, bundle -> stamp(bundle, TestAuthority.Kind.EC, change));
    }

    static void stamp(TestBundle bundle, TestAuthority.Kind kind, Consumer<TestAuthority> change) {
        var authority = new TestAuthority(kind);
        change.accept(authority);
        var note = bundle.head().checkpoint().sign(bundle.ledger.signer());
        bundle.note = Optional.of(note);
        bundle.files.add(BundleFile.of(Bundle.TIMESTAMP, authority.stamp(Sha256.of(note.encode()))));
    }

    /** Codes that no bundle raises: they are the answers to a consistency proof, and the vectors have them. */
    static final Set<FindingCode> IN_VECTORS = Set.of(
            FindingCode.CONSISTENCY_SIZES,
            FindingCode.CONSISTENCY_OLD_ROOT_DIFFERS,
            FindingCode.CONSISTENCY_NEW_ROOT_DIFFERS);
}
