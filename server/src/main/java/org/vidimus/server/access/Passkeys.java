package org.vidimus.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.signin.PublicKey;

/** The passkeys of the people who have not left. */
@Repository
class Passkeys {
    private static final String SELECT =
            "select k.id, k.person, k.credential, k.attested, k.sign_count, k.backup_eligible, "
                    + "k.backed_up, k.transports, k.party, k.name, k.made_at, k.used_at from passkey k "
                    + "join person p on p.id = k.person and p.left_at is null ";

    private final JdbcClient sql;
    private final Clock clock;

    Passkeys(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The oldest first. */
    List<Passkey> of(PersonId person) {
        return sql.sql(SELECT + "where k.person = ? order by k.made_at, k.id")
                .param(person.value())
                .query(Passkeys::read)
                .list();
    }

    Optional<Passkey> byCredential(byte[] credential) {
        return sql.sql(SELECT + "where k.credential = ?")
                .param(credential)
                .query(Passkeys::read)
                .optional();
    }

    /**
     * Joins the transaction.
     *
     * @return empty when the authenticator's credential is somebody's already
     */
    Optional<Passkey> add(PersonId person, PublicKey key, String party, String name) {
        Passkey made = new Passkey(UUID.randomUUID(), person, key, party, name, clock.instant(), Optional.empty());
        int added = sql.sql(
                        "insert into passkey (id, person, credential, attested, sign_count, backup_eligible, backed_up, "
                                + "transports, party, name, made_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                .param(made.id())
                .param(person.value())
                .param(key.credential())
                .param(key.attested())
                .param(key.count())
                .param(key.backupEligible())
                .param(key.backedUp())
                .param(key.transports().toArray(String[]::new))
                .param(party)
                .param(name)
                .param(made.madeAt().atOffset(ZoneOffset.UTC))
                .update();
        return added == 0 ? Optional.empty() : Optional.of(made);
    }

    /**
     * Remembers what the authenticator said of itself.
     *
     * @return false when another use with this counter, or a later one, came first: two have the same key
     */
    boolean used(Passkey passkey, PublicKey now) {
        return sql.sql("update passkey set sign_count = :count, backed_up = :backed, used_at = :at "
                                + "where id = :id and (sign_count < :count or (sign_count = 0 and :count = 0))")
                        .param("count", now.count())
                        .param("backed", now.backedUp())
                        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("id", passkey.id())
                        .update()
                > 0;
    }

    /** Joins the transaction. */
    boolean rename(PersonId person, UUID id, String name) {
        return sql.sql("update passkey set name = ? where person = ? and id = ?")
                        .param(name)
                        .param(person.value())
                        .param(id)
                        .update()
                > 0;
    }

    /** Joins the transaction. */
    void remove(PersonId person, UUID id) {
        sql.sql("delete from passkey where person = ? and id = ?")
                .param(person.value())
                .param(id)
                .update();
    }

    /** Joins the transaction. */
    int removeAll(PersonId person) {
        return sql.sql("delete from passkey where person = ?")
                .param(person.value())
                .update();
    }

    private static Passkey read(ResultSet row, int number) throws SQLException {
        OffsetDateTime used = row.getObject("used_at", OffsetDateTime.class);
        return new Passkey(
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("person", UUID.class)),
                new PublicKey(
                        row.getBytes("credential"),
                        row.getBytes("attested"),
                        row.getLong("sign_count"),
                        row.getBoolean("backup_eligible"),
                        row.getBoolean("backed_up"),
                        List.of((String[]) row.getArray("transports").getArray())),
                row.getString("party"),
                row.getString("name"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(used).map(OffsetDateTime::toInstant));
    }
}
