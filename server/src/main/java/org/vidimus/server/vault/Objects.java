package org.vidimus.server.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.trust.Sha256;

/** What the database knows of objects and their parts. */
final class Objects {
    private final JdbcClient sql;

    Objects(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param sealedAs empty while bytes may still be appended */
    record Known(ObjectId id, KeyId key, Extent extent, Optional<Sha256> sealedAs) {}

    void add(ObjectId object, KeyId key, UUID writer) {
        sql.sql("insert into vault_object (id, key_id, writer) values (:id, :key, :writer)")
                .param("id", object.value())
                .param("key", key.value())
                .param("writer", writer)
                .update();
    }

    Optional<Known> find(ObjectId object) {
        return sql.sql("select * from vault_object where id = :id")
                .param("id", object.value())
                .query(Objects::known)
                .optional();
    }

    Known get(ObjectId object) {
        return find(object).orElseThrow(() -> new NoSuchElementException("the vault has no object " + object));
    }

    /**
     * Makes {@code writer} the only one whose extensions count, and tells how far the object reaches then. Waits for any
     * transaction that is still changing the object: after a commit whose answer was lost, only this tells whether it took
     * place. A sealed object has no writer, and is only told.
     */
    Known claim(ObjectId object, UUID writer) {
        return sql.sql("update vault_object set writer = :writer where id = :id and sha256 is null returning *")
                .param("id", object.value())
                .param("writer", writer)
                .query(Objects::known)
                .optional()
                .orElseGet(() -> get(object));
    }

    /**
     * Makes parts known, in one statement and so in one transaction.
     *
     * @throws IllegalStateException if the object does not end where the first part begins, or has another writer, or is
     *     sealed, or is gone; nothing was changed
     */
    void extend(ObjectId object, UUID writer, Extent from, List<Part> parts) {
        Extent to = Extent.through(parts.getLast());
        int added = sql.sql("""
                with moved as (
                    update vault_object set length_bytes = :length, stored_bytes = :stored, parts = :parts
                    where id = :id and length_bytes = :from and writer = :writer and sha256 is null
                    returning id)
                insert into vault_part (object_id, n, offset_bytes, length_bytes, stored_offset, stored_bytes)
                select moved.id, p.* from moved, unnest(:n::int[], :offsets::bigint[], :lengths::int[],
                    :storedOffsets::bigint[], :storedLengths::int[]) p
                """)
                .param("id", object.value())
                .param("writer", writer)
                .param("from", from.lengthBytes())
                .param("length", to.lengthBytes())
                .param("stored", to.storedBytes())
                .param("parts", to.parts())
                .param("n", parts.stream().map(Part::number).toArray(Integer[]::new))
                .param("offsets", parts.stream().map(Part::offsetBytes).toArray(Long[]::new))
                .param("lengths", parts.stream().map(Part::lengthBytes).toArray(Integer[]::new))
                .param(
                        "storedOffsets",
                        parts.stream().map(Part::storedOffsetBytes).toArray(Long[]::new))
                .param("storedLengths", parts.stream().map(Part::storedBytes).toArray(Integer[]::new))
                .update();
        if (added != parts.size()) {
            throw new IllegalStateException(
                    "object " + object + " no longer ends at byte " + from.lengthBytes() + ", or has another writer");
        }
    }

    /** @throws IllegalStateException if it is sealed already, or gone */
    void seal(ObjectId object, Sha256 sha256) {
        int changed = sql.sql("update vault_object set sha256 = :sha256 where id = :id and sha256 is null")
                .param("id", object.value())
                .param("sha256", sha256.bytes())
                .update();
        if (changed != 1) {
            throw new IllegalStateException("object " + object + " is sealed already, or gone");
        }
    }

    List<Part> parts(ObjectId object) {
        return sql.sql("select * from vault_part where object_id = :id order by n")
                .param("id", object.value())
                .query((row, i) -> new Part(
                        row.getInt("n"),
                        row.getLong("offset_bytes"),
                        row.getInt("length_bytes"),
                        row.getLong("stored_offset"),
                        row.getInt("stored_bytes")))
                .list();
    }

    /** The next objects by id, sealed and open alike. */
    List<Known> behind(@Nullable UUID last, int atMost) {
        return sql.sql("select * from vault_object where id > :last order by id limit :most")
                .param("last", last == null ? new UUID(0, 0) : last)
                .param("most", atMost)
                .query(Objects::known)
                .list();
    }

    List<Known> open() {
        return sql.sql("select * from vault_object where sha256 is null")
                .query(Objects::known)
                .list();
    }

    /** Takes the rows away and notes that the bytes have to go. Joins the transaction. */
    void remove(ObjectId object) {
        UUID id = object.value();
        sql.sql("insert into vault_removal (object_id) values (:id) on conflict do nothing")
                .param("id", id)
                .update();
        sql.sql("delete from vault_part where object_id = :id").param("id", id).update();
        sql.sql("delete from vault_object where id = :id").param("id", id).update();
    }

    List<ObjectId> removals() {
        return sql.sql("select object_id from vault_removal")
                .query((row, i) -> new ObjectId(row.getObject(1, UUID.class)))
                .list();
    }

    boolean removalIsDue(ObjectId object) {
        return sql.sql("select exists (select from vault_removal where object_id = :id)")
                .param("id", object.value())
                .query(Boolean.class)
                .single();
    }

    void removed(ObjectId object) {
        sql.sql("delete from vault_removal where object_id = :id")
                .param("id", object.value())
                .update();
    }

    private static Known known(ResultSet row, int i) throws SQLException {
        byte[] sha256 = row.getBytes("sha256");
        return new Known(
                new ObjectId(row.getObject("id", UUID.class)),
                new KeyId(row.getObject("key_id", UUID.class)),
                new Extent(row.getLong("length_bytes"), row.getLong("stored_bytes"), row.getInt("parts")),
                sha256 == null ? Optional.empty() : Optional.of(Sha256.ofDigest(sha256)));
    }
}
