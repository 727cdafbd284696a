package org.vidimus.server.fleet.handout;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.Passwords;
import org.vidimus.server.access.PersonId;

/**
 * The PINs by which people are known at the kiosk. Encoded as passwords are. After {@link #FAILURES_MOST} failures in a row one is
 * of no use until its owner has chosen another; a badge still is.
 */
@Repository
class Pins {
    static final int FAILURES_MOST = 10;
    private static final Duration HANDED_OVER_FOR = Duration.ofDays(7);
    private static final Pattern PIN = Pattern.compile("[0-9]{6,12}");
    private static final int HANDED_OVER_BOUND = 1_000_000;

    private final JdbcClient sql;
    private final Passwords passwords;
    private final SecureRandom random;
    private final Clock clock;

    Pins(JdbcClient sql, Passwords passwords, SecureRandom random, Clock clock) {
        this.sql = sql;
        this.passwords = passwords;
        this.random = random;
        this.clock = clock;
    }

    enum State {
        NONE,
        OWN,
        /** Chosen by the house, until its owner chooses another. */
        HANDED_OVER,
        /** Too many failures, or handed over too long ago. */
        OVER
    }

    State of(PersonId person) {
        record Row(int failures, Optional<Instant> until) {}
        Optional<Row> row = sql.sql("select failures, expires_at from kiosk_pin where person = ?")
                .param(person.value())
                .query((found, _) -> new Row(
                        found.getInt("failures"),
                        Optional.ofNullable(found.getObject("expires_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .optional();
        if (row.isEmpty()) {
            return State.NONE;
        }
        if (row.get().failures() >= FAILURES_MOST
                || row.get()
                        .until()
                        .filter(end -> !end.isAfter(clock.instant()))
                        .isPresent()) {
            return State.OVER;
        }
        return row.get().until().isPresent() ? State.HANDED_OVER : State.OWN;
    }

    /** Slow by design: to be called outside of a transaction. */
    String encoded(@Nullable String wish) {
        if (wish == null || !PIN.matcher(wish).matches() || isObvious(wish)) {
            throw new HandOutProblem.Unfit("pin", "want 6 to 12 digits, not all alike and not in a row such as 123456")
                    .refused();
        }
        return passwords.encode(wish);
    }

    private static boolean isObvious(String pin) {
        int step = pin.charAt(1) - pin.charAt(0);
        for (int i = 1; i < pin.length(); i++) {
            if (pin.charAt(i) - pin.charAt(i - 1) != step) {
                return false;
            }
        }
        return Math.abs(step) <= 1;
    }

    /** One to hand over. */
    String fresh() {
        String pin;
        do {
            pin = String.format(Locale.ROOT, "%06d", random.nextInt(HANDED_OVER_BOUND));
        } while (isObvious(pin));
        return pin;
    }

    /** Joins the transaction. @return until when it counts; empty for one's own */
    void set(PersonId person, String encoded, Optional<Instant> until) {
        sql.sql("""
                        insert into kiosk_pin (person, encoded, expires_at) values (:person, :encoded, cast(:until as timestamptz))
                        on conflict (person) do update set encoded = excluded.encoded, expires_at = excluded.expires_at, failures = 0
                        """)
                .param("person", person.value())
                .param("encoded", encoded)
                .param("until", until.map(end -> end.atOffset(ZoneOffset.UTC)).orElse(null))
                .update();
    }

    Instant handedOverUntil() {
        return clock.instant().plus(HANDED_OVER_FOR);
    }

    /**
     * Who is here, has this number and this PIN. Takes as long, and asks the database as often, whichever of it is wrong. Outside of
     * any transaction: it is slow, and a failure counts.
     */
    Optional<PersonId> owner(String staffNumber, String pin) {
        record Row(UUID person, String encoded) {}
        Optional<Row> row = sql.sql("""
                        select p.id, case when k.failures < :most and (k.expires_at is null or k.expires_at > :now)
                            then k.encoded else '' end as encoded
                        from person p left join kiosk_pin k on k.person = p.id
                        where lower(p.staff_number) = lower(:number) and p.left_at is null
                        """)
                .param("most", FAILURES_MOST)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("number", staffNumber)
                .query((found, _) -> new Row(
                        found.getObject("id", UUID.class),
                        Optional.ofNullable(found.getString("encoded")).orElse("")))
                .optional();
        boolean right = passwords.matches(pin, row.map(Row::encoded));
        sql.sql("update kiosk_pin set failures = case when :right then 0 else failures + 1 end where person = :person")
                .param("right", right)
                .param("person", row.map(Row::person).orElseGet(UUID::randomUUID))
                .update();
        return row.filter(_ -> right).map(found -> new PersonId(found.person()));
    }
}
