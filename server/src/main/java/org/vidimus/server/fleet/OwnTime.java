package org.vidimus.server.fleet;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Facts;
import org.vidimus.server.access.Permissions;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Subject;

/** Whoever sees a camera only because they have it sees their own time with it: before and after it was somebody else's. */
@Component
public class OwnTime {
    private final Permissions permissions;
    private final JdbcClient sql;

    OwnTime(Permissions permissions, JdbcClient sql) {
        this.permissions = permissions;
        this.sql = sql;
    }

    /** Of somebody who may do this to the camera as its wearer and in no other way. Behind the gate. */
    public Optional<PersonId> only(Caller caller, Action action, CameraId camera) {
        return caller.person().map(PersonId::new).filter(_ -> permissions
                .factsOf(Subject.camera(camera.value()))
                .map(facts -> new Facts(Optional.empty(), facts.unit(), Optional.empty()))
                .filter(facts -> permissions.allows(caller, action, facts))
                .isEmpty());
    }

    /** @param until empty while they have it */
    public record Held(Instant from, Optional<Instant> until) {}

    /** When they had it last. */
    public Optional<Held> last(CameraId camera, PersonId person) {
        return sql.sql(
                        "select from_at, until_at from hand_out where camera = ? and person = ? order by from_at desc limit 1")
                .params(camera.value(), person.value())
                .query((row, _) -> new Held(
                        row.getTimestamp("from_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("until_at")).map(Timestamp::toInstant)))
                .optional();
    }
}
