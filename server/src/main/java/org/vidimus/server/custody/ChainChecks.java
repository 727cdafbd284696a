package org.vidimus.server.custody;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.custody.LedgerFinding.Fault;
import org.vidimus.server.custody.StoredRows.Row;
import org.vidimus.trust.Leaf;
import org.vidimus.trust.Sha256;

/** Checks the history of each subject: every link follows the one before, and the table of links holds these and no others. */
final class ChainChecks {
    private final JdbcClient sql;
    private final LedgerFindings findings;
    private long links;

    ChainChecks(JdbcClient sql, LedgerFindings findings) {
        this.sql = sql;
        this.findings = findings;
    }

    private record Link(String subject, long number) {}

    private record LinkedLeaf(long index, Sha256 hash) {}

    /** @param leaves those of the page that can be read, by index */
    void page(List<Row> page, Map<Long, Leaf> leaves) {
        Map<Link, LinkedLeaf> stored = storedLinks(leaves);
        for (Row row : page) {
            Leaf leaf = leaves.get(row.index());
            if (leaf != null) {
                links += leaf.chain().size();
                leaf.chain().forEach(link -> checkLink(row, link, stored));
            }
        }
    }

    private void checkLink(Row row, Leaf.ChainLink link, Map<Link, LinkedLeaf> stored) {
        String subject = link.subject().toString();
        LinkedLeaf own = stored.get(new Link(subject, link.number()));
        if (own == null || own.index() != row.index() || !own.hash().equals(row.hash())) {
            findings.add(
                    Fault.CHAIN_BROKEN,
                    row.where(),
                    "entry " + link.number() + " of " + subject + " is stored as " + own);
        }
        if (link.number() == 1) {
            return;
        }
        LinkedLeaf before = stored.get(new Link(subject, link.number() - 1));
        if (before == null || before.index() >= row.index() || !link.previous().equals(Optional.of(before.hash()))) {
            findings.add(
                    Fault.CHAIN_BROKEN,
                    row.where(),
                    "entry " + link.number() + " of " + subject + " does not follow " + before);
        }
    }

    private Map<Link, LinkedLeaf> storedLinks(Map<Long, Leaf> leaves) {
        Set<Link> wanted = new HashSet<>();
        for (Leaf leaf : leaves.values()) {
            for (Leaf.ChainLink link : leaf.chain()) {
                wanted.add(new Link(link.subject().toString(), link.number()));
                wanted.add(new Link(link.subject().toString(), link.number() - 1));
            }
        }
        var stored = new HashMap<Link, LinkedLeaf>();
        sql.sql("select c.subject, c.n, c.leaf_index, c.leaf_hash from unnest(?::text[], ?::bigint[]) w(subject, n) "
                        + "join ledger_chain c on c.subject = w.subject and c.n = w.n")
                .param(wanted.stream().map(Link::subject).toArray(String[]::new))
                .param(wanted.stream().map(Link::number).toArray(Long[]::new))
                .query(row -> {
                    stored.put(
                            new Link(row.getString("subject"), row.getLong("n")),
                            new LinkedLeaf(row.getLong("leaf_index"), Sha256.ofDigest(row.getBytes("leaf_hash"))));
                });
        return stored;
    }

    /** After the last page: nothing is stored beside what the leaves say. */
    void count() {
        long stored =
                sql.sql("select count(*) from ledger_chain").query(Long.class).single();
        if (stored != links) {
            findings.add(Fault.CHAIN_ROWS_DIFFER, "", stored + " links are stored, the leaves have " + links);
        }
    }
}
