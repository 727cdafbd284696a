package org.vidimus.server.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.signin.OneTimeCode;
import org.vidimus.server.access.signin.SignInKey;

/** Authenticator apps, one a person, with their secrets sealed. Each code is taken once. */
@Repository
class AuthenticatorApps {
    private static final Duration OFFER_LIFE = Duration.ofMinutes(15);

    private final JdbcClient sql;
    private final SignInKey key;
    private final SecureRandom random;
    private final Clock clock;

    AuthenticatorApps(JdbcClient sql, SignInKey key, SecureRandom random, Clock clock) {
        this.sql = sql;
        this.key = key;
        this.random = random;
        this.clock = clock;
    }

    /** Since when; empty without one. */
    Optional<Instant> since(PersonId person) {
        return sql.sql("select made_at from authenticator_app where person = ?")
                .param(person.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** A new secret, in use only once a code of it was typed. Replaces an older offer. */
    byte[] offer(PersonId person) {
        byte[] secret = new byte[OneTimeCode.SECRET_BYTES];
        random.nextBytes(secret);
        sql.sql("insert into authenticator_offer (person, secret, made_at) values (:person, :secret, :at) "
                        + "on conflict (person) do update set secret = :secret, made_at = :at")
                .param("person", person.value())
                .param("secret", key.seal(secret, context(person)))
                .param("at", now())
                .update();
        return secret;
    }

    /** Takes the offer into use if the code is one of it, in place of an app that was in use before. Joins the transaction. */
    boolean accept(PersonId person, String code) {
        Optional<byte[]> sealed = sql.sql("select secret from authenticator_offer where person = ? and made_at > ?")
                .param(person.value())
                .param(clock.instant().minus(OFFER_LIFE).atOffset(ZoneOffset.UTC))
                .query(byte[].class)
                .optional();
        if (sealed.isEmpty()) {
            return false;
        }
        OptionalLong step = OneTimeCode.stepOf(key.open(sealed.get(), context(person)), code, clock.instant());
        if (step.isEmpty()) {
            return false;
        }
        sql.sql("delete from authenticator_offer where person = ?")
                .param(person.value())
                .update();
        sql.sql(
                        "insert into authenticator_app (person, secret, last_step, made_at) values (:person, :secret, :step, :at) "
                                + "on conflict (person) do update set secret = :secret, last_step = :step, made_at = :at")
                .param("person", person.value())
                .param("secret", sealed.get())
                .param("step", step.getAsLong())
                .param("at", now())
                .update();
        return true;
    }

    /** Whether the code is one of now, and none that was used before; it is used by this. */
    boolean use(PersonId person, String code) {
        Optional<byte[]> sealed = sql.sql("select secret from authenticator_app where person = ?")
                .param(person.value())
                .query(byte[].class)
                .optional();
        if (sealed.isEmpty()) {
            return false;
        }
        OptionalLong step = OneTimeCode.stepOf(key.open(sealed.get(), context(person)), code, clock.instant());
        // Only a later step than the last: of two tries with one code at once the second changes nothing.
        return step.isPresent()
                && sql.sql(
                                        "update authenticator_app set last_step = :step where person = :person and last_step < :step")
                                .param("step", step.getAsLong())
                                .param("person", person.value())
                                .update()
                        > 0;
    }

    /** Joins the transaction. */
    boolean remove(PersonId person) {
        return sql.sql("delete from authenticator_app where person = ?")
                        .param(person.value())
                        .update()
                > 0;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static byte[] context(PersonId person) {
        return ("vidimus.authenticator/v1 " + person.value()).getBytes(StandardCharsets.US_ASCII);
    }
}
