package org.vidimus.server.fleet;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.PersonId;

/** Who had a camera when. */
@Repository
class Holders {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final JdbcClient sql;

    Holders(JdbcClient sql) {
        this.sql = sql;
    }

    /** Nobody at a time at which there were no hand-outs: a clock that was never set. */
    Optional<PersonId> at(CameraId camera, Instant at) {
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            return Optional.empty();
        }
        return sql.sql("""
                        select person from hand_out where camera = :camera and from_at <= :at
                            and (until_at is null or until_at > :at)
                        order by from_at desc limit 1
                        """)
                .param("camera", camera.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional()
                .map(PersonId::new);
    }

    Optional<PersonId> now(CameraId camera) {
        return sql.sql("select person from hand_out where camera = ? and until_at is null")
                .param(camera.value())
                .query(UUID.class)
                .optional()
                .map(PersonId::new);
    }
}
