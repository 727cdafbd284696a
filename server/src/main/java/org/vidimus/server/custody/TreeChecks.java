package org.vidimus.server.custody;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.custody.LedgerFinding.Fault;
import org.vidimus.server.custody.StoredRows.Row;
import org.vidimus.trust.Frontier;
import org.vidimus.trust.Sha256;
import org.vidimus.trust.Tile;
import org.vidimus.trust.TileId;

/** Builds the tree anew from its leaves, and compares tiles and head with what is stored. */
final class TreeChecks {
    private final JdbcClient sql;
    private final LedgerFindings findings;
    private final Map<TilePlace, Tile> openTiles = new HashMap<>();
    private Frontier rebuilt = Frontier.empty();
    private long tiles;

    TreeChecks(JdbcClient sql, LedgerFindings findings) {
        this.sql = sql;
        this.findings = findings;
    }

    private record TilePlace(int level, long index) {}

    long size() {
        return rebuilt.size();
    }

    Sha256 root() {
        return rebuilt.root();
    }

    void append(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Frontier.Growth growth = rebuilt.append(rows.stream().map(Row::hash).toList());
        for (Tile tile : growth.changed()) {
            var place = new TilePlace(tile.id().level(), tile.id().index());
            if (tile.id().isFull()) {
                openTiles.remove(place);
                compare(tile);
            } else {
                openTiles.put(place, tile);
            }
        }
        rebuilt = growth.frontier();
    }

    private void compare(Tile tile) {
        tiles++;
        TileId id = tile.id();
        Optional<byte[]> stored = sql.sql("select hashes from ledger_tile where level = ? and n = ?")
                .param(id.level())
                .param(id.index())
                .query(byte[].class)
                .optional();
        if (stored.isEmpty() || !Arrays.equals(stored.get(), tile.hashes())) {
            findings.add(Fault.TILE_DIFFERS, id.path(), stored.isEmpty() ? "it is missing" : "it holds other hashes");
        }
    }

    /** After the last leaf: the tiles at the right edge, and that there are no others. */
    void finish() {
        openTiles.values().forEach(this::compare);
        long stored =
                sql.sql("select count(*) from ledger_tile").query(Long.class).single();
        if (stored > tiles) {
            findings.add(Fault.TILE_EXTRA, "", stored + " tiles are stored, the tree has " + tiles);
        }
    }

    /** After the last leaf. */
    void head(Optional<LedgerStore.Head> head, String origin) {
        if (head.isEmpty()
                || head.get().size() != rebuilt.size()
                || !head.get().root().equals(rebuilt.root())
                || !head.get().origin().equals(origin)) {
            findings.add(
                    Fault.HEAD_DIFFERS,
                    "",
                    "stored " + head + ", the leaves give " + rebuilt.size() + " entries with root " + rebuilt.root());
        }
    }
}
