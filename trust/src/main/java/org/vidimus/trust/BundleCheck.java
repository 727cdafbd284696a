package org.vidimus.trust;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Checks a bundle as {@code docs/spec/bundle.md} describes it, offline and without unpacking: the zip byte for byte, the bag
 * complete, every digest, every signature, every ledger entry, the histories without gaps, each original against what the
 * history says of it.
 *
 * <p>Reads the file twice at most, and hashes each byte once. Memory grows with the number of files, not with their size nor
 * with the number of ledger entries. Changes nothing. For one thread, once.
 */
public final class BundleCheck {
    private static final int MAX_TEXT_BYTES = 64 << 20;

    private final FileBytes file;
    private final Trusted trusted;
    private final Progress progress;
    private final Findings findings = new Findings();
    private final ZipInspection zip;

    /** Small files that others are checked with, read ahead. */
    private final Map<String, byte[]> texts = new LinkedHashMap<>();

    private Optional<NoteVerifier> key = Optional.empty();
    private Optional<BundleDescription> description = Optional.empty();
    private Optional<BundleReport.Stamped> timestamp = Optional.empty();
    private long entries;
    private long erased;
    private long done;

    private BundleCheck(FileBytes file, Trusted trusted, Progress progress) {
        this.file = file;
        this.trusted = trusted;
        this.progress = progress;
        this.zip = new ZipInspection(file, findings);
    }

