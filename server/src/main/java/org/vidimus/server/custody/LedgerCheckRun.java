package org.vidimus.server.custody;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.custody.LedgerFinding.Fault;
import org.vidimus.trust.Checkpoint;
import org.vidimus.trust.Entry;
import org.vidimus.trust.Finding;
import org.vidimus.trust.Frontier;
import org.vidimus.trust.Leaf;
import org.vidimus.trust.LedgerSubject;
import org.vidimus.trust.Malformed;
import org.vidimus.trust.Merkle;
import org.vidimus.trust.NoteVerifier;
import org.vidimus.trust.Sha256;
import org.vidimus.trust.SignedNote;
import org.vidimus.trust.Tile;
import org.vidimus.trust.TileId;

/** One run of the {@link LedgerCheck}: walks the leaves once, page by page, and rebuilds all that follows from them. */
final class LedgerCheckRun {
    private static final int PAGE = 2_000;
    private static final int MAX_FINDINGS = 1_000;

    private final JdbcClient sql;
    private final LedgerStore store;
    private final String origin;
    private final NoteVerifier verifier;
    private final List<LedgerFinding> findings = new ArrayList<>();

    private Frontier rebuilt = Frontier.empty();
    private final Map<TilePlace, Tile> openTiles = new HashMap<>();
    private long tiles;
    private long links;

    LedgerCheckRun(JdbcClient sql, LedgerStore store, String origin, NoteVerifier verifier) {
        this.sql = sql;
        this.store = store;
        this.origin = origin;
        this.verifier = verifier;
    }

    private record TilePlace(int level, long index) {}

    @SuppressWarnings("ArrayRecordComponent") // read, checked, forgotten
    private record Row(
            UUID id,
            List<String> subjects,
            byte @Nullable [] payload,
            byte @Nullable [] salt,
            Sha256 commitment,
            long index,
            byte @Nullable [] leaf) {
        String where() {
            return leaf == null ? "entry " + id : "leaf " + index;
        }

        Sha256 hash() {
            return Merkle.leafHash(leaf == null ? new byte[0] : leaf);
        }
    }

    private record Link(String subject, long number) {}

    private record LinkedLeaf(long index, Sha256 hash) {}

    private record StoredCheckpoint(long size, Sha256 root, String note) {}

    List<LedgerFinding> run() {
        boolean whole = walkLeaves();
        checkWaiting();
        checkOutcomes();
        if (whole) {
            openTiles.values().forEach(this::checkTile);
            checkCounts();
            checkHead();
        }
        checkCheckpointsBeyond();
        return List.copyOf(findings);
    }

    /** @return false when a leaf is missing, so that nothing after it can be rebuilt */
    private boolean walkLeaves() {
        while (true) {
            List<Row> page = page(rebuilt.size());
            if (page.isEmpty()) {
                return true;
            }
            int whole = withoutGap(page);
            checkPage(page.subList(0, whole));
            grow(page.subList(0, whole));
            if (whole < page.size()) {
                found(
                        Fault.LEAF_MISSING,
                        "leaf " + rebuilt.size(),
                        "the next stored leaf is " + page.get(whole).index());
                return false;
            }
        }
    }

    private int withoutGap(List<Row> page) {
        int count = 0;
        while (count < page.size() && page.get(count).index() == rebuilt.size() + count) {
            count++;
        }
        return count;
    }

    private List<Row> page(long from) {
        return rows("where leaf_index >= ? order by leaf_index limit " + PAGE, from);
    }

    private List<Row> rows(String condition, Object... parameters) {
        return sql.sql("select id, subjects, payload, salt, commitment, coalesce(leaf_index, -1) as leaf_index, leaf "
                        + "from custody_entry " + condition)
                .params(parameters)
                .query((row, _) -> new Row(
                        row.getObject("id", UUID.class),
                        List.of((String[]) row.getArray("subjects").getArray()),
                        row.getBytes("payload"),
                        row.getBytes("salt"),
                        Sha256.ofDigest(row.getBytes("commitment")),
                        row.getLong("leaf_index"),
                        row.getBytes("leaf")))
                .list();
    }

    private void checkPage(List<Row> page) {
        var attempts = new HashMap<UUID, Row>();
        var leaves = new HashMap<Long, Leaf>();
        for (Row row : page) {
            Optional<Entry> entry = checkEntry(row);
            entry.flatMap(Entry::attempt).ifPresent(attempt -> attempts.put(attempt, row));
            checkLeaf(row).ifPresent(leaf -> leaves.put(row.index(), leaf));
        }
        checkAttempts(attempts);
        checkChains(page, leaves);
    }

