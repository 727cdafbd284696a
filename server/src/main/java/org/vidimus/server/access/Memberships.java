package org.vidimus.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which unit somebody belonged to, and when. Rows are never deleted: a membership ends. */
@Repository
public class Memberships {
    private final JdbcClient sql;
    private final Clock clock;

    private final RememberedEach<PersonId, List<Spell>> known;

    Memberships(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        this.known = new RememberedEach<>(clock, this::spells);
    }

    /** @param until first moment at which they no longer belonged to it */
    public record Spell(Unit unit, Instant from, Optional<Instant> until) {}

    /** All of them, the newest first. A spell of no length is left out: nobody ever saw anything by it. */
    public List<Spell> spells(PersonId person) {
        return sql.sql("""
                        select u.id as unit_id, u.name as unit_name, u.parent, m.from_at, m.until_at
                        from membership m join unit u on u.id = m.unit
                        where m.person = ? and (m.until_at is null or m.until_at > m.from_at)
                        order by m.from_at desc
                        """)
                .param(person.value())
                .query((row, _) -> new Spell(
                        Units.read(row).orElseThrow(),
                        row.getObject("from_at", OffsetDateTime.class).toInstant(),
                        end(row)))
                .list();
    }

    /** The same, for decisions, which ask for every row of a list; another host may have changed it within the last seconds. */
    List<Spell> known(PersonId person) {
        return known.get(person);
    }

    /** For whoever changes them by other means than these, within the transaction that does. */
    void forget(PersonId person) {
        known.forgetAfterCommit(person);
    }

    private static Optional<Instant> end(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("until_at", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    /** From now on they belong there, or nowhere. Joins the transaction. */
    void move(PersonId person, Optional<UnitId> unit) {
        forget(person);
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        sql.sql("update membership set until_at = greatest(from_at, ?) where person = ? and until_at is null")
                .param(now)
                .param(person.value())
                .update();
        unit.ifPresent(there -> sql.sql("insert into membership (person, unit, from_at) values (?, ?, ?)")
                .param(person.value())
                .param(there.value())
                .param(now)
                .update());
    }
}
