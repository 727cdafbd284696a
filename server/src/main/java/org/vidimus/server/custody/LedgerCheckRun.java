package org.vidimus.server.custody;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.custody.CheckpointChecks.StoredCheckpoint;
import org.vidimus.server.custody.LedgerFinding.Fault;
import org.vidimus.server.custody.StoredRows.Row;
import org.vidimus.trust.Entry;
import org.vidimus.trust.Leaf;
import org.vidimus.trust.NoteVerifier;

/** One run of the {@link LedgerCheck}: walks the leaves once, page by page, and rebuilds all that follows from them. */
final class LedgerCheckRun {
    private final LedgerStore store;
    private final String origin;
    private final StoredRows rows;
    private final EntryChecks entries;
    private final ChainChecks chains;
    private final TreeChecks tree;
    private final CheckpointChecks checkpoints;
    private final LedgerFindings findings = new LedgerFindings();

    LedgerCheckRun(JdbcClient sql, LedgerStore store, String origin, NoteVerifier verifier) {
        this.store = store;
        this.origin = origin;
        this.rows = new StoredRows(sql);
        this.entries = new EntryChecks(sql, findings);
        this.chains = new ChainChecks(sql, findings);
        this.tree = new TreeChecks(sql, findings);
        this.checkpoints = new CheckpointChecks(sql, origin, verifier, findings);
    }

    List<LedgerFinding> run() {
        boolean whole = walkLeaves();
        rows.waiting().forEach(entries::entry);
        entries.outcomes();
        if (whole) {
            tree.finish();
            chains.count();
            tree.head(store.head(), origin);
        }
        checkpoints.beyond(tree.size());
        return findings.list();
    }

    /** @return false when a leaf is missing, so that nothing after it can be rebuilt */
    private boolean walkLeaves() {
        while (true) {
            List<Row> page = rows.leaves(tree.size());
            if (page.isEmpty()) {
                return true;
            }
            int whole = withoutGap(page);
            checkPage(page.subList(0, whole));
            grow(page.subList(0, whole));
            if (whole < page.size()) {
                findings.add(
                        Fault.LEAF_MISSING,
                        "leaf " + tree.size(),
                        "the next stored leaf is " + page.get(whole).index());
                return false;
            }
        }
    }

    private int withoutGap(List<Row> page) {
        int count = 0;
        while (count < page.size() && page.get(count).index() == tree.size() + count) {
            count++;
        }
        return count;
    }

    private void checkPage(List<Row> page) {
        var attempts = new HashMap<UUID, Row>();
        var leaves = new HashMap<Long, Leaf>();
        for (Row row : page) {
            Optional<Entry> entry = entries.entry(row);
            entry.flatMap(Entry::attempt).ifPresent(attempt -> attempts.put(attempt, row));
            entries.leaf(row).ifPresent(leaf -> leaves.put(row.index(), leaf));
        }
        entries.attempts(attempts);
        chains.page(page, leaves);
    }

    /** Appends the page to the rebuilt tree, stopping at each checkpoint's size to compare roots. */
    private void grow(List<Row> page) {
        long first = tree.size();
        if (first == 0) {
            checkpoints.ofNothing().forEach(this::compare);
        }
        for (StoredCheckpoint checkpoint : checkpoints.between(first, first + page.size())) {
            tree.append(page.subList((int) (tree.size() - first), (int) (checkpoint.size() - first)));
            compare(checkpoint);
        }
        tree.append(page.subList((int) (tree.size() - first), page.size()));
    }

    private void compare(StoredCheckpoint checkpoint) {
        checkpoints.check(checkpoint, tree.root());
    }
}
