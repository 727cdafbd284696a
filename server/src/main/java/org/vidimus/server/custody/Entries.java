package org.vidimus.server.custody;

import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.trust.Entry;
import org.vidimus.trust.Leaf;
import org.vidimus.trust.LedgerSubject;
import org.vidimus.trust.Sha256;

/** The rows of the ledger as they are written: salted, committed to, not yet in the tree. One statement an entry. */
@Repository
class Entries {
    private static final String COLUMNS = "insert into custody_entry (id, at, subjects, payload, salt, commitment) ";
    private static final String INSERT = COLUMNS + "values (?, ?, ?, ?, ?, ?)";
    /** set_config for this transaction, which is this statement, and read again when it commits. */
    private static final String INSERT_SOON = "with quick as (select set_config('synchronous_commit', 'off', true)) "
            + COLUMNS + "select ?, ?, ?, ?, ?, ? from quick";

    /** Nothing, unless the attempt is there. */
    private static final String INSERT_AFTER =
            COLUMNS + "select ?, ?, ?, ?, ?, ? " + "where exists (select from custody_entry where id = ?)";

    private static final String INSERT_AFTER_AND_REMEMBER = "with entry as (" + INSERT_AFTER + " returning id) "
            + "insert into custody_recent (what, at) select ?, ? from entry "
            + "on conflict (what) do update set at = excluded.at";

    private final JdbcClient sql;
    private final SecureRandom random;

    Entries(JdbcClient sql, SecureRandom random) {
        this.sql = sql;
        this.random = random;
    }

    /** Durable with the transaction that is running; without one, when this returns. */
    void record(Entry entry) {
        insert(INSERT, entry).update();
    }

    /**
     * Visible to all when this returns, durable no later than the next commit of anybody that waits for the disk. Must be
     * called outside of a transaction, or that one would not be durable either.
     */
    void recordSoon(Entry entry) {
        insert(INSERT_SOON, entry).update();
    }

    /**
     * Records what became of {@code attempt}, as {@link #record} does.
     *
     * <p>The attempt was recorded {@link #recordSoon soon}: a database that crashed since and came back under the living server
     * may have lost it. Then it is recorded again, before its outcome, so that no outcome stands without its attempt. Nobody can
     * have sequenced it: that waits for the disk, and so would have kept it.
     */
    void recordOutcome(Entry attempt, Entry outcome) {
        if (after(INSERT_AFTER, attempt, outcome).update() == 0) {
            record(attempt);
            record(outcome);
        }
    }

    /** Like {@link #recordOutcome}, and remembers that {@code what} was recorded now. */
    void recordOutcomeAndRemember(Entry attempt, Entry outcome, Sha256 what) {
        if (remembering(attempt, outcome, what) == 0) {
            record(attempt);
            remembering(attempt, outcome, what);
        }
    }

    private int remembering(Entry attempt, Entry outcome, Sha256 what) {
        return after(INSERT_AFTER_AND_REMEMBER, attempt, outcome)
                .param(what.bytes())
                .param(outcome.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    private JdbcClient.StatementSpec after(String statement, Entry attempt, Entry outcome) {
        return insert(statement, outcome).param(attempt.id());
    }

    private JdbcClient.StatementSpec insert(String statement, Entry entry) {
        byte[] payload = entry.encode();
        if (payload.length > Entry.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "an entry of " + payload.length + " bytes, at most " + Entry.MAX_BYTES + " can be read back");
        }
        byte[] salt = new byte[Leaf.SALT_BYTES];
        random.nextBytes(salt);
        OffsetDateTime at = entry.at().atOffset(ZoneOffset.UTC);
        return sql.sql(statement)
                .param(entry.id())
                .param(at)
                .param(entry.subjects().stream().map(LedgerSubject::toString).toArray(String[]::new))
                .param(payload)
                .param(salt)
                .param(Leaf.commitment(salt, payload).bytes());
    }
}
