package org.vidimus.server.media;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.vault.ObjectId;

/** Which viewing aids there are, and where in the vault. */
@Repository
class Renditions {
    private final JdbcClient sql;

    Renditions(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Rendition> find(OriginalId id, String name) {
        return sql.sql("select * from rendition where evidence = ? and n = ? and name = ?")
                .params(id.evidence().value(), id.n(), name)
                .query(Renditions::row)
                .optional();
    }

    /** All of one name, by number of their original. */
    List<Rendition> named(EvidenceId evidence, String name) {
        return sql.sql("select * from rendition where evidence = ? and name = ? order by n")
                .params(evidence.value(), name)
                .query(Renditions::row)
                .list();
    }

    Map<Integer, Set<String>> names(EvidenceId evidence) {
        Map<Integer, Set<String>> names = new HashMap<>();
        sql.sql("select n, name from rendition where evidence = ?")
                .param(evidence.value())
                .query(row -> {
                    names.computeIfAbsent(row.getInt("n"), _ -> new HashSet<>()).add(row.getString("name"));
                });
        return names;
    }

    /** The name, if it is one of a viewing aid; else empty, so that no answer repeats what was asked. */
    static String known(String name) {
        return Rendition.NAMES.contains(name) ? name : "";
    }

    /** Objects that hold viewing aids of the original. */
    List<ObjectId> objects(OriginalId id) {
        return sql.sql("select distinct object from rendition where evidence = ? and n = ?")
                .params(id.evidence().value(), id.n())
                .query((row, i) -> new ObjectId(row.getObject("object", UUID.class)))
                .list();
    }

    void keep(Rendition made, Instant at) {
        sql.sql("""
                        insert into rendition (evidence, n, name, object, offset_bytes, length_bytes, head_offset_bytes,
                            head_length_bytes, media_type, tag, made_at)
                        values (:evidence, :n, :name, :object, :offset, :length, :headOffset, :headLength, :type, :tag, :at)
                        on conflict (evidence, n, name) do update set object = excluded.object,
                            offset_bytes = excluded.offset_bytes, length_bytes = excluded.length_bytes,
                            head_offset_bytes = excluded.head_offset_bytes, head_length_bytes = excluded.head_length_bytes,
                            media_type = excluded.media_type, tag = excluded.tag, made_at = excluded.made_at
                        """)
                .param("evidence", made.original().evidence().value())
                .param("n", made.original().n())
                .param("name", made.name())
                .param("object", made.object().value())
                .param("offset", made.offsetBytes())
                .param("length", made.lengthBytes())
                .param("headOffset", made.headOffsetBytes())
                .param("headLength", made.headLengthBytes())
                .param("type", made.mediaType())
                .param("tag", made.tag())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Notes an object before its bytes are written, so that it is found again if we crash meanwhile. */
    void drafted(OriginalId id, ObjectId object) {
        sql.sql("insert into rendition_draft (object, evidence, n) values (?, ?, ?)")
                .params(object.value(), id.evidence().value(), id.n())
                .update();
    }

    void finished(ObjectId object) {
        sql.sql("delete from rendition_draft where object = ?")
                .param(object.value())
                .update();
    }

    /** What earlier tries left unfinished. */
    List<ObjectId> drafts(OriginalId id) {
        return sql.sql("select object from rendition_draft where evidence = ? and n = ?")
                .params(id.evidence().value(), id.n())
                .query((row, i) -> new ObjectId(row.getObject("object", UUID.class)))
                .list();
    }

    private static Rendition row(ResultSet row, int i) throws SQLException {
        return new Rendition(
                new OriginalId(new EvidenceId(row.getObject("evidence", UUID.class)), row.getInt("n")),
                row.getString("name"),
                new ObjectId(row.getObject("object", UUID.class)),
                row.getLong("offset_bytes"),
                row.getLong("length_bytes"),
                row.getLong("head_offset_bytes"),
                row.getLong("head_length_bytes"),
                row.getString("media_type"),
                row.getString("tag"));
    }
}
