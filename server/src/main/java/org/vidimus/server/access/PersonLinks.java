package org.vidimus.server.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.trust.Sha256;

/**
 * One-time links by which somebody sets their own password or passkey: 192 random bits, of which only the digest is kept. Nobody
 * else ever knows what they choose. There is one link a person; a newer one replaces it.
 */
@Repository
class PersonLinks {
    private static final int RANDOM_BYTES = 24;

    private final JdbcClient sql;
    private final SecureRandom random;
    private final Clock clock;

    PersonLinks(JdbcClient sql, SecureRandom random, Clock clock) {
        this.sql = sql;
        this.random = random;
        this.clock = clock;
    }

    enum Kind {
        /** For somebody who never could sign in. */
        INVITATION(Duration.ofDays(3)),
        /** For somebody who no longer can; every older way in ends with it. */
        RECOVERY(Duration.ofHours(1));

        private final Duration life;

        Kind(Duration life) {
            this.life = life;
        }
    }

    /** @param path of the desk's page, seen this once and never again */
    record Link(String path, Instant expiresAt) {}

    record Purpose(PersonId person, Kind kind) {}

    /** Joins the transaction. */
    Link make(PersonId person, Kind kind) {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant now = clock.instant();
        Instant end = now.plus(kind.life);
        drop(person);
        sql.sql("insert into way_in_link (hash, person, kind, made_at, expires_at) values (?, ?, ?, ?, ?)")
                .param(hash(text))
                .param(person.value())
                .param(kind.name())
                .param(at(now))
                .param(at(end))
                .update();
        return new Link("/set-up/" + text, end);
    }

    /** What it is for; empty when it was used, replaced, is too old or was never given, or its person has left. */
    Optional<Purpose> find(String text) {
        return sql.sql(
                        "select l.person, l.kind from way_in_link l join person p on p.id = l.person and p.left_at is null "
                                + "where l.hash = ? and l.expires_at > ?")
                .param(hash(text))
                .param(at(clock.instant()))
                .query((row, _) -> new Purpose(
                        new PersonId(row.getObject("person", UUID.class)), Kind.valueOf(row.getString("kind"))))
                .optional();
    }

    /** Uses it up. Joins the transaction; of two at once the second finds nothing. */
    boolean use(String text) {
        return sql.sql("delete from way_in_link where hash = ? and expires_at > ?")
                        .param(hash(text))
                        .param(at(clock.instant()))
                        .update()
                > 0;
    }

    /** Joins the transaction. */
    void drop(PersonId person) {
        sql.sql("delete from way_in_link where person = ?")
                .param(person.value())
                .update();
    }

    int forgetOld() {
        return sql.sql("delete from way_in_link where expires_at <= ?")
                .param(at(clock.instant()))
                .update();
    }

    private static byte[] hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
