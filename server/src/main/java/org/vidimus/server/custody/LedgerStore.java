package org.vidimus.server.custody;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.trust.Checkpoint;
import org.vidimus.trust.Sha256;
import org.vidimus.trust.SignedNote;
import org.vidimus.trust.Tile;
import org.vidimus.trust.TileId;
import org.vidimus.trust.TileSource;

/** The tree as it is stored. Writes join the sequencer's transaction; reads are of what has committed. */
@Repository
class LedgerStore implements TileSource {
    /** Any number that no other advisory lock of ours uses: "vidimus" and 1. */
    private static final long SEQUENCER_LOCK = 0x766964696d757301L;

    private final JdbcClient sql;
    private final Clock clock;

    LedgerStore(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    record Head(UUID house, String origin, String key, long size, Sha256 root) {}

    @SuppressWarnings("ArrayRecordComponent") // read, used, forgotten
    record Waiting(UUID id, byte[] commitment, String[] subjects) {}

    record ChainHead(long number, Sha256 leafHash) {}

    Optional<Head> head() {
        return sql.sql("select house, origin, key, size, root from ledger_head")
                .query((row, _) -> new Head(
                        row.getObject("house", UUID.class),
                        row.getString("origin"),
                        row.getString("key"),
                        row.getLong("size"),
                        Sha256.ofDigest(row.getBytes("root"))))
                .optional();
    }

    /** Does nothing when another host was first. */
    void begin(UUID house, String origin, String key) {
        sql.sql(
                        "insert into ledger_head (house, origin, key, size, root) values (?, ?, ?, 0, ?) on conflict do nothing")
                .param(house)
                .param(origin)
                .param(key)
                .param(Sha256.of().bytes())
                .update();
    }

    /** Whether there is something to sequence or to publish. */
    boolean isBehind() {
        return sql.sql("select exists (select from custody_entry where leaf_index is null) "
                        + "or h.size > coalesce((select max(size) from ledger_checkpoint), -1) from ledger_head h")
                .query(Boolean.class)
                .single();
    }

    /** Until the end of the transaction, unless another sequencer has it. Read what it guards in later statements only. */
    boolean tryLock() {
        return sql.sql("select pg_try_advisory_xact_lock(?)")
                .param(SEQUENCER_LOCK)
                .query(Boolean.class)
                .single();
    }

    List<Waiting> waiting(int atMost) {
        return sql.sql("select id, commitment, subjects from custody_entry where leaf_index is null "
                        + "order by arrival limit ?")
                .param(atMost)
                .query((row, _) -> new Waiting(
                        row.getObject("id", UUID.class), row.getBytes("commitment"), strings(row, "subjects")))
                .list();
    }

    private static String[] strings(ResultSet row, String column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }

    Map<String, ChainHead> chainHeads(Collection<String> subjects) {
        var heads = new HashMap<String, ChainHead>();
        sql.sql("select s.subject, c.n, c.leaf_hash from unnest(?::text[]) s(subject) cross join lateral "
                        + "(select n, leaf_hash from ledger_chain where subject = s.subject order by n desc limit 1) c")
                .param(subjects.toArray(String[]::new))
                .query(row -> {
                    heads.put(
                            row.getString("subject"),
                            new ChainHead(row.getLong("n"), Sha256.ofDigest(row.getBytes("leaf_hash"))));
                });
        return heads;
    }

    /** @throws IllegalStateException if one of them has its place already; the transaction must not commit then */
    void place(Batch batch) {
        int placed = sql.sql("update custody_entry e set leaf_index = v.i, leaf = v.leaf "
                        + "from unnest(?::text[], ?::bigint[], ?::bytea[]) v(id, i, leaf) "
                        + "where e.id = v.id::uuid and e.leaf_index is null")
                .param(batch.ids())
                .param(batch.indexes())
                .param(batch.leaves())
                .update();
        requireAll("leaves", batch.size(), placed);
        int linked = sql.sql("insert into ledger_chain (subject, n, leaf_index, leaf_hash) "
                        + "select * from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bytea[])")
                .param(batch.linkSubjects())
                .param(batch.linkNumbers())
                .param(batch.linkIndexes())
                .param(batch.linkHashes())
                .update();
        requireAll("links", batch.linkCount(), linked);
    }

    void store(List<Tile> tiles) {
        sql.sql(
                        "insert into ledger_tile (level, n, hashes) select * from unnest(?::smallint[], ?::bigint[], ?::bytea[]) "
                                + "on conflict (level, n) do update set hashes = excluded.hashes")
                .param(tiles.stream().map(tile -> (short) tile.id().level()).toArray(Short[]::new))
                .param(tiles.stream().map(tile -> tile.id().index()).toArray(Long[]::new))
                .param(tiles.stream().map(Tile::hashes).toArray(byte[][]::new))
                .update();
    }

    void moveHead(long from, long to, Sha256 root) {
        int moved = sql.sql("update ledger_head set size = ?, root = ? where size = ?")
                .param(to)
                .param(root.bytes())
                .param(from)
                .update();
        requireAll("heads", 1, moved);
    }

    private static void requireAll(String what, int want, int got) {
        if (want != got) {
            throw new IllegalStateException("stored " + got + " " + what + " of the ledger, want " + want);
        }
    }

    @Override
    public byte[] read(TileId tile) {
        return sql.sql("select hashes from ledger_tile where level = ? and n = ?")
                .param(tile.level())
                .param(tile.index())
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("the ledger has no " + tile.path()));
    }

    Optional<SignedNote> newestCheckpoint() {
        return sql.sql("select note from ledger_checkpoint order by size desc limit 1")
                .query(String.class)
                .optional()
                .map(note -> SignedNote.parse(note.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    void add(Checkpoint checkpoint, SignedNote note) {
        sql.sql("insert into ledger_checkpoint (size, root, note, at) values (?, ?, ?, ?)")
                .param(checkpoint.size())
                .param(checkpoint.root().bytes())
                .param(new String(note.encode(), java.nio.charset.StandardCharsets.UTF_8))
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The published size, without reading the note. */
    long publishedSize() {
        return sql.sql("select coalesce(max(size), 0) from ledger_checkpoint")
                .query(Long.class)
                .single();
    }

    /** Leaves of a bundle of entries, in order. */
    List<byte[]> leaves(long first, int count) {
        return sql.sql("select leaf from custody_entry where leaf_index >= ? and leaf_index < ? order by leaf_index")
                .param(first)
                .param(first + count)
                .query(byte[].class)
                .list();
    }
}
