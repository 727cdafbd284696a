package org.vidimus.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sittings of the house, each from sign-in to sign-out. What is not open here is over, whatever a cookie says. */
@Repository
class Sittings {
    /** How exactly it is known when somebody was last seen: not every request is worth a write. */
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int BROWSER_LONGEST = 300;
    private static final String SELECT =
            "select id, person, way, restricted, since, seen_at, confirmed_at, address, browser from sitting ";

    private final JdbcClient sql;
    private final SignInRules rules;
    private final Clock clock;

    Sittings(JdbcClient sql, SignInRules rules, Clock clock) {
        this.sql = sql;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * @param restricted whether they may do nothing yet but set up a second factor
     * @param seenAt to half a minute
     * @param confirmedAt when they last proved who they are
     * @param browser as it names itself
     */
    record Open(
            UUID id,
            PersonId person,
            Way way,
            boolean restricted,
            Instant since,
            Instant seenAt,
            Instant confirmedAt,
            String address,
            String browser) {
        Sitting.Seat seat() {
            return new Sitting.Seat(person, id, restricted, confirmedAt);
        }
    }

    /** From where somebody signs in. */
    record Whence(String address, String browser) {}

    /**
     * Joins the transaction, where there is one.
     *
     * @param confirmed empty for just now
     */
    Open begin(PersonId person, Way way, boolean restricted, Optional<Instant> confirmed, Whence whence) {
        Instant now = clock.instant();
        String browser = whence.browser();
        Open open = new Open(
                UUID.randomUUID(),
                person,
                way,
                restricted,
                now,
                now,
                confirmed.filter(at -> at.isBefore(now)).orElse(now),
                whence.address(),
                browser.substring(0, Math.min(browser.length(), BROWSER_LONGEST)));
        sql.sql("insert into sitting (id, person, way, restricted, since, seen_at, confirmed_at, address, browser) "
                        + "values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(open.id())
                .param(person.value())
                .param(way.name())
                .param(restricted)
                .param(at(now))
                .param(at(now))
                .param(at(open.confirmedAt()))
                .param(open.address())
                .param(open.browser())
                .update();
        return open;
    }

    /** Empty when it was ended, has rested too long, or has lasted too long. */
    Optional<Open> find(UUID id) {
        return sql.sql(SELECT + "where id = ? and ended_at is null")
                .param(id)
                .query(Sittings::read)
                .optional()
                .filter(this::lasts);
    }

    private boolean lasts(Open open) {
        Instant now = clock.instant();
        return open.seenAt().plus(rules.idle()).isAfter(now)
                && open.since().plus(rules.longest()).isAfter(now);
    }

    /** The last seen first. */
    List<Open> of(PersonId person) {
        return sql
                .sql(SELECT + "where person = ? and ended_at is null order by seen_at desc, id")
                .param(person.value())
                .query(Sittings::read)
                .list()
                .stream()
                .filter(this::lasts)
                .toList();
    }

    void seen(Open open) {
        Instant now = clock.instant();
        if (open.seenAt().plus(SEEN_WITHIN).isBefore(now)) {
            sql.sql("update sitting set seen_at = ? where id = ? and ended_at is null")
                    .param(at(now))
                    .param(open.id())
                    .update();
        }
    }

    void confirmed(UUID id) {
        sql.sql("update sitting set confirmed_at = ? where id = ?")
                .param(at(clock.instant()))
                .param(id)
                .update();
    }

    /** There is a second factor now. Joins the transaction. */
    void unrestrict(UUID id) {
        sql.sql("update sitting set restricted = false where id = ?").param(id).update();
    }

    /** Joins the transaction, where there is one. */
    boolean end(PersonId person, UUID id) {
        return sql.sql("update sitting set ended_at = ? where person = ? and id = ? and ended_at is null")
                        .param(at(clock.instant()))
                        .param(person.value())
                        .param(id)
                        .update()
                > 0;
    }

    /** Ends all but one. Joins the transaction, where there is one. */
    int endOthers(PersonId person, Optional<UUID> kept) {
        return sql.sql("update sitting set ended_at = ? where person = ? and ended_at is null "
                        + "and (cast(? as uuid) is null or id <> ?)")
                .param(at(clock.instant()))
                .param(person.value())
                .param(kept.orElse(null))
                .param(kept.orElse(null))
                .update();
    }

    /** The ledger knows of sign-ins for longer; this is only what screens show. */
    int forgetOld() {
        return sql.sql("delete from sitting where seen_at < ?")
                .param(at(clock.instant().minus(KEPT)))
                .update();
    }

    private static Open read(ResultSet row, int number) throws SQLException {
        return new Open(
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("person", UUID.class)),
                Way.valueOf(row.getString("way")),
                row.getBoolean("restricted"),
                instant(row, "since"),
                instant(row, "seen_at"),
                instant(row, "confirmed_at"),
                row.getString("address"),
                row.getString("browser"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
