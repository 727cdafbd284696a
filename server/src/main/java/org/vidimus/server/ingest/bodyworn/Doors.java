package org.vidimus.server.ingest.bodyworn;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.UnitId;
import org.vidimus.trust.Sha256;

/**
 * The doors that are open, their keys and the tokens given out for them. Keys and tokens are 256 random bits each; only their
 * SHA-256 is stored.
 */
@Repository
class Doors {
    private static final String EVERY = """
            select id, name, unit, auto_register, language, addresses, public_key, public_key_id, made_at, key_made_at, seen_at,
                seen_from
            from integration_door
            """;
    private static final String OPEN = EVERY + "where revoked_at is null ";
    private static final int SECRET_BYTES = 32;
    private static final String KEY_PREFIX = "vidimus_";
    private static final int REFUSALS_KEPT = 200;
    /** A row is not written for each request. */
    private static final Duration SEEN_AGAIN = Duration.ofSeconds(30);

    private final JdbcClient sql;
    private final SecureRandom random;

    Doors(JdbcClient sql, SecureRandom random) {
        this.sql = sql;
        this.random = random;
    }

    /** @param what method and name, as the system sent it */
    record Refusal(Instant at, String what, String code, String detail) {}

    /** @throws org.vidimus.server.Refused if an open door has the name; joins the transaction */
    void add(Door door) {
        try {
            sql.sql("""
                            insert into integration_door (id, name, unit, auto_register, language, addresses, public_key,
                                public_key_id, made_at)
                            values (:id, :name, :unit, :auto, :language, :addresses, :key, :keyId, :at)
                            """)
                    .param("id", door.id().value())
                    .param("name", door.name())
                    .param("unit", door.unit().map(UnitId::value).orElse(null))
                    .param("auto", door.autoRegister())
                    .param("language", door.language().getLanguage())
                    .param(
                            "addresses",
                            door.addresses().stream().map(Network::text).toArray(String[]::new))
                    .param(
                            "key",
                            door.encryption().map(Door.Encryption::publicKey).orElse(null))
                    .param(
                            "keyId",
                            door.encryption().map(Door.Encryption::keyId).orElse(null))
                    .param("at", time(door.madeAt()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BodywornProblem.DoorNameTaken().refused();
        }
    }

    /** The open ones, by name. */
    List<Door> all() {
        return sql.sql(OPEN + "order by lower(name)").query(Doors::door).list();
    }

    Optional<Door> find(DoorId id) {
        return sql.sql(OPEN + "and id = :id")
                .param("id", id.value())
                .query(Doors::door)
                .optional();
    }

    /** Also one that is closed by now. */
    Door ever(DoorId id) {
        return sql.sql(EVERY + "where id = :id")
                .param("id", id.value())
                .query(Doors::door)
                .single();
    }

    /**
     * The door, which nobody closes until the transaction ends.
     *
     * @throws org.vidimus.server.Refused as for a token that was taken back, if it is closed
     */
    void requireOpen(DoorId id) {
        boolean open = sql.sql("select id from integration_door where id = ? and revoked_at is null for share")
                .param(id.value())
                .query(UUID.class)
                .optional()
                .isPresent();
        if (!open) {
            throw new BodywornProblem.TokenRefused().refused();
        }
    }

    /** Closes it at once: its key and tokens hold for nothing any more. Joins the transaction. */
    void close(DoorId id, Instant at) {
        sql.sql("update integration_door set revoked_at = :at, key_hash = null where id = :id and revoked_at is null")
                .param("at", time(at))
                .param("id", id.value())
                .update();
        forgetTokens(id);
    }

    /** A new key, which ends the one before and all that was opened with it. Joins the transaction. */
    String newKey(DoorId id, Instant at) {
        String key = KEY_PREFIX + secret();
        sql.sql("update integration_door set key_hash = :hash, key_made_at = :at where id = :id and revoked_at is null")
                .param("hash", hash(key))
                .param("at", time(at))
                .param("id", id.value())
                .update();
        forgetTokens(id);
        return key;
    }

    private void forgetTokens(DoorId id) {
        sql.sql("delete from integration_token where door = ?")
                .param(id.value())
                .update();
    }

    boolean isKey(DoorId id, String key) {
        return sql.sql(
                        "select exists (select from integration_door where id = ? and revoked_at is null and key_hash = ?)")
                .param(id.value())
                .param(hash(key))
                .query(Boolean.class)
                .single();
    }

    /** Joins the transaction; sweeps away what has expired. */
    String newToken(DoorId id, Instant now, Duration life) {
        String token = secret();
        sql.sql("delete from integration_token where expires_at < ?")
                .param(time(now))
                .update();
        sql.sql("insert into integration_token (hash, door, expires_at) values (?, ?, ?)")
                .param(hash(token))
                .param(id.value())
                .param(time(now.plus(life)))
                .update();
        return token;
    }

    /** The open door that the token was given out for, if it still holds. */
    Optional<Door> byToken(DoorId id, String token, Instant now) {
        return sql.sql(OPEN
                        + "and id = :id and exists (select from integration_token t where t.hash = :hash and t.door = :id"
                        + " and t.expires_at > :now)")
                .param("id", id.value())
                .param("hash", hash(token))
                .param("now", time(now))
                .query(Doors::door)
                .optional();
    }

    void seen(Door door, Instant now, String address) {
        if (door.seenAt().isPresent()
                && door.seenAt().get().plus(SEEN_AGAIN).isAfter(now)
                && door.seenFrom().equals(Optional.of(address))) {
            return;
        }
        sql.sql("update integration_door set seen_at = :now, seen_from = :from where id = :id")
                .param("now", time(now))
                .param("from", address)
                .param("id", door.id().value())
                .update();
    }

    void refused(DoorId id, Refusal refusal) {
        sql.sql("insert into integration_refusal (door, at, what, code, detail) values (?, ?, ?, ?, ?)")
                .param(id.value())
                .param(time(refusal.at()))
                .param(storable(refusal.what()))
                .param(refusal.code())
                .param(storable(refusal.detail()))
                .update();
        sql.sql("""
                        delete from integration_refusal where door = :door and id <=
                            (select id from integration_refusal where door = :door order by id desc offset :kept limit 1)
                        """).param("door", id.value()).param("kept", REFUSALS_KEPT).update();
    }

    /** The newest first. */
    List<Refusal> refusals(DoorId id, int most) {
        return sql.sql("select at, what, code, detail from integration_refusal where door = ? order by id desc limit ?")
                .param(id.value())
                .param(most)
                .query((row, i) -> new Refusal(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("what"),
                        row.getString("code"),
                        row.getString("detail")))
                .list();
    }

    private String secret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static byte[] hash(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    static String storable(String text) {
        return text.replace('\0', '\u2400');
    }

    static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Door door(ResultSet row, int i) throws SQLException {
        String key = row.getString("public_key");
        return new Door(
                new DoorId(row.getObject("id", UUID.class)),
                row.getString("name"),
                Optional.ofNullable(row.getObject("unit", UUID.class)).map(UnitId::new),
                row.getBoolean("auto_register"),
                Locale.of(row.getString("language")),
                Stream.of((String[]) row.getArray("addresses").getArray())
                        .map(text -> Network.of(text).orElseThrow())
                        .toList(),
                key == null ? Optional.empty() : Optional.of(new Door.Encryption(key, row.getString("public_key_id"))),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                instant(row, "key_made_at"),
                instant(row, "seen_at"),
                Optional.ofNullable(row.getString("seen_from")));
    }
}
