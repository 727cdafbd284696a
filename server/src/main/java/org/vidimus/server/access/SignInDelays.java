package org.vidimus.server.access;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.trust.Sha256;

/**
 * Makes guessing slow: after three failures each further try with the same login from the same network waits twice as long as the
 * one before, up to five minutes. A login that nobody has is treated the same. Nobody is locked out for good, so nobody can lock
 * out somebody else.
 */
@Repository
public class SignInDelays {
    private static final int FREE = 3;
    private static final int DOUBLINGS = 9;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final JdbcClient sql;
    private final Clock clock;

    SignInDelays(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What is counted together. Stored as a digest: a table of who typed what where is nobody's business. */
    public static Sha256 keyOf(String login, String address) {
        return Sha256.of(
                (login.toLowerCase(Locale.ROOT) + "\n" + Network.of(address)).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Counts a try as failed before it is made, in one statement, so that many at once do not slip through together;
     * {@link #clear} takes it back when it succeeds.
     *
     * @return how long to wait, if it comes too early; it is not counted then
     */
    public Optional<Duration> count(Sha256 what) {
        Instant now = clock.instant();
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        int counted = sql.sql("insert into sign_in_failure as f (what, failures, last_at, open_at) "
                        + "values (:what, 1, :now, :now) on conflict (what) do update set "
                        + "failures = case when f.last_at < :forgotten then 1 else f.failures + 1 end, last_at = :now, "
                        + "open_at = case when f.last_at < :forgotten or f.failures + 1 < :free then :now "
                        + "else :now + least(power(2, least(f.failures + 1 - :free, :doublings)), :longest) "
                        + "* interval '1 second' end where f.open_at <= :now")
                .param("what", what.bytes())
                .param("now", at)
                .param("forgotten", now.minus(FORGOTTEN_AFTER).atOffset(ZoneOffset.UTC))
                .param("free", FREE)
                .param("doublings", DOUBLINGS)
                .param("longest", LONGEST.toSeconds())
                .update();
        return counted > 0
                ? Optional.empty()
                : Optional.of(Duration.between(now, openAt(what).orElse(now)));
    }

    private Optional<Instant> openAt(Sha256 what) {
        return sql.sql("select open_at from sign_in_failure where what = ?")
                .param(what.bytes())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** It was no failure, and no success either. */
    void takeBack(Sha256 what) {
        sql.sql("update sign_in_failure set failures = failures - 1, open_at = ? where what = ? and failures > 0")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(what.bytes())
                .update();
    }

    /** It succeeded: nothing is remembered. */
    public void clear(Sha256 what) {
        sql.sql("delete from sign_in_failure where what = ?")
                .param(what.bytes())
                .update();
    }

    /** Drops what no longer delays anybody. */
    int forgetOld() {
        return sql.sql("delete from sign_in_failure where last_at < ?")
                .param(clock.instant().minus(FORGOTTEN_AFTER).atOffset(ZoneOffset.UTC))
                .update();
    }
}
