package org.vidimus.server.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Failures of each person, from wherever, and the locks that came of them; and those that somebody made by hand. */
@Repository
class Locks implements Bars {
    private final JdbcClient sql;
    private final Clock clock;

    Locks(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param failures those within the window, with this one */
    record Count(int failures, boolean locked) {}

    /** Counts a try as failed before it is made, so that many at once do not slip through together. A lock counts no further. */
    Count count(PersonId person, Duration within) {
        Instant now = clock.instant();
        return sql.sql("insert into sign_in_lock as l (person, failures, first_at) values (:person, 1, :now) "
                        + "on conflict (person) do update set "
                        + "failures = case when l.locked_at is not null then l.failures when l.first_at < :start then 1 "
                        + "else l.failures + 1 end, "
                        + "first_at = case when l.locked_at is null and l.first_at < :start then :now else l.first_at end "
                        + "returning failures, locked_at is not null as locked")
                .param("person", person.value())
                .param("now", at(now))
                .param("start", at(now.minus(within)))
                .query((row, _) -> new Count(row.getInt("failures"), row.getBoolean("locked")))
                .single();
    }

    /** It was no failure, and no success either. */
    void takeBack(PersonId person) {
        sql.sql(
                        "update sign_in_lock set failures = failures - 1 where person = ? and failures > 0 and locked_at is null")
                .param(person.value())
                .update();
    }

    boolean locked(PersonId person) {
        return sql.sql("select exists (select from sign_in_lock where person = ? and locked_at is not null)")
                .param(person.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean barred(PersonId person) {
        return sql.sql("select exists (select from sign_in_lock where person = ? and locked_by is not null)")
                .param(person.value())
                .query(Boolean.class)
                .single();
    }

    Set<PersonId> locked() {
        return sql.sql("select person from sign_in_lock where locked_at is not null").query(UUID.class).list().stream()
                .map(PersonId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Joins the transaction. */
    void lock(PersonId person) {
        sql.sql("update sign_in_lock set locked_at = ? where person = ? and locked_at is null")
                .param(at(clock.instant()))
                .param(person.value())
                .update();
    }

    /** By hand. Joins the transaction. */
    void bar(PersonId person, UUID by) {
        sql.sql("insert into sign_in_lock (person, failures, first_at, locked_at, locked_by) "
                        + "values (:person, 0, :now, :now, :by) on conflict (person) do update set "
                        + "locked_at = coalesce(sign_in_lock.locked_at, :now), locked_by = :by")
                .param("person", person.value())
                .param("now", at(clock.instant()))
                .param("by", by)
                .update();
    }

    /** After a success; a lock stays. */
    void clear(PersonId person) {
        sql.sql("delete from sign_in_lock where person = ? and locked_at is null")
                .param(person.value())
                .update();
    }

    /** Joins the transaction. */
    boolean release(PersonId person) {
        return sql.sql("delete from sign_in_lock where person = ? and locked_at is not null")
                        .param(person.value())
                        .update()
                > 0;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