    /**
     * Checks a file.
     *
     * @throws IOException if it cannot be read; what is wrong with its content is never an exception
     */
    public static BundleReport check(Path path, Trusted trusted, Progress progress) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            return check(channel, trusted, progress);
        }
    }

    /** Checks what is in a channel, from its start to its end. Does not close it. */
    public static BundleReport check(SeekableByteChannel channel, Trusted trusted, Progress progress)
            throws IOException {
        return new BundleCheck(new FileBytes(channel), trusted, progress).run();
    }

    private BundleReport run() throws IOException {
        zip.run();
        if (zip.folder().isEmpty()) {
            findings.add(FindingCode.NOT_A_BUNDLE, "", "no folder vidimus-<id> in a zip");
        } else if (!zip.members().isEmpty()) {
            readTexts();
            checkKey();
            checkDescription();
            Optional<Checkpoint> checkpoint = checkCheckpoint();
            checkTimestamp();
            checkKnownCheckpoint(checkpoint);
            checkFiles(checkpoint);
        }
        return new BundleReport(findings.kept(), findings.counts(), description, key, timestamp, entries, erased);
    }

    private void readTexts() throws IOException {
        for (String path : Bundle.READ_AHEAD) {
            Optional<ZipMember> member = Optional.ofNullable(zip.members().get(path));
            if (member.isEmpty()) {
                if (!path.equals(Bundle.TIMESTAMP)) {
                    findings.add(FindingCode.BUNDLE_FILE_MISSING, path, "every bundle has it");
                }
            } else if (member.get().lengthBytes() > MAX_TEXT_BYTES) {
                findings.add(
                        FindingCode.ZIP_TOO_LARGE,
                        path,
                        member.get().lengthBytes() + " bytes, at most " + MAX_TEXT_BYTES + " are read");
            } else {
                texts.put(
                        path,
                        file.read(member.get().contentOffset(), (int)
                                        member.get().lengthBytes())
                                .array());
            }
        }
    }

    private Optional<byte[]> text(String path) {
        return Optional.ofNullable(texts.get(path));
    }

    private void checkKey() {
        Optional<NoteVerifier> own = text(Bundle.KEY).flatMap(bytes -> {
            try {
                var parsed = NoteVerifier.parse(Text.utf8(bytes).orElse(""));
                if (!Arrays.equals(bytes, (parsed.encode() + "\n").getBytes(StandardCharsets.UTF_8))) {
                    throw new Malformed(FindingCode.KEY_MALFORMED, "want the key and a line feed");
                }
                return Optional.of(parsed);
            } catch (Malformed e) {
                findings.add(e.at(Bundle.KEY));
                return Optional.empty();
            }
        });
        if (trusted.key().isEmpty()) {
            own.ifPresent(found -> findings.add(
                    FindingCode.KEY_FROM_BUNDLE,
                    Bundle.KEY,
                    found.name() + ", SHA-256 of the key " + found.fingerprint()));
        } else if (own.isPresent() && !own.equals(trusted.key())) {
            findings.add(
                    FindingCode.KEY_DIFFERS,
                    Bundle.KEY,
                    own.get().encode() + ", you trust " + trusted.key().get().encode());
        }
        // The rest is checked with the bundle's own key, so that what else is wrong is found too.
        key = own.or(trusted::key);
    }

    private void checkDescription() {
        Optional<byte[]> bytes = text(Bundle.DESCRIPTION);
        if (bytes.isEmpty()) {
            return;
        }
        try {
            description = Optional.of(BundleDescription.parse(bytes.get()));
        } catch (Malformed e) {
            findings.add(e.at(Bundle.DESCRIPTION));
        }
        description.ifPresent(this::checkIdentity);
        Optional<SignedNote> signature = note(Bundle.SIGNATURE);
        if (signature.isEmpty()) {
            return;
        }
        if (signature.get().signatures().size() != 1) {
            findings.add(
                    FindingCode.NOTE_MALFORMED,
                    Bundle.SIGNATURE,
                    signature.get().signatures().size() + " signatures, want one");
        }
        String wanted = description
                .map(found -> BundleDescription.textToSign(found.id(), bytes.get()))
                .orElse("");
        if (!signature.get().text().equals(wanted)) {
            findings.add(
                    FindingCode.BUNDLE_TEXT_DIFFERS,
                    Bundle.DESCRIPTION,
                    "its SHA-256 is " + Sha256.of(bytes.get()) + ", the signature is over "
                            + Shown.text(signature.get().text().replace('\n', ' ')));
        }
    }

    private void checkIdentity(BundleDescription found) {
        if (!zip.folder().equals(Optional.of(found.folder()))) {
            findings.add(
                    FindingCode.BUNDLE_FOLDER_DIFFERS,
                    "",
                    "the folder is " + zip.folder().orElse("") + ", the bundle is " + found.id());
        }
        String origin = found.checkpoint().origin();
        if (key.isPresent() && !key.get().name().equals(origin)) {
            findings.add(
                    FindingCode.KEY_NAME_DIFFERS,
                    Bundle.KEY,
                    "the key is " + key.get().name() + ", the ledger is " + Shown.text(origin));
        }
    }

    /** Reads a signed note and checks its signature. */
    private Optional<SignedNote> note(String path) {
        Optional<byte[]> bytes = text(path);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            var note = SignedNote.parse(bytes.get());
            key.flatMap(note::check).ifPresent(found -> findings.add(found.at(path)));
            return Optional.of(note);
        } catch (Malformed e) {
            findings.add(e.at(path));
            return Optional.empty();
        }
    }

    /** The checkpoint to check proofs against: the signed one, or else the one that the description names. */
    private Optional<Checkpoint> checkCheckpoint() {
        Optional<Checkpoint> named = description.map(BundleDescription::checkpoint);
        Optional<SignedNote> note = note(Bundle.CHECKPOINT);
        if (note.isEmpty()) {
            return named;
        }
        Checkpoint signed;
        try {
            signed = Checkpoint.parse(note.get().text());
        } catch (Malformed e) {
            findings.add(e.at(Bundle.CHECKPOINT));
            return named;
        }
        var plain = Checkpoint.of(signed.origin(), signed.size(), signed.root());
        if (named.isPresent() && !named.get().equals(plain)) {
            findings.add(
                    FindingCode.CHECKPOINT_DIFFERS,
                    Bundle.CHECKPOINT,
                    "size " + signed.size() + " root " + signed.root() + ", the description names size "
                            + named.get().size() + " root " + named.get().root());
        }
        return Optional.of(signed);
    }

    private void checkTimestamp() {
        Optional<byte[]> token = text(Bundle.TIMESTAMP);
        Optional<byte[]> checkpoint = text(Bundle.CHECKPOINT);
        if (token.isEmpty()) {
            findings.add(FindingCode.TIMESTAMP_ABSENT, Bundle.TIMESTAMP, "no such file");
        } else if (checkpoint.isPresent()) {
            timestamp = TimestampCheck.check(token.get(), Sha256.of(checkpoint.get()), findings);
        }
        if (timestamp.isPresent() && description.isPresent()) {
            var made = description.get().made();
            // A minute is more than any honest exchange takes.
            if (made.isAfter(timestamp.get().at().plusSeconds(60))) {
                findings.add(
                        FindingCode.CLOCK_AHEAD,
                        Bundle.TIMESTAMP,
                        "the bundle says " + made + ", the authority said "
                                + timestamp.get().at());
            }
        }
    }

    private void checkKnownCheckpoint(Optional<Checkpoint> own) {
        if (trusted.checkpoint().isEmpty() || own.isEmpty()) {
            return;
        }
        SignedNote note = trusted.checkpoint().get();
        Checkpoint known;
        try {
            known = Checkpoint.parse(note.text());
        } catch (Malformed e) {
            findings.add(e.at("your checkpoint"));
            return;
        }
        if (!known.origin().equals(own.get().origin())) {
            findings.add(
                    FindingCode.KNOWN_CHECKPOINT_OTHER_LEDGER,
                    "your checkpoint",
                    Shown.text(known.origin()) + ", the bundle's is of "
                            + Shown.text(own.get().origin()));
            return;
        }
        key.flatMap(note::check)
                .ifPresent(found ->
                        findings.add(FindingCode.KNOWN_CHECKPOINT_UNSIGNED, "your checkpoint", found.detail()));
        if (known.size() != own.get().size()) {
            findings.add(
                    FindingCode.KNOWN_CHECKPOINT_UNLINKED,
                    "your checkpoint",
                    "size " + known.size() + ", the bundle's has " + own.get().size());
        } else if (!known.root().equals(own.get().root())) {
            findings.add(
                    FindingCode.KNOWN_CHECKPOINT_FORKED,
                    "your checkpoint",
                    "root " + known.root() + " at size " + known.size() + ", the bundle's has "
                            + own.get().root());
        }
    }

    private void checkFiles(Optional<Checkpoint> checkpoint) throws IOException {
        var bag = new BagCheck(texts, description, findings);
        for (ZipMember member : zip.members().values()) {
            var content = new MemberStream(file, member, this::advanced);
            if (member.path().equals(Bundle.CUSTODY) && checkpoint.isPresent()) {
                var custody = new CustodyCheck(checkpoint.get(), description, findings);
                custody.run(content);
                entries = custody.entries();
                erased = custody.erased();
            }
            content.drain();
            bag.check(member, content);
        }
        bag.finish();
        progress.at(file.length(), file.length());
    }

    private void advanced(long bytes) {
        long before = done;
        done += bytes;
        if (before >> 20 != done >> 20) {
            progress.at(done, file.length());
        }
    }
}
