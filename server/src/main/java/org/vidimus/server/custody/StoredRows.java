package org.vidimus.server.custody;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.trust.Merkle;
import org.vidimus.trust.Sha256;

/** Entries as they are stored, read for checking and believed in nothing. */
final class StoredRows {
    /** Rows of one read; memory does not grow with the ledger. */
    static final int PAGE = 2_000;

    private final JdbcClient sql;

    StoredRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param index of the leaf; -1 while it has none */
    @SuppressWarnings("ArrayRecordComponent") // read, checked, forgotten
    record Row(
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

    /** The next leaves that there are, from an index on. */
    List<Row> leaves(long from) {
        return rows("where leaf_index >= ? order by leaf_index limit " + PAGE, from);
    }

    /** The longest waiting of those that have no leaf yet. */
    List<Row> waiting() {
        return rows("where leaf_index is null order by arrival limit " + PAGE);
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
}
