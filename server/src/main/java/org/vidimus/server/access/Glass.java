package org.vidimus.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Emergency access: who broke the glass, why, until when, and what somebody else thought of it afterwards. What it opens is a duty
 * like any other ({@link StandardRoles#breakGlass}), which ends by itself.
 */
@Repository
class Glass {
    private static final String SELECT = """
            select g.id, g.person, p.name, g.reason, g.reference, g.at, g.until_at, g.review_by, g.reviewed_at, r.name as reviewer,
                g.justified, g.remark
            from glass g join person p on p.id = g.person left join person r on r.id = g.reviewed_by
            """;

    private final JdbcClient sql;
    private final Clock clock;

    Glass(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * @param id of the duty that it brought
     * @param reviewBy when somebody must have looked at it
     */
    record Breaking(
            UUID id,
            PersonId person,
            String name,
            String reason,
            Optional<String> reference,
            Instant at,
            Instant until,
            Instant reviewBy,
            Optional<Review> review) {
        /** Whether somebody should have looked at it by now, and nobody has. */
        boolean isOverdue(Instant now) {
            return review.isEmpty() && !reviewBy.isAfter(now);
        }
    }

    record Review(Instant at, String by, boolean justified, String remark) {}

    /** Joins the transaction. */
    void add(UUID id, PersonId person, String reason, Optional<String> reference, Instant until, Instant reviewBy) {
        sql.sql(
                        "insert into glass (id, person, reason, reference, at, until_at, review_by) values (?, ?, ?, ?, ?, ?, ?)")
                .param(id)
                .param(person.value())
                .param(reason)
                .param(reference.orElse(null))
                .param(now())
                .param(until.atOffset(ZoneOffset.UTC))
                .param(reviewBy.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Ends it now. Joins the transaction. @return whether it was theirs and held */
    boolean end(UUID id, PersonId person) {
        return sql.sql("update glass set until_at = :now where id = :id and person = :person and until_at > :now")
                        .param("now", now())
                        .param("id", id)
                        .param("person", person.value())
                        .update()
                > 0;
    }

    /** Joins the transaction. @return whether nobody had before */
    boolean review(UUID id, PersonId by, boolean justified, String remark) {
        return sql.sql("update glass set reviewed_by = ?, reviewed_at = ?, justified = ?, remark = ? "
                                + "where id = ? and reviewed_at is null")
                        .param(by.value())
                        .param(now())
                        .param(justified)
                        .param(remark)
                        .param(id)
                        .update()
                > 0;
    }

    Optional<Breaking> find(UUID id) {
        return sql.sql(SELECT + "where g.id = ?").param(id).query(Glass::read).optional();
    }

    /** Somebody's own that still holds. */
    Optional<Breaking> inForce(PersonId person) {
        return sql.sql(SELECT + "where g.person = ? and g.until_at > ? order by g.until_at desc limit 1")
                .param(person.value())
                .param(now())
                .query(Glass::read)
                .optional();
    }

    /** Those that nobody has looked at, first what still holds, then the most urgent; then the others, the newest first. */
    List<Breaking> within(Scope scope) {
        ScopeCondition seen = ScopeCondition.of(scope, ScopeCondition.Columns.of("g.person = :me", "p.unit"));
        return sql.sql(SELECT + "where " + seen.text() + " order by g.reviewed_at is not null, "
                        + "g.reviewed_at is null and g.until_at <= :now, "
                        + "case when g.reviewed_at is null then g.review_by end, g.at desc limit 200")
                .params(seen.values())
                .param("now", now())
                .query(Glass::read)
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Breaking read(ResultSet row, int number) throws SQLException {
        Optional<Instant> reviewed = Optional.ofNullable(row.getObject("reviewed_at", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
        Optional<Review> review = reviewed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Review(
                        reviewed.get(),
                        row.getString("reviewer"),
                        row.getBoolean("justified"),
                        row.getString("remark")));
        return new Breaking(
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("name"),
                row.getString("reason"),
                Optional.ofNullable(row.getString("reference")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("until_at", OffsetDateTime.class).toInstant(),
                row.getObject("review_by", OffsetDateTime.class).toInstant(),
                review);
    }
}
