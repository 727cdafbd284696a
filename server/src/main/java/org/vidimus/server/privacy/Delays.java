package org.vidimus.server.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The delays that there are and were. None is ever deleted. */
@Repository
class Delays {
    private final JdbcClient sql;

    Delays(JdbcClient sql) {
        this.sql = sql;
    }

    /** What kind of reason a wearer is told afterwards. */
    enum Ground {
        INTERNAL_INVESTIGATION,
        CRIMINAL_INVESTIGATION,
        PROTECTION
    }

    record Ended(Instant at, UUID by) {}

    record Review(Instant at, UUID by, String text) {}

    /** @param viewer whose openings; of any but whoever made it where it is empty */
    record Delay(
            UUID id,
            Optional<UUID> viewer,
            Optional<UUID> evidence,
            Ground ground,
            String reason,
            Instant from,
            Instant until,
            UUID madeBy,
            Optional<Ended> ended,
            Optional<Review> review) {
        /** When what it kept back is shown. */
        Instant over() {
            return ended.map(Ended::at).orElse(until);
        }

        boolean covers(UUID who, UUID of, Instant at) {
            return viewer.map(who::equals).orElse(!who.equals(madeBy))
                    && evidence.map(of::equals).orElse(true)
                    && !at.isBefore(from)
                    && at.isBefore(over());
        }
    }

    /** Joins the transaction, as all that change something here. */
    void add(Delay delay) {
        sql.sql("insert into opening_delay (id, viewer, evidence, ground, reason, from_at, until_at, made_by) "
                        + "values (?, ?, ?, ?, ?, ?, ?, ?)")
                .param(delay.id())
                .param(delay.viewer().orElse(null))
                .param(delay.evidence().orElse(null))
                .param(delay.ground().name())
                .param(delay.reason())
                .param(delay.from().atOffset(ZoneOffset.UTC))
                .param(delay.until().atOffset(ZoneOffset.UTC))
                .param(delay.madeBy())
                .update();
    }

    void end(UUID id, Ended ended) {
        sql.sql("update opening_delay set ended_at = ?, ended_by = ? where id = ?")
                .param(ended.at().atOffset(ZoneOffset.UTC))
                .param(ended.by())
                .param(id)
                .update();
    }

    void review(UUID id, Review review) {
        sql.sql("update opening_delay set reviewed_at = ?, reviewed_by = ?, review = ? where id = ?")
                .param(review.at().atOffset(ZoneOffset.UTC))
                .param(review.by())
                .param(review.text())
                .param(id)
                .update();
    }

    Optional<Delay> find(UUID id) {
        return sql.sql("select * from opening_delay where id = ? for update")
                .param(id)
                .query(Delays::read)
                .optional();
    }

    /** Those that last longest first. */
    List<Delay> all() {
        return sql.sql("select * from opening_delay order by until_at desc, id limit 1000")
                .query(Delays::read)
                .list();
    }

    /** Those that keep something back now. */
    List<Delay> inForce(Instant now) {
        return sql.sql("select * from opening_delay where until_at > ? and ended_at is null")
                .param(now.atOffset(ZoneOffset.UTC))
                .query(Delays::read)
                .list();
    }

    private static Delay read(ResultSet row, int number) throws SQLException {
        Optional<Instant> ended = instant(row, "ended_at");
        Optional<Instant> reviewed = instant(row, "reviewed_at");
        UUID endedBy = row.getObject("ended_by", UUID.class);
        UUID reviewedBy = row.getObject("reviewed_by", UUID.class);
        String review = row.getString("review");
        return new Delay(
                row.getObject("id", UUID.class),
                Optional.ofNullable(row.getObject("viewer", UUID.class)),
                Optional.ofNullable(row.getObject("evidence", UUID.class)),
                Ground.valueOf(row.getString("ground")),
                row.getString("reason"),
                row.getObject("from_at", OffsetDateTime.class).toInstant(),
                row.getObject("until_at", OffsetDateTime.class).toInstant(),
                row.getObject("made_by", UUID.class),
                ended.map(at -> new Ended(at, endedBy)),
                reviewed.map(at -> new Review(at, reviewedBy, review)));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
