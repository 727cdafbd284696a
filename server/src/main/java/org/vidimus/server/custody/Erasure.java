package org.vidimus.server.custody;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.trust.Entry;
import org.vidimus.trust.Leaf;
import org.vidimus.trust.Sha256;

/**
 * Takes from entries what they say, where the law wants it: payload and salt go, commitment and leaf stay, and every proof holds
 * as before. The entries themselves say whether they may be erased; no list, index or caller is believed about that.
 */
@Repository
public class Erasure {
    private final JdbcClient sql;

    Erasure(JdbcClient sql) {
        this.sql = sql;
    }

    @SuppressWarnings("ArrayRecordComponent") // read, judged, forgotten
    private record Candidate(long index, byte[] payload, byte[] salt, Sha256 commitment) {
        /** One that was tampered with stays, so that erasing it does not hide that. */
        boolean isTrue() {
            return Leaf.commitment(salt, payload).equals(commitment);
        }

        boolean isPersonalAndFrom(Instant before) {
            Entry entry = Entry.parse(payload);
            return entry.at().isBefore(before)
                    && Action.of(entry.action())
                            .filter(action -> action.life() == Action.Life.PERSONAL)
                            .isPresent();
        }
    }

    /**
     * Erases those of the entries that are personal data and were made before an instant. Joins the transaction.
     *
     * @param indexes of their leaves
     * @return the leaves whose entries were erased now, rising; the others are as they were
     */
    public List<Long> erase(Collection<Long> indexes, Instant before, Instant now) {
        List<Long> due = sql
                .sql("select leaf_index, payload, salt, commitment from custody_entry where leaf_index = any(?) "
                        + "and payload is not null and salt is not null order by leaf_index for update")
                .param(indexes.toArray(Long[]::new))
                .query((row, _) -> new Candidate(
                        row.getLong("leaf_index"),
                        row.getBytes("payload"),
                        row.getBytes("salt"),
                        Sha256.ofDigest(row.getBytes("commitment"))))
                .list()
                .stream()
                .filter(Candidate::isTrue)
                .filter(candidate -> candidate.isPersonalAndFrom(before))
                .map(Candidate::index)
                .toList();
        sql.sql("update custody_entry set payload = null, salt = null, erased_at = ? where leaf_index = any(?)")
                .param(now.atOffset(ZoneOffset.UTC))
                .param(due.toArray(Long[]::new))
                .update();
        return due;
    }

    /** What an update leaves behind is still on the disk until this. Not within a transaction. */
    public void sweep() {
        sql.sql("vacuum custody_entry").update();
    }
}
