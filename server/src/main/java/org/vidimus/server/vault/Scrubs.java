package org.vidimus.server.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every scrub. At most one is running. */
@Repository
class Scrubs {
    private final JdbcClient sql;

    Scrubs(JdbcClient sql) {
        this.sql = sql;
    }

    /** Starts one, unless one is running. Joins the transaction. */
    Optional<UUID> start(String askedBy, Instant now) {
        return sql.sql("""
                insert into vault_scrub (id, state, asked_by, started_at) values (:id, 'RUNNING', :by, :at)
                on conflict do nothing returning id
                """)
                .param("id", UUID.randomUUID())
                .param("by", askedBy)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    Optional<Scrub> find(UUID id) {
        return sql.sql("select * from vault_scrub where id = :id")
                .param("id", id)
                .query(Scrubs::row)
                .optional();
    }

    Optional<Scrub> running() {
        return sql.sql("select * from vault_scrub where state = 'RUNNING'")
                .query(Scrubs::row)
                .optional();
    }

    List<Scrub> latest(int atMost) {
        return sql.sql("select * from vault_scrub order by started_at desc, id limit :most")
                .param("most", atMost)
                .query(Scrubs::row)
                .list();
    }

    void save(Scrub scrub) {
        sql.sql("""
                update vault_scrub set behind = :behind, objects = :objects, parts = :parts, bytes = :bytes,
                    findings = :findings where id = :id
                """)
                .param("id", scrub.id())
                .param("behind", scrub.behind().orElse(null), Types.OTHER)
                .param("objects", scrub.objects())
                .param("parts", scrub.parts())
                .param("bytes", scrub.bytes())
                .param("findings", scrub.findings())
                .update();
    }

    void finish(UUID id, Instant now) {
        sql.sql("update vault_scrub set state = 'DONE', finished_at = :at where id = :id and state = 'RUNNING'")
                .param("id", id)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Scrub row(ResultSet row, int i) throws SQLException {
        return new Scrub(
                row.getObject("id", UUID.class),
                Scrub.State.valueOf(row.getString("state")),
                row.getString("asked_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("finished_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getObject("behind", UUID.class)),
                row.getLong("objects"),
                row.getLong("parts"),
                row.getLong("bytes"),
                row.getInt("findings"));
    }
}
