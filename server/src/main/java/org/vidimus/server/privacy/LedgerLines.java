package org.vidimus.server.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.Scope;

/**
 * Finds entries by what they say. What may not be seen is left out by the query itself, from lists and counts alike; so is the
 * attempt of the very look that asks, which may or may not be in the register by then.
 */
@Repository
class LedgerLines {
    /** More are not counted, only said to be more. */
    static final int MOST_COUNTED = 10_000;

    private static final String NEWEST_FIRST = " order by l.at desc, l.leaf_index desc limit :limit";

    private final JdbcClient sql;

    LedgerLines(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param who whose right it was; empty when the entry was erased */
    record Found(Place place, Optional<UUID> who) {}

    List<Found> page(Scope scope, LedgerFilter filter, Optional<UUID> look, Optional<Place> after, int limit) {
        LineCondition condition = LineCondition.of(scope, filter).without(look);
        after.ifPresent(condition::before);
        return sql.sql("select l.at, l.leaf_index, l.who from entry_line l where " + condition.text() + NEWEST_FIRST)
                .params(condition.values())
                .param("limit", limit)
                .query(LedgerLines::found)
                .list();
    }

    static Found found(ResultSet row, int number) throws SQLException {
        return new Found(
                new Place(row.getObject("at", OffsetDateTime.class).toInstant(), row.getLong("leaf_index")),
                Optional.ofNullable(row.getObject("who", UUID.class)));
    }

    /** How many there are; {@link #MOST_COUNTED} + 1 when there are more. */
    int count(Scope scope, LedgerFilter filter, Optional<UUID> look) {
        LineCondition condition = LineCondition.of(scope, filter).without(look);
        return sql.sql("select count(*) from (select from entry_line l where " + condition.text() + " limit "
                        + (MOST_COUNTED + 1) + ") found")
                .params(condition.values())
                .query(Integer.class)
                .single();
    }

    /** The places of all of them in the tree, rising; at most so many. */
    long[] indexes(Scope scope, LedgerFilter filter, Optional<UUID> look, int limit) {
        LineCondition condition = LineCondition.of(scope, filter).without(look);
        return sql
                .sql("select l.leaf_index from entry_line l where " + condition.text() + " limit :limit")
                .params(condition.values())
                .param("limit", limit)
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
    }

    /** Where an entry is, if it may be seen. */
    Optional<Long> find(Scope scope, UUID entry) {
        LineCondition condition = LineCondition.of(scope, withHalves());
        condition.and("l.entry = :entry", "entry", entry);
        return sql.sql("select l.leaf_index from entry_line l where " + condition.text())
                .params(condition.values())
                .query(Long.class)
                .optional();
    }

    private static LedgerFilter withHalves() {
        LedgerFilter none = LedgerFilter.none();
        return new LedgerFilter(
                none.people(),
                none.evidence(),
                none.subject(),
                none.actions(),
                none.results(),
                none.doors(),
                none.address(),
                none.purpose(),
                none.from(),
                none.to(),
                true);
    }
}
