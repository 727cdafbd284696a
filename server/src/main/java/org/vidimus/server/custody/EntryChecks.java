package org.vidimus.server.custody;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.custody.LedgerFinding.Fault;
import org.vidimus.server.custody.StoredRows.Row;
import org.vidimus.trust.Entry;
import org.vidimus.trust.Leaf;
import org.vidimus.trust.LedgerSubject;
import org.vidimus.trust.Malformed;

/** Checks that payload, commitment, leaf and row of an entry are of one piece, and that outcomes have their attempts. */
final class EntryChecks {
    private final JdbcClient sql;
    private final LedgerFindings findings;

    EntryChecks(JdbcClient sql, LedgerFindings findings) {
        this.sql = sql;
        this.findings = findings;
    }

    /** @return the entry, unless it was erased by law or is wrong */
    Optional<Entry> entry(Row row) {
        byte[] payload = row.payload();
        byte[] salt = row.salt();
        if (payload == null || salt == null) {
            if (payload != null || salt != null) {
                findings.add(
                        Fault.HALF_ERASED, row.where(), payload == null ? "the salt is left" : "the payload is left");
            }
            return Optional.empty();
        }
        if (salt.length != Leaf.SALT_BYTES || !Leaf.commitment(salt, payload).equals(row.commitment())) {
            findings.add(Fault.PAYLOAD_DIFFERS, row.where(), "entry " + row.id() + " does not fit its commitment");
            return Optional.empty();
        }
        try {
            Entry entry = Entry.parse(payload);
            if (!entry.id().equals(row.id())) {
                findings.add(Fault.PAYLOAD_WRONG, row.where(), "row " + row.id() + " holds entry " + entry.id());
            }
            requireSubjects(row, entry.subjects());
            return Optional.of(entry);
        } catch (Malformed e) {
            findings.add(Fault.PAYLOAD_WRONG, row.where(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** @return the leaf, unless it is wrong or not there yet */
    Optional<Leaf> leaf(Row row) {
        byte[] bytes = row.leaf();
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            Leaf leaf = Leaf.parse(bytes);
            if (!leaf.entry().equals(row.id()) || !leaf.commitment().equals(row.commitment())) {
                findings.add(Fault.LEAF_WRONG, row.where(), "it is not the leaf of entry " + row.id());
            }
            requireSubjects(
                    row, leaf.chain().stream().map(Leaf.ChainLink::subject).toList());
            return Optional.of(leaf);
        } catch (Malformed e) {
            findings.add(Fault.LEAF_WRONG, row.where(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void requireSubjects(Row row, List<LedgerSubject> subjects) {
        List<String> names = subjects.stream().map(LedgerSubject::toString).toList();
        if (!names.equals(row.subjects())) {
            findings.add(Fault.SUBJECTS_DIFFER, row.where(), "the row has " + row.subjects() + ", want " + names);
        }
    }

    /** @param outcomes rows of a page, by the attempt that each names */
    void attempts(Map<UUID, Row> outcomes) {
        var indexes = new HashMap<UUID, Long>();
        sql.sql("select id, leaf_index from custody_entry where id = any (?::uuid[]) and leaf_index is not null")
                .param(outcomes.keySet().stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    indexes.put(row.getObject("id", UUID.class), row.getLong("leaf_index"));
                });
        outcomes.forEach((attempt, row) -> {
            Long index = indexes.get(attempt);
            if (index == null || index >= row.index()) {
                findings.add(
                        Fault.ATTEMPT_MISSING, row.where(), "attempt " + attempt + " is not in the ledger before it");
            }
        });
    }

    /** Over all entries at once: an attempt has one outcome. */
    void outcomes() {
        sql.sql("select attempt, count(*) as outcomes from (select substring(convert_from(payload, 'UTF8') "
                        + "from '^[^\\n]*\\nid [^\\n]*\\nat [^\\n]*\\nphase outcome\\nattempt ([0-9a-f-]{36})\\n') as attempt "
                        + "from custody_entry where payload is not null) outcomes "
                        + "where attempt is not null group by attempt having count(*) > 1")
                .query(row -> {
                    findings.add(
                            Fault.OUTCOME_TWICE,
                            "attempt " + row.getString("attempt"),
                            row.getLong("outcomes") + " outcomes");
                });
    }
}
