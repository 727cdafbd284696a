package org.vidimus.server.access;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** People leave and come back. */
@Repository
class Attendance {
    private final JdbcClient sql;
    private final Memberships memberships;
    private final Sittings sittings;
    private final PersonLinks links;
    private final Clock clock;

    Attendance(JdbcClient sql, Memberships memberships, Sittings sittings, PersonLinks links, Clock clock) {
        this.sql = sql;
        this.memberships = memberships;
        this.sittings = sittings;
        this.links = links;
        this.clock = clock;
    }

    /**
     * Somebody leaves: they sign in no more, their sessions and tokens are dead for good, and open streams of events end within
     * half a minute. Their duties count no longer, but are not ended by it. Joins the transaction. @return whether they were here
     */
    boolean leave(PersonId id) {
        int left = sql.sql("update person set left_at = :now, changed_at = :now where id = :id and left_at is null")
                .param("now", now())
                .param("id", id.value())
                .update();
        memberships.move(id, java.util.Optional.empty());
        sql.sql("update access_token set revoked_at = ? where person = ? and not dock and revoked_at is null")
                .param(now())
                .param(id.value())
                .update();
        sittings.endOthers(id, java.util.Optional.empty());
        links.drop(id);
        sql.sql("delete from spring_session where principal_name = ?")
                .param(id.toString())
                .update();
        return left > 0;
    }

    /**
     * Somebody comes back: to the unit that they belonged to, with the duties that have not ended meanwhile. They sign in anew.
     * Joins the transaction. @return whether they were away
     */
    boolean comeBack(PersonId id) {
        int back = sql.sql("update person set left_at = null, gone_from_directory = false, changed_at = :now "
                        + "where id = :id and left_at is not null")
                .param("now", now())
                .param("id", id.value())
                .update();
        if (back > 0) {
            memberships.forget(id);
            sql.sql("insert into membership (person, unit, from_at) "
                            + "select id, unit, :now from person where id = :id and unit is not null")
                    .param("now", now())
                    .param("id", id.value())
                    .update();
        }
        return back > 0;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
