package org.vidimus.server.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The data keys: one for each piece of evidence, random, kept wrapped. Destroying one disposes of every copy and backup of what
 * lies under it.
 */
final class DataKeys {
    private static final int REMEMBERED = 4096;
    private static final byte[] PURPOSE = "vidimus.data-key/v1\0".getBytes(StandardCharsets.US_ASCII);

    private final JdbcClient sql;
    private final MasterKey master;
    private final SecureRandom random;
    private final Recent<KeyId, Seal> recent = new Recent<>(REMEMBERED);

    DataKeys(JdbcClient sql, MasterKey master, SecureRandom random) {
        this.sql = sql;
        this.master = master;
        this.random = random;
    }

    static Set<String> mastersUsed(JdbcClient sql) {
        return sql.sql("select distinct master from vault_key")
                .query(String.class)
                .set();
    }

    /** Makes the key unless it exists. Joins the transaction. */
    void ensure(KeyId id) {
        if (recent.get(id).isPresent() || exists(id)) {
            return;
        }
        byte[] key = new byte[Seal.KEY_BYTES];
        random.nextBytes(key);
        try {
            sql.sql(
                            "insert into vault_key (id, master, wrapped) values (:id, :master, :wrapped) on conflict do nothing")
                    .param("id", id.value())
                    .param("master", master.id())
                    .param("wrapped", master.wrap(key, context(id)))
                    .update();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the master key " + master.id() + " did not wrap a new data key", e);
        }
    }

    /** @throws SealBroken if the key is not there, or does not open */
    Seal seal(KeyId id, ObjectId wantedFor) throws SealBroken {
        Optional<Seal> known = recent.get(id);
        if (known.isPresent()) {
            return known.get();
        }
        byte[] wrapped = sql.sql("select wrapped from vault_key where id = :id")
                .param("id", id.value())
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> new SealBroken(unreadable(id, wantedFor, "is not there")));
        try {
            Seal seal = new Seal(master.unwrap(wrapped, context(id)));
            recent.put(id, seal);
            return seal;
        } catch (GeneralSecurityException e) {
            throw new SealBroken(unreadable(id, wantedFor, "does not open with master key " + master.id()));
        }
    }

    private boolean exists(KeyId id) {
        return sql.sql("select exists (select from vault_key where id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    private static Finding unreadable(KeyId id, ObjectId object, String how) {
        return new Finding(
                Finding.Code.KEY_UNREADABLE,
                Optional.of(object),
                0,
                "data key " + id + " of object " + object + " " + how);
    }

    private static byte[] context(KeyId id) {
        UUID value = id.value();
        return ByteBuffer.allocate(PURPOSE.length + 16)
                .put(PURPOSE)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }
}
