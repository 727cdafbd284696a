package org.vidimus.server.custody;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.trust.Leaf;

/**
 * What the ledger holds about one subject, and the proofs of it. Read only; safe for many threads.
 *
 * <p>An entry passes through three states, and never goes back: RECORDED (committed), SEQUENCED (has its index), PUBLISHED (below
 * the size of a signed checkpoint).
 */
@Repository
public class Histories {
    private static final int WAITING_SHOWN = 1_000;
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final String SELECT =
            "select e.id, e.at, e.payload, e.salt, e.leaf_index, e.leaf, e.erased_at, (select coalesce(max(size), 0) from ledger_checkpoint) "
                    + "as published ";

    private final JdbcClient sql;
    private final LedgerStore store;
    private final Ledger ledger;
    private final Publications publications;
    private final SequencerBell bell;
    private final Clock clock;

    Histories(
            JdbcClient sql,
            LedgerStore store,
            Ledger ledger,
            Publications publications,
            SequencerBell bell,
            Clock clock) {
        this.sql = sql;
        this.store = store;
        this.ledger = ledger;
        this.publications = publications;
        this.bell = bell;
        this.clock = clock;
    }

    /** How far an entry has come. */
    public enum State {
        RECORDED,
        SEQUENCED,
        PUBLISHED
    }

    /**
     * One entry as stored.
     *
     * @param payload the encoded entry; empty when it was erased by law
     * @param salt empty when the payload is
     * @param index place in the tree; empty while RECORDED
     * @param leaf empty while RECORDED
     * @param erasedAt when the payload was erased by law
     */
    @SuppressWarnings("ArrayRecordComponent") // carried from the table to a bundle, never compared
    public record Recorded(
            UUID id,
            Instant at,
            Optional<byte[]> payload,
            Optional<byte[]> salt,
            OptionalLong index,
            Optional<byte[]> leaf,
            Optional<Instant> erasedAt,
            State state) {
        /** What it is about, as its leaf says; empty while RECORDED. */
        public List<Subject> subjects() {
            return leaf.map(Leaf::parse).stream()
                    .flatMap(parsed -> parsed.chain().stream())
                    .flatMap(link -> Subject.of(link.subject()).stream())
                    .toList();
        }

        /** The entry's number in the history of the subject, from 1; empty while RECORDED. */
        public OptionalLong numberIn(Subject subject) {
            return leaf.map(Leaf::parse).stream()
                    .flatMap(parsed -> parsed.chain().stream())
                    .filter(link -> link.subject().equals(subject.inLedger()))
                    .mapToLong(Leaf.ChainLink::number)
                    .findFirst();
        }
    }

    /** The whole history of a subject, oldest first; what is not yet sequenced comes last. */
    public List<Recorded> of(Subject subject) {
        return page(subject, 0, Integer.MAX_VALUE);
    }

    /**
     * A part of a history, oldest first. Entries without a place in the tree yet follow on the last page, at most 1,000 of them,
     * whatever the limit.
     *
     * @param after number in the subject's history of the last entry that is known; 0 for none
     */
    public List<Recorded> page(Subject subject, long after, int limit) {
        return sql.sql(
                        "with linked as (select n, leaf_index from ledger_chain where subject = ? and n > ? order by n limit ?), "
                                + "sequenced as (" + SELECT + ", 0 as waiting, l.n as place from linked l "
                                + "join custody_entry e on e.leaf_index = l.leaf_index), "
                                + "waiting as (" + SELECT + ", 1 as waiting, e.arrival as place from custody_entry e "
                                + "where e.leaf_index is null and e.subjects @> array[?::text] and (select count(*) from linked) < ? "
                                + "order by e.arrival limit " + WAITING_SHOWN + ") "
                                + "select * from sequenced union all select * from waiting order by waiting, place")
                .param(subject.toString())
                .param(after)
                .param(limit)
                .param(subject.toString())
                .param(limit)
                .query(Histories::read)
                .list();
    }

    /** One entry; empty when there is none of that id. */
    public Optional<Recorded> find(UUID entry) {
        return sql.sql(SELECT + "from custody_entry e where e.id = ?")
                .param(entry)
                .query(Histories::read)
                .optional();
    }

    /** Entries that have their place, from a leaf on. */
    public List<Recorded> from(long index, int limit) {
        return sql.sql(SELECT + "from custody_entry e where e.leaf_index >= ? order by e.leaf_index limit ?")
                .param(index)
                .param(limit)
                .query(Histories::read)
                .list();
    }

    /** Those at these places, by rising index; places that there are not are left out. */
    public List<Recorded> at(Collection<Long> indexes) {
        return sql.sql(SELECT + "from custody_entry e where e.leaf_index = any(?) order by e.leaf_index")
                .param(indexes.toArray(Long[]::new))
                .query(Histories::read)
                .list();
    }

    /** How many entries have their place. */
    public long size() {
        return sql.sql("select size from ledger_head")
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Waits until this host publishes something, or for so long. */
    public void awaitNews(Duration atMost) throws InterruptedException {
        publications.awaitAfter(publications.count(), atMost);
    }

    /**
     * Waits until an entry is PUBLISHED. Must be called outside of a transaction that recorded it.
     *
     * @return the entry as it is then, or as it is when the patience is over; empty when there is none of that id
     */
    public Optional<Recorded> awaitPublished(UUID entry, Duration patience) throws InterruptedException {
        Instant end = clock.instant().plus(patience);
        while (true) {
            long seen = publications.count();
            Optional<Recorded> now = find(entry);
            if (now.isEmpty()
                    || now.get().state() == State.PUBLISHED
                    || clock.instant().isAfter(end)) {
                return now;
            }
            bell.ring();
            publications.awaitAfter(seen, LOOK);
        }
    }

    /** The newest signed checkpoint, and with it the proofs of everything below its size. */
    public Proofs proofs() {
        return Proofs.against(store.newestCheckpoint().orElseThrow(), ledger.verifier(), store);
    }

    private static Recorded read(ResultSet row, int number) throws SQLException {
        byte @Nullable [] leaf = row.getBytes("leaf");
        long index = row.getLong("leaf_index");
        State state =
                leaf == null ? State.RECORDED : index < row.getLong("published") ? State.PUBLISHED : State.SEQUENCED;
        return new Recorded(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getBytes("payload")),
                Optional.ofNullable(row.getBytes("salt")),
                leaf == null ? OptionalLong.empty() : OptionalLong.of(index),
                Optional.ofNullable(leaf),
                Optional.ofNullable(row.getObject("erased_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                state);
    }
}
