package org.vidimus.server.fleet.handout;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Caller;

/** Who stands at a kiosk: whoever said last who they are, for a few minutes. Kiosks have no sittings. */
@Repository
public class Visitors {
    private static final Duration STANDS = Duration.ofMinutes(3);

    private final JdbcClient sql;
    private final Clock clock;

    Visitors(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Empty for a caller who is no kiosk, and where nobody stands. */
    public Optional<PersonId> at(Caller kiosk) {
        Instant earliest = clock.instant().minus(STANDS);
        return sql.sql("select visitor from kiosk where id = ? and visited_at >= ? and visitor is not null")
                .params(kiosk.id(), earliest.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new PersonId(row.getObject("visitor", UUID.class)))
                .optional();
    }

    /** Joins the transaction. */
    void came(Caller kiosk, PersonId person) {
        sql.sql("update kiosk set visitor = :person, visited_at = :now where id = :kiosk")
                .param("person", person.value(), Types.OTHER)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("kiosk", kiosk.id())
                .update();
    }
}
