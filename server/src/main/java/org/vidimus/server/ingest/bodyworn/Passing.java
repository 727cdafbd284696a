package org.vidimus.server.ingest.bodyworn;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.PersonId;

/** What has come through doors lately, for people. */
@Repository
class Passing {
    private static final Duration LATELY = Duration.ofDays(1);

    private final JdbcClient sql;

    Passing(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * @param incomplete recordings that are not complete yet
     * @param complete those that became so within a day
     * @param quarantined objects
     */
    record Counts(long incomplete, long complete, long quarantined) {
        static final Counts NONE = new Counts(0, 0, 0);
    }

    Map<UUID, Counts> counts(Instant now) {
        Map<UUID, Counts> counts = new HashMap<>();
        sql.sql("""
                        select d.id,
                            (select count(*) from integration_container c where c.door = d.id and c.status = 'TRANSFERRING') as incomplete,
                            (select count(*) from integration_container c where c.door = d.id and c.completed_at > :since) as complete,
                            (select count(*) from integration_object o join integration_container c on c.id = o.container
                                where c.door = d.id and o.state = 'QUARANTINED') as quarantined
                        from integration_door d where d.revoked_at is null
                        """).param("since", Doors.time(now.minus(LATELY))).query(row -> {
            counts.put(
                    row.getObject("id", UUID.class),
                    new Counts(row.getLong("incomplete"), row.getLong("complete"), row.getLong("quarantined")));
        });
        return counts;
    }

    /**
     * A recording, or what the system could not make one of.
     *
     * @param userKey the system's own id of its user
     * @param problem why something of it is in quarantine
     */
    record Recording(
            String name,
            Container.Kind kind,
            Optional<String> serial,
            Optional<String> userKey,
            Optional<PersonId> wearer,
            Optional<UUID> evidence,
            boolean complete,
            int clips,
            int bookmarks,
            boolean track,
            boolean encrypted,
            long lengthBytes,
            int quarantined,
            Optional<String> problem,
            Instant changedAt,
            Optional<String> triggeredBy) {}

    /** The newest first. */
    List<Recording> latest(DoorId door, int most) {
        return sql.sql("""
                        select c.name, c.kind, c.serial, c.user_key, c.wearer, c.evidence, c.status, c.changed_at,
                            c.meta ->> 'triggeron' as trigger, s.*
                        from integration_container c left join lateral (select count(*) filter (where o.kind = 'CLIP') as clips,
                                count(*) filter (where o.kind = 'BOOKMARK') as bookmarks,
                                count(*) filter (where o.kind = 'TRACK') > 0 as track,
                                count(*) filter (where o.kind = 'KEY') > 0 as encrypted,
                                coalesce(sum(o.length_bytes) filter (where o.current), 0) as bytes,
                                count(*) filter (where o.state = 'QUARANTINED') as quarantined,
                                max(o.problem) as problem
                            from integration_object o where o.container = c.id) s on true
                        where c.door = :door and c.kind in ('RECORDING', 'REJECTED', 'OTHER')
                        order by c.changed_at desc, c.id limit :most
                        """)
                .param("door", door.value())
                .param("most", most)
                .query(Passing::recording)
                .list();
    }

    /** @param name as the system calls itself */
    record System(String id, Optional<String> name) {}

    List<System> systems(DoorId door) {
        return sql.sql("""
                        select o.name, o.meta ->> 'systemname' as said from integration_object o
                        join integration_container c on c.id = o.container
                        where c.door = ? and c.name = 'System' and o.current order by o.name limit 50
                        """)
                .param(door.value())
                .query((row, i) -> new System(
                        row.getString("name"),
                        new Meta(row.getString("said") == null ? Map.of() : Map.of("said", row.getString("said")))
                                .text("said")))
                .list();
    }

    private static Recording recording(ResultSet row, int i) throws SQLException {
        String trigger = row.getString("trigger");
        return new Recording(
                row.getString("name"),
                Container.Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getString("serial")),
                Optional.ofNullable(row.getString("user_key")),
                Optional.ofNullable(row.getObject("wearer", UUID.class)).map(PersonId::new),
                Optional.ofNullable(row.getObject("evidence", UUID.class)),
                "COMPLETE".equals(row.getString("status")),
                row.getInt("clips"),
                row.getInt("bookmarks"),
                row.getBoolean("track"),
                row.getBoolean("encrypted"),
                row.getLong("bytes"),
                row.getInt("quarantined"),
                Optional.ofNullable(row.getString("problem")),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                trigger == null ? Optional.empty() : new Meta(Map.of("trigger", trigger)).text("trigger"));
    }
}
