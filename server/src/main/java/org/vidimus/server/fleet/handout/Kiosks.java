package org.vidimus.server.fleet.handout;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.Callers;
import org.vidimus.server.access.DeviceKeys;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Caller;
import org.vidimus.trust.Sha256;

/**
 * The kiosks of the house. A code, good once and for a quarter of an hour, makes a device a kiosk; from then on it shows 256 random
 * bits, of which only the SHA-256 is stored. A new code for the same kiosk puts another device in its place.
 */
@Repository
class Kiosks implements DeviceKeys {
    static final Duration CODE_LIFE = Duration.ofMinutes(15);

    /** So that a leaked one is recognised by tools that look for secrets. */
    private static final String PREFIX = "vidimus_kiosk_";

    private static final int RANDOM_BYTES = 32;
    private static final int CODE_LENGTH = 8;
    /** None that is taken for another when it is read out. */
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final String SELECT =
            "select id, name, unit, site, made_at, paired_at, seen_at, revoked_at from kiosk ";

    private final JdbcClient sql;
    private final SecureRandom random;
    private final Clock clock;

    Kiosks(JdbcClient sql, SecureRandom random, Clock clock) {
        this.sql = sql;
        this.random = random;
        this.clock = clock;
    }

    /** The newest first. */
    List<Kiosk> all() {
        return sql.sql(SELECT + "order by made_at desc, id").query(Kiosks::read).list();
    }

    Optional<Kiosk> find(UUID id) {
        return sql.sql(SELECT + "where id = ?").param(id).query(Kiosks::read).optional();
    }

    UUID add(String name, Optional<UnitId> unit, Optional<UUID> site, Optional<UUID> by) {
        UUID id = UUID.randomUUID();
        sql.sql(
                        "insert into kiosk (id, name, unit, site, made_at, made_by) values (:id, :name, :unit, :site, :at, :by)")
                .param("id", id)
                .param("name", name)
                .param("unit", unit.map(UnitId::value).orElse(null))
                .param("site", site.orElse(null))
                .param("at", now())
                .param("by", by.orElse(null))
                .update();
        return id;
    }

    /** A new code for it, seen once; the one before counts no more. */
    String code(UUID id) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        sql.sql("update kiosk set code_hash = :hash, code_expires_at = :until where id = :id")
                .param("hash", hash(code.toString()).bytes())
                .param("until", clock.instant().plus(CODE_LIFE).atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        return code.insert(CODE_LENGTH / 2, '-').toString();
    }

    record Joined(Kiosk kiosk, String token) {}

    /** Makes whoever knows the code this kiosk; in one statement, so that of two only one is. */
    Optional<Joined> join(@Nullable String code) {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String typed = code == null ? "" : code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return sql.sql("""
                        update kiosk set token_hash = :token, paired_at = :now, seen_at = :now, code_hash = null,
                            code_expires_at = null
                        where code_hash = :code and code_expires_at > :now and revoked_at is null
                        returning id, name, unit, site, made_at, paired_at, seen_at, revoked_at
                        """)
                .param("token", hash(token).bytes())
                .param("now", now())
                .param("code", hash(typed).bytes())
                .query(Kiosks::read)
                .optional()
                .map(kiosk -> new Joined(kiosk, token));
    }

    /** @return false if it was before, or never was */
    boolean revoke(UUID id) {
        return sql.sql("update kiosk set revoked_at = :now, token_hash = null, code_hash = null where id = :id "
                                + "and revoked_at is null")
                        .param("now", now())
                        .param("id", id)
                        .update()
                == 1;
    }

    @Override
    public Optional<Caller> callerOf(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        Optional<Kiosk> kiosk = sql.sql(SELECT + "where token_hash = ? and revoked_at is null")
                .param(hash(text).bytes())
                .query(Kiosks::read)
                .optional();
        kiosk.ifPresent(this::seen);
        return kiosk.map(known -> Callers.kiosk(known.id(), known.name(), known.unit()));
    }

    /** At most one row a minute. */
    private void seen(Kiosk kiosk) {
        Instant lately = clock.instant().minus(Duration.ofMinutes(1));
        if (kiosk.seenAt().filter(lately::isBefore).isEmpty()) {
            sql.sql("update kiosk set seen_at = ? where id = ?")
                    .params(now(), kiosk.id())
                    .update();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Sha256 hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Kiosk read(ResultSet row, int n) throws SQLException {
        return new Kiosk(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Optional.ofNullable(row.getObject("unit", UUID.class)).map(UnitId::new),
                Optional.ofNullable(row.getObject("site", UUID.class)),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                instant(row, "paired_at"),
                instant(row, "seen_at"),
                instant(row, "revoked_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
