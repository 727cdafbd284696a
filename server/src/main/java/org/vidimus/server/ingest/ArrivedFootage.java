package org.vidimus.server.ingest;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers fleet. */
@Component
class ArrivedFootage implements Footage {
    private final JdbcClient sql;

    ArrivedFootage(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Set<Piece> arrivedFrom(String serial) {
        return sql.sql("""
                select distinct recording, part from upload
                where camera = :camera and recording is not null and sidecar_of is null
                    and state in ('SEALED', 'SECURED', 'DUPLICATE')
                """)
                .param("camera", serial)
                .query((row, i) -> new Piece(row.getString("recording"), row.getInt("part")))
                .set();
    }
}
