package org.vidimus.server.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import tools.jackson.databind.json.JsonMapper;

/** A camera's whole life, the newest first: its entry in the register, who had it, what docks reported, what it said is wrong. */
@Repository
class CameraLife {
    private static final String EVENTS = """
            select e.*, b.name as by_name, p.name as person_name from (
                (select id, at, what as kind, by_person, null::uuid as person, null as mode, null as text, null as code,
                    null as dock, null::int as battery, null::bigint as clock, changes::text as changes
                from camera_change where camera = :camera and (at, id) < (:at, :id) and %1$s order by at desc, id desc limit :limit)
                union all
                (select id, from_at, 'HANDED_OUT', given_by, person, mode, exception, null, null, battery_percent, null, null
                from hand_out where camera = :camera and (from_at, id) < (:at, :id)
                    and (cast(:only as uuid) is null or person = :only)
                order by from_at desc, id desc limit :limit)
                union all
                (select h.id, h.until_at, 'RETURNED', h.taken_by, h.person, h.mode, h.end_reason, null, d.name, null, null, null
                from hand_out h left join dock d on d.id = h.at_dock
                where h.camera = :camera and (h.until_at, h.id) < (:at, :id)
                    and (cast(:only as uuid) is null or h.person = :only)
                order by h.until_at desc, h.id desc limit :limit)
                union all
                (select id, received_at, 'REPORTED', null, null, null, null, null, dock, (body ->> 'batteryPercent')::int,
                    (body ->> 'clockOffsetMs')::bigint, null
                from camera_report where camera = :camera and (received_at, id) < (:at, :id) and %2$s
                order by received_at desc, id desc limit :limit)
                union all
                (select md5(camera::text || at::text || code)::uuid, at, 'FAULT', null, null, source, text, code, null, null, null, null
                from camera_fault where camera = :camera and at <= :at
                    and (at, md5(camera::text || at::text || code)::uuid) < (:at, :id) and %1$s
                order by at desc limit :limit)
            ) e left join person b on b.id = e.by_person left join person p on p.id = e.person
            order by e.at desc, e.id desc limit :limit
            """.formatted(whileTheirs("at"), whileTheirs("received_at"));
    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient sql;
    private final JsonMapper json;
    private final Names names;

    CameraLife(JdbcClient sql, JsonMapper json, Names names) {
        this.sql = sql;
        this.json = json;
        this.names = names;
    }

    enum Kind {
        REGISTERED,
        CHANGED,
        FIRMWARE,
        HANDED_OUT,
        RETURNED,
        REPORTED,
        FAULT
    }

    record Who(UUID id, String name) {}

    /** @param from and {@code to} as a person reads them */
    record Changed(
            String field, @Nullable String from, @Nullable String to) {}

    /**
     * @param by who did it, where a person did; {@code person} is who had the camera
     * @param mode of a hand-out; of a fault, who noticed it
     * @param text a reason, or what a fault says of itself
     */
    record Event(
            UUID id,
            Instant at,
            Kind kind,
            @Nullable Who by,
            @Nullable Who person,
            @Nullable String mode,
            @Nullable String text,
            @Nullable String code,
            @Nullable String dock,
            @Nullable Integer batteryPercent,
            @Nullable Long clockOffsetMs,
            List<Changed> changes) {}

    record Page(List<Event> items, @Nullable String next) {}

    private static String whileTheirs(String at) {
        return """
                (cast(:only as uuid) is null or exists (select 1 from hand_out o where o.camera = :camera and o.person = :only
                    and o.from_at <= %1$s and (o.until_at is null or o.until_at >= %1$s)))""".formatted(at);
    }

    /**
     * @param only what belongs to this person's time with it
     * @param after {@code next} of the page before
     */
    Page page(CameraId camera, Optional<PersonId> only, Optional<String> after, int limit) {
        Instant at = NEVER;
        UUID id = LAST;
        if (after.isPresent()) {
            try {
                String[] parts = after.get().split("_", 2);
                at = Instant.parse(parts[0]);
                id = UUID.fromString(parts[1]);
            } catch (RuntimeException unreadable) {
                throw RegisterEntry.malformed("after is not the next of the page before");
            }
        }
        List<Event> events = sql.sql(EVENTS)
                .param("camera", camera.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .param("limit", limit + 1)
                .param("only", only.map(PersonId::value).orElse(null), Types.OTHER)
                .query(this::event)
                .list();
        List<Event> shown = events.subList(0, Math.min(limit, events.size()));
        Event last = shown.isEmpty() ? null : shown.getLast();
        return new Page(shown, events.size() > limit && last != null ? last.at() + "_" + last.id() : null);
    }

    private Event event(ResultSet row, int n) throws SQLException {
        String changes = row.getString("changes");
        return new Event(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Kind.valueOf(row.getString("kind")),
                who(row, "by_person", "by_name"),
                who(row, "person", "person_name"),
                row.getString("mode"),
                row.getString("text"),
                row.getString("code"),
                row.getString("dock"),
                row.getObject("battery", Integer.class),
                row.getObject("clock", Long.class),
                changes == null ? List.of() : changes(changes));
    }

    private static @Nullable Who who(ResultSet row, String id, String name) throws SQLException {
        UUID person = row.getObject(id, UUID.class);
        return person == null ? null : new Who(person, row.getString(name));
    }

    private List<Changed> changes(String text) {
        return Stream.of(json.readValue(text, RegisterEntry.Change[].class))
                .map(change -> new Changed(
                        change.field(),
                        change.from().map(value -> named(change.field(), value)).orElse(null),
                        change.to().map(value -> named(change.field(), value)).orElse(null)))
                .toList();
    }

    private String named(String field, String value) {
        return switch (field) {
            case "unit" -> {
                UnitId unit = new UnitId(UUID.fromString(value));
                yield names.units(List.of(unit)).getOrDefault(unit, value);
            }
            case "wearer" -> {
                PersonId person = new PersonId(UUID.fromString(value));
                yield names.people(List.of(person)).getOrDefault(person, value);
            }
            default -> value;
        };
    }
}