    private Optional<Entry> checkEntry(Row row) {
        byte[] payload = row.payload();
        byte[] salt = row.salt();
        if (payload == null || salt == null) {
            if (payload != null || salt != null) {
                found(Fault.HALF_ERASED, row.where(), payload == null ? "the salt is left" : "the payload is left");
            }
            return Optional.empty();
        }
        if (salt.length != Leaf.SALT_BYTES || !Leaf.commitment(salt, payload).equals(row.commitment())) {
            found(Fault.PAYLOAD_DIFFERS, row.where(), "entry " + row.id() + " does not fit its commitment");
            return Optional.empty();
        }
        try {
            Entry entry = Entry.parse(payload);
            if (!entry.id().equals(row.id())) {
                found(Fault.PAYLOAD_WRONG, row.where(), "row " + row.id() + " holds entry " + entry.id());
            }
            requireSubjects(row, entry.subjects());
            return Optional.of(entry);
        } catch (Malformed e) {
            found(Fault.PAYLOAD_WRONG, row.where(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Leaf> checkLeaf(Row row) {
        byte[] bytes = row.leaf();
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            Leaf leaf = Leaf.parse(bytes);
            if (!leaf.entry().equals(row.id()) || !leaf.commitment().equals(row.commitment())) {
                found(Fault.LEAF_WRONG, row.where(), "it is not the leaf of entry " + row.id());
            }
            requireSubjects(
                    row, leaf.chain().stream().map(Leaf.ChainLink::subject).toList());
            links += leaf.chain().size();
            return Optional.of(leaf);
        } catch (Malformed e) {
            found(Fault.LEAF_WRONG, row.where(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void requireSubjects(Row row, List<LedgerSubject> subjects) {
        List<String> names = subjects.stream().map(LedgerSubject::toString).toList();
        if (!names.equals(row.subjects())) {
            found(Fault.SUBJECTS_DIFFER, row.where(), "the row has " + row.subjects() + ", want " + names);
        }
    }

    private void checkAttempts(Map<UUID, Row> outcomes) {
        var indexes = new HashMap<UUID, Long>();
        sql.sql("select id, leaf_index from custody_entry where id = any (?::uuid[]) and leaf_index is not null")
                .param(outcomes.keySet().stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    indexes.put(row.getObject("id", UUID.class), row.getLong("leaf_index"));
                });
        outcomes.forEach((attempt, row) -> {
            Long index = indexes.get(attempt);
            if (index == null || index >= row.index()) {
                found(Fault.ATTEMPT_MISSING, row.where(), "attempt " + attempt + " is not in the ledger before it");
            }
        });
    }

    private void checkChains(List<Row> page, Map<Long, Leaf> leaves) {
        Map<Link, LinkedLeaf> stored = storedLinks(leaves);
        for (Row row : page) {
            Leaf leaf = leaves.get(row.index());
            if (leaf != null) {
                leaf.chain().forEach(link -> checkLink(row, link, stored));
            }
        }
    }

    private void checkLink(Row row, Leaf.ChainLink link, Map<Link, LinkedLeaf> stored) {
        String subject = link.subject().toString();
        LinkedLeaf own = stored.get(new Link(subject, link.number()));
        if (own == null || own.index() != row.index() || !own.hash().equals(row.hash())) {
            found(
                    Fault.CHAIN_BROKEN,
                    row.where(),
                    "entry " + link.number() + " of " + subject + " is stored as " + own);
        }
        if (link.number() == 1) {
            return;
        }
        LinkedLeaf before = stored.get(new Link(subject, link.number() - 1));
        if (before == null || before.index() >= row.index() || !link.previous().equals(Optional.of(before.hash()))) {
            found(
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

    /** Appends the page to the rebuilt tree, stopping at each checkpoint's size to compare roots. */
    private void grow(List<Row> page) {
        long first = rebuilt.size();
        if (first == 0) {
            checkpoints("where size = 0").forEach(this::checkCheckpoint);
        }
        for (StoredCheckpoint checkpoint :
                checkpoints("where size > ? and size <= ? order by size", first, first + page.size())) {
            append(page.subList((int) (rebuilt.size() - first), (int) (checkpoint.size() - first)));
            checkCheckpoint(checkpoint);
        }
        append(page.subList((int) (rebuilt.size() - first), page.size()));
    }

    private void append(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Frontier.Growth growth = rebuilt.append(rows.stream().map(Row::hash).toList());
        for (Tile tile : growth.changed()) {
            var place = new TilePlace(tile.id().level(), tile.id().index());
            if (tile.id().isFull()) {
                openTiles.remove(place);
                checkTile(tile);
            } else {
                openTiles.put(place, tile);
            }
        }
        rebuilt = growth.frontier();
    }

    private void checkTile(Tile tile) {
        tiles++;
        TileId id = tile.id();
        Optional<byte[]> stored = sql.sql("select hashes from ledger_tile where level = ? and n = ?")
                .param(id.level())
                .param(id.index())
                .query(byte[].class)
                .optional();
        if (stored.isEmpty() || !Arrays.equals(stored.get(), tile.hashes())) {
            found(Fault.TILE_DIFFERS, id.path(), stored.isEmpty() ? "it is missing" : "it holds other hashes");
        }
    }

    private void checkCounts() {
        long storedTiles =
                sql.sql("select count(*) from ledger_tile").query(Long.class).single();
        if (storedTiles > tiles) {
            found(Fault.TILE_EXTRA, "", storedTiles + " tiles are stored, the tree has " + tiles);
        }
        long storedLinks =
                sql.sql("select count(*) from ledger_chain").query(Long.class).single();
        if (storedLinks != links) {
            found(Fault.CHAIN_ROWS_DIFFER, "", storedLinks + " links are stored, the leaves have " + links);
        }
    }

    private void checkHead() {
        Optional<LedgerStore.Head> head = store.head();
        if (head.isEmpty()
                || head.get().size() != rebuilt.size()
                || !head.get().root().equals(rebuilt.root())
                || !head.get().origin().equals(origin)) {
            found(
                    Fault.HEAD_DIFFERS,
                    "",
                    "stored " + head + ", the leaves give " + rebuilt.size() + " entries with root " + rebuilt.root());
        }
    }

    private List<StoredCheckpoint> checkpoints(String condition, Object... parameters) {
        return sql.sql("select size, root, note from ledger_checkpoint " + condition)
                .params(parameters)
                .query((row, _) -> new StoredCheckpoint(
                        row.getLong("size"), Sha256.ofDigest(row.getBytes("root")), row.getString("note")))
                .list();
    }

    private void checkCheckpoint(StoredCheckpoint stored) {
        String where = "checkpoint " + stored.size();
        try {
            SignedNote note = SignedNote.parse(stored.note().getBytes(StandardCharsets.UTF_8));
            Optional<Finding> signature = note.check(verifier);
            if (signature.isPresent()) {
                found(Fault.CHECKPOINT_WRONG, where, signature.get().toString());
                return;
            }
            Checkpoint signed = Checkpoint.parse(note.text());
            if (!signed.origin().equals(origin)
                    || signed.size() != stored.size()
                    || !signed.root().equals(stored.root())) {
                found(Fault.CHECKPOINT_WRONG, where, "the row does not say what was signed: " + signed);
            }
            if (!signed.root().equals(rebuilt.root())) {
                found(
                        Fault.CHECKPOINT_DIFFERS,
                        where,
                        "signed root " + signed.root() + ", the leaves give " + rebuilt.root());
            }
        } catch (Malformed e) {
            found(Fault.CHECKPOINT_WRONG, where, String.valueOf(e.getMessage()));
        }
    }

    private void checkCheckpointsBeyond() {
        checkpoints("where size > ? order by size limit 10", rebuilt.size())
                .forEach(checkpoint -> found(
                        Fault.CHECKPOINT_DIFFERS,
                        "checkpoint " + checkpoint.size(),
                        "only " + rebuilt.size() + " leaves follow on each other"));
    }

    private void checkWaiting() {
        rows("where leaf_index is null order by arrival limit " + PAGE).forEach(this::checkEntry);
    }

    private void checkOutcomes() {
        sql.sql("select attempt, count(*) as outcomes from (select substring(convert_from(payload, 'UTF8') "
                        + "from '^[^\\n]*\\nid [^\\n]*\\nat [^\\n]*\\nphase outcome\\nattempt ([0-9a-f-]{36})\\n') as attempt "
                        + "from custody_entry where payload is not null) outcomes "
                        + "where attempt is not null group by attempt having count(*) > 1")
                .query(row -> {
                    found(
                            Fault.OUTCOME_TWICE,
                            "attempt " + row.getString("attempt"),
                            row.getLong("outcomes") + " outcomes");
                });
    }

    private void found(Fault fault, String where, String detail) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new LedgerFinding(fault, where, detail));
        }
    }
}
