package org.vidimus.trust;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Checks a custody history record by record: each entry against its leaf, each leaf against the tree, each history without
 * gaps to the attempt of this export, each original against what was received.
 */
final class CustodyCheck {
    private static final String EXPORT = "bundle.export";
    private static final String SEAL = "upload.seal";

    private record End(long number, Sha256 hash, long index) {
        static final End BEFORE_FIRST = new End(0, Sha256.of(), -1);
    }

    private record Sealed(String sha256, String lengthBytes) {}

    private final Optional<BundleDescription> description;
    private final Findings findings;
    private final PathProofs proofs;

    /** By the evidence inside: where its history stands. */
    private final Map<LedgerSubject, End> ends = new LinkedHashMap<>();
    /** By {@code <evidence> <number>}: what the history says was received. */
    private final Map<String, Sealed> sealed = new TreeMap<>();
    /** Attempts still without outcome, with their places. */
    private final Map<UUID, String> open = new LinkedHashMap<>();

    private Optional<Long> export = Optional.empty();
    private long entries;
    private long erased;

    CustodyCheck(Checkpoint checkpoint, Optional<BundleDescription> description, Findings findings) {
        this.description = description;
        this.findings = findings;
        this.proofs = new PathProofs(checkpoint.size(), checkpoint.root());
        description.ifPresent(found ->
                found.evidence().forEach(line -> ends.put(LedgerSubject.evidence(line.evidence()), End.BEFORE_FIRST)));
    }

    long entries() {
        return entries;
    }

    long erased() {
        return erased;
    }

    /** Reads to the end, or to where the history cannot be read on; then nothing is said about what is missing. */
    void run(InputStream in) throws IOException {
        try {
            var reader = new CustodyReader(in);
            for (Optional<CustodyRecord> record = reader.next(); record.isPresent(); record = reader.next()) {
                entries++;
                check(record.get());
            }
        } catch (Malformed e) {
            findings.add(e.at(Bundle.CUSTODY));
            return;
        }
        description.ifPresent(this::finish);
    }

    private void check(CustodyRecord record) {
        Leaf leaf;
        try {
            leaf = Leaf.parse(record.leaf());
        } catch (Malformed e) {
            findings.add(e.at("leaf " + record.index()));
            return;
        }
        Sha256 hash = proofs.leafHash(record.leaf());
        proofs.check(record.index(), hash, record.proof())
                .ifPresent(found -> findings.add(found.at("leaf " + record.index())));
        checkChain(record.index(), leaf, hash);
        if (record.opened().isEmpty()) {
            erased++;
            findings.add(FindingCode.ENTRY_ERASED, "leaf " + record.index(), "entry " + leaf.entry());
        } else {
            checkEntry(record.index(), leaf, record.opened().get());
        }
    }

    private void checkChain(long index, Leaf leaf, Sha256 hash) {
        boolean related = false;
        for (Leaf.ChainLink link : leaf.chain()) {
            Optional<End> found = Optional.ofNullable(ends.get(link.subject()));
            if (found.isEmpty()) {
                continue;
            }
            related = true;
            End before = found.get();
            if (link.number() != before.number() + 1) {
                findings.add(
                        FindingCode.CHAIN_GAP,
                        "leaf " + index,
                        "entry " + link.number() + " of " + link.subject() + " comes after entry " + before.number());
            } else if (link.previous().isPresent() && !link.previous().get().equals(before.hash())) {
                findings.add(
                        FindingCode.CHAIN_LINK_DIFFERS,
                        "leaf " + index,
                        "entry " + link.number() + " of " + link.subject() + " follows leaf hash "
                                + link.previous().get() + ", the one before has " + before.hash());
            }
            ends.put(link.subject(), new End(link.number(), hash, index));
        }
        if (!related && description.isPresent()) {
            findings.add(FindingCode.ENTRY_UNRELATED, "leaf " + index, "entry " + leaf.entry());
        }
    }

