package org.vidimus.server.access;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The units of the house. */
@Repository
public class Units {
    private final JdbcClient sql;
    private final Clock clock;

    Units(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public Optional<Unit> find(UnitId id) {
        return sql.sql("select name from unit where id = ?")
                .param(id.value())
                .query(String.class)
                .optional()
                .map(name -> new Unit(id, name));
    }

    Optional<Unit> named(String name) {
        return sql.sql("select id from unit where name = ?")
                .param(name)
                .query(UUID.class)
                .optional()
                .map(id -> new Unit(new UnitId(id), name));
    }

    /**
     * Joins the transaction.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.UnitTaken}
     */
    void add(Unit unit) {
        int added = sql.sql("insert into unit (id, name, made_at) values (?, ?, ?) on conflict do nothing")
                .param(unit.id().value())
                .param(unit.name())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (added == 0) {
            throw new AccessProblem.UnitTaken().refused();
        }
    }
}
