package org.vidimus.server.access.signin;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a passkey has to sign. Each is random, for one purpose and one person, good once and for five minutes. */
@Repository
public class Challenges {
    public static final Duration LIFE = Duration.ofMinutes(5);
    private static final int BYTES = 32;

    private final JdbcClient sql;
    private final SecureRandom random;
    private final Clock clock;

    Challenges(JdbcClient sql, SecureRandom random, Clock clock) {
        this.sql = sql;
        this.random = random;
        this.clock = clock;
    }

    /** What for. A challenge of one purpose is none for another. */
    public enum Purpose {
        REGISTER,
        SIGN_IN,
        CONFIRM
    }

    /** @param about whom it was made for; empty where anybody may sign in */
    @SuppressWarnings("ArrayRecordComponent") // read once, never changed
    public record Challenge(UUID id, byte[] bytes, Optional<UUID> about) {}

    public Challenge make(Purpose purpose, Optional<UUID> about) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        UUID id = UUID.randomUUID();
        sql.sql("insert into passkey_challenge (id, challenge, purpose, about, made_at) values (?, ?, ?, ?, ?)")
                .param(id)
                .param(bytes)
                .param(purpose.name())
                .param(about.orElse(null))
                .param(at(clock.instant()))
                .update();
        return new Challenge(id, bytes, about);
    }

    /** Uses it up. Empty when there is none of this id and purpose, it was used, or it is too old; of two at once the second finds nothing. */
    public Optional<Challenge> take(UUID id, Purpose purpose) {
        return sql.sql(
                        "delete from passkey_challenge where id = ? and purpose = ? and made_at > ? returning challenge, about")
                .param(id)
                .param(purpose.name())
                .param(at(clock.instant().minus(LIFE)))
                .query((row, _) -> new Challenge(
                        id, row.getBytes("challenge"), Optional.ofNullable(row.getObject("about", UUID.class))))
                .optional();
    }

    /** Drops what is too old to be used. */
    public int forgetOld() {
        return sql.sql("delete from passkey_challenge where made_at <= ?")
                .param(at(clock.instant().minus(LIFE)))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