    private void checkEntry(long index, Leaf leaf, CustodyRecord.Opened opened) {
        String where = "leaf " + index;
        Sha256 commitment = proofs.commitment(opened.salt(), opened.entry());
        if (!commitment.equals(leaf.commitment())) {
            findings.add(
                    FindingCode.ENTRY_COMMITMENT_DIFFERS,
                    where,
                    "the leaf commits to " + leaf.commitment() + ", salt and entry hash to " + commitment);
        }
        Entry entry;
        try {
            entry = Entry.parse(opened.entry());
        } catch (Malformed e) {
            findings.add(e.at(where));
            return;
        }
        boolean same = entry.id().equals(leaf.entry())
                && entry.subjects().size() == leaf.chain().size();
        for (int i = 0; same && i < leaf.chain().size(); i++) {
            same = entry.subjects().get(i).equals(leaf.chain().get(i).subject());
        }
        if (!same) {
            findings.add(FindingCode.LEAF_ENTRY_DIFFERS, where, "entry " + entry.id() + ", leaf of " + leaf.entry());
        }
        remember(index, entry);
    }

    /** Keeps what later questions need: open attempts, this export, what was received. */
    private void remember(long index, Entry entry) {
        entry.attempt().ifPresent(open::remove);
        if (entry.phase() == Entry.Phase.ATTEMPT && entry.result() == Entry.Result.ALLOWED) {
            if (isThisExport(entry)) {
                export = Optional.of(index);
            } else {
                open.put(entry.id(), "leaf " + index + " " + entry.action());
            }
        }
        if (entry.action().equals(SEAL) && entry.result() == Entry.Result.DONE) {
            Optional<String> number = entry.detail("original");
            Optional<String> sha256 = entry.detail("sha256");
            for (LedgerSubject subject : entry.subjects()) {
                if (ends.containsKey(subject) && number.isPresent() && sha256.isPresent()) {
                    sealed.put(
                            subject.id() + " " + number.get(),
                            new Sealed(
                                    sha256.get(), entry.detail("length-bytes").orElse("")));
                }
            }
        }
    }

    private boolean isThisExport(Entry entry) {
        return entry.action().equals(EXPORT)
                && description.isPresent()
                && entry.detail("bundle")
                        .equals(Optional.of(description.get().id().toString()));
    }

    private void finish(BundleDescription found) {
        if (export.isEmpty()) {
            findings.add(FindingCode.EXPORT_MISSING, Bundle.CUSTODY, "want " + EXPORT + " with bundle " + found.id());
        }
        for (BundleDescription.EvidenceLine line : found.evidence()) {
            End end = ends.getOrDefault(LedgerSubject.evidence(line.evidence()), End.BEFORE_FIRST);
            boolean atExport = export.isEmpty() || export.get() == end.index();
            if (end.number() != line.entries() || end.index() != line.lastIndex() || !atExport) {
                findings.add(
                        FindingCode.CHAIN_END_DIFFERS,
                        "evidence " + line.evidence(),
                        "ends with entry " + end.number() + " at leaf " + end.index() + ", want entry "
                                + line.entries() + " at leaf " + line.lastIndex()
                                + export.map(index -> "; the export is leaf " + index)
                                        .orElse(""));
            }
        }
        open.forEach((id, where) -> findings.add(FindingCode.ATTEMPT_WITHOUT_OUTCOME, where, "attempt " + id));
        found.originals().forEach(this::checkOriginal);
        sealed.forEach((original, was) -> findings.add(
                FindingCode.ORIGINAL_LEFT_OUT, "evidence " + original, "received with SHA-256 " + was.sha256()));
    }

    private void checkOriginal(BundleDescription.OriginalLine line) {
        Optional<Sealed> was = Optional.ofNullable(sealed.remove(line.evidence() + " " + line.number()));
        if (was.isEmpty()) {
            findings.add(
                    erased > 0 ? FindingCode.ORIGINAL_HISTORY_ERASED : FindingCode.ORIGINAL_UNKNOWN,
                    line.path(),
                    "no " + SEAL + " of original " + line.number() + " of evidence " + line.evidence());
            return;
        }
        var is = new Sealed(line.sha256().toString(), Long.toString(line.lengthBytes()));
        if (!was.get().equals(is)) {
            findings.add(
                    FindingCode.ORIGINAL_DIFFERS,
                    line.path(),
                    "received " + Shown.text(was.get().lengthBytes()) + " bytes with SHA-256 "
                            + Shown.text(was.get().sha256()) + ", in the bundle " + is.lengthBytes() + " bytes with "
                            + is.sha256());
        }
    }
}
