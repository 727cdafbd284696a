package org.vidimus.server.custody;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.custody.LedgerFinding.Fault;
import org.vidimus.trust.Checkpoint;
import org.vidimus.trust.Finding;
import org.vidimus.trust.Malformed;
import org.vidimus.trust.NoteVerifier;
import org.vidimus.trust.Sha256;
import org.vidimus.trust.SignedNote;

/** Checks every checkpoint that was given out: its signature, and that the leaves still give the root that was signed. */
final class CheckpointChecks {
    private final JdbcClient sql;
    private final String origin;
    private final NoteVerifier verifier;
    private final LedgerFindings findings;

    CheckpointChecks(JdbcClient sql, String origin, NoteVerifier verifier, LedgerFindings findings) {
        this.sql = sql;
        this.origin = origin;
        this.verifier = verifier;
        this.findings = findings;
    }

    record StoredCheckpoint(long size, Sha256 root, String note) {}

    List<StoredCheckpoint> ofNothing() {
        return checkpoints("where size = 0");
    }

    /** Those of a size above the first and up to the last, in order. */
    List<StoredCheckpoint> between(long above, long upTo) {
        return checkpoints("where size > ? and size <= ? order by size", above, upTo);
    }

    private List<StoredCheckpoint> checkpoints(String condition, Object... parameters) {
        return sql.sql("select size, root, note from ledger_checkpoint " + condition)
                .params(parameters)
                .query((row, _) -> new StoredCheckpoint(
                        row.getLong("size"), Sha256.ofDigest(row.getBytes("root")), row.getString("note")))
                .list();
    }

    /** @param root that the leaves give at the checkpoint's size */
    void check(StoredCheckpoint stored, Sha256 root) {
        String where = "checkpoint " + stored.size();
        try {
            SignedNote note = SignedNote.parse(stored.note().getBytes(StandardCharsets.UTF_8));
            Optional<Finding> signature = note.check(verifier);
            if (signature.isPresent()) {
                findings.add(Fault.CHECKPOINT_WRONG, where, signature.get().toString());
                return;
            }
            Checkpoint signed = Checkpoint.parse(note.text());
            if (!signed.origin().equals(origin)
                    || signed.size() != stored.size()
                    || !signed.root().equals(stored.root())) {
                findings.add(Fault.CHECKPOINT_WRONG, where, "the row does not say what was signed: " + signed);
            }
            if (!signed.root().equals(root)) {
                findings.add(
                        Fault.CHECKPOINT_DIFFERS, where, "signed root " + signed.root() + ", the leaves give " + root);
            }
        } catch (Malformed e) {
            findings.add(Fault.CHECKPOINT_WRONG, where, String.valueOf(e.getMessage()));
        }
    }

    /** Those that cover more than there is. */
    void beyond(long size) {
        checkpoints("where size > ? order by size limit 10", size)
                .forEach(checkpoint -> findings.add(
                        Fault.CHECKPOINT_DIFFERS,
                        "checkpoint " + checkpoint.size(),
                        "only " + size + " leaves follow on each other"));
    }
}
