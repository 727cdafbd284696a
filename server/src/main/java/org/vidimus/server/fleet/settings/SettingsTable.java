package org.vidimus.server.fleet.settings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.fleet.CameraId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Settings, who gets them and what was read back, in the database. Joins the transaction that is running. */
@Repository
class SettingsTable {
    /**
     * For each camera the most specific settings: by a role of whoever has it for good, by permanent issue or allocation, else by the
     * nearest unit, else the house's own. Of several roles the settings that come first by name. A single issue counts for nothing
     * here: the camera would be set for its wearer when it comes back from them.
     */
    private static final String WANTED = """
            with recursive asked as (
                select c.id, c.unit, coalesce(h.person, c.wearer) as person
                from camera c left join hand_out h on h.camera = c.id and h.until_at is null
                    and h.mode = 'PERMANENT_ISSUE'
                where c.id = any(:cameras)),
            up (camera, unit, depth) as (
                select id, unit, 0 from asked where unit is not null
                union all
                select up.camera, u.parent, up.depth + 1 from up join unit u on u.id = up.unit
                where u.parent is not null and up.depth < 100),
            found (camera, settings, rank, depth) as (
                select a.id, f.settings, 0, 0 from asked a
                    join duty d on d.person = a.person and d.from_at <= :now and (d.until_at is null or d.until_at > :now)
                    join camera_settings_for f on f.role = d.role
                union all
                select up.camera, f.settings, 1, up.depth from up join camera_settings_for f on f.unit = up.unit
                union all
                select a.id, s.id, 2, 0 from asked a cross join camera_settings s where s.house_default)
            select distinct on (found.camera) found.camera, s.id, s.name, s.body, s.changed_at
            from found join camera_settings s on s.id = found.settings
            order by found.camera, found.rank, found.depth, s.name
            """;

    private final JdbcClient sql;
    private final JsonMapper json;

    SettingsTable(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** Settings by name. */
    record Named(UUID id, String name, CameraSettings values, boolean houseDefault, Instant changedAt) {}

    /** What a camera shall be set to. */
    record Wanted(UUID settings, String name, CameraSettings values, Instant changedAt) {}

    /** @param at when it was first read back like this */
    record ReadBack(Instant at, Map<String, Optional<String>> values) {}

    private record Confirmed(Instant until, ReadBack readBack) {}

    List<Named> all() {
        return sql.sql("select * from camera_settings order by name")
                .query((row, _) -> named(row))
                .list();
    }

    Optional<Named> find(UUID id) {
        return sql.sql("select * from camera_settings where id = ?")
                .param(id)
                .query((row, _) -> named(row))
                .optional();
    }

    private Named named(ResultSet row) throws SQLException {
        return new Named(
                row.getObject("id", UUID.class),
                row.getString("name"),
                values(row),
                row.getBoolean("house_default"),
                row.getTimestamp("changed_at").toInstant());
    }

    private CameraSettings values(ResultSet row) throws SQLException {
        return json.readValue(row.getString("body"), CameraSettings.class);
    }

    /** Who gets them, by settings: a unit's id, or a role's code. */
    record Receiver(UUID settings, Optional<UUID> unit, Optional<String> role) {}

    List<Receiver> receivers() {
        return sql.sql("select settings, unit, role from camera_settings_for order by role, unit")
                .query((row, _) -> new Receiver(
                        row.getObject("settings", UUID.class),
                        Optional.ofNullable(row.getObject("unit", UUID.class)),
                        Optional.ofNullable(row.getString("role"))))
                .list();
    }

    /** Roles that anybody holds. */
    List<String> rolesHeld() {
        return sql.sql("select distinct role from duty where until_at is null order by role")
                .query(String.class)
                .list();
    }

    /** @throws org.vidimus.server.Refused with {@code settings-name-taken}; nothing was changed */
    void save(UUID id, String name, CameraSettings values, boolean houseDefault, Instant now) {
        if (houseDefault) {
            sql.sql("update camera_settings set house_default = false where house_default and id <> ?")
                    .param(id)
                    .update();
        }
        try {
            sql.sql("""
                            insert into camera_settings (id, name, body, house_default, changed_at)
                            values (:id, :name, cast(:body as jsonb), :default, :now)
                            on conflict (id) do update set name = excluded.name, body = excluded.body,
                                house_default = excluded.house_default, changed_at = excluded.changed_at
                            """)
                    .param("id", id)
                    .param("name", name)
                    .param("body", json.writeValueAsString(values))
                    .param("default", houseDefault)
                    .param("now", Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new SettingsProblem.NameTaken(name).refused();
        }
    }

    /** Gives them to these units and roles and to no others. Whoever had other settings by one of them has these now. */
    void give(UUID id, Collection<UUID> units, Collection<String> roles) {
        sql.sql("delete from camera_settings_for where settings = :id or unit = any(:units) or role = any(:roles)")
                .param("id", id)
                .param("units", units.toArray(UUID[]::new))
                .param("roles", roles.toArray(String[]::new))
                .update();
        try {
            sql.sql("""
                            insert into camera_settings_for (settings, unit, role)
                            select :id, unit, cast(null as text) from unnest(cast(:units as uuid[])) as unit
                            union all select :id, cast(null as uuid), role from unnest(cast(:roles as text[])) as role
                            """)
                    .param("id", id)
                    .param("units", units.toArray(UUID[]::new))
                    .param("roles", roles.toArray(String[]::new))
                    .update();
        } catch (DataIntegrityViolationException noSuchUnit) {
            throw new SettingsProblem.Unknown().refused();
        }
    }

    boolean delete(UUID id) {
        return sql.sql("delete from camera_settings where id = ?").param(id).update() == 1;
    }

    Map<CameraId, Wanted> wanted(Collection<CameraId> cameras, Instant now) {
        Map<CameraId, Wanted> wanted = new HashMap<>();
        // Thousands of cameras share a handful of settings.
        Map<UUID, Wanted> known = new HashMap<>();
        sql.sql(WANTED)
                .param("cameras", cameras.stream().map(CameraId::value).toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .query(row -> {
                    UUID id = row.getObject("id", UUID.class);
                    Wanted one = known.get(id);
                    if (one == null) {
                        one = new Wanted(
                                id,
                                row.getString("name"),
                                values(row),
                                row.getTimestamp("changed_at").toInstant());
                        known.put(id, one);
                    }
                    wanted.put(new CameraId(row.getObject("camera", UUID.class)), one);
                });
        return wanted;
    }

    /** How many cameras have which settings wanted. */
    Map<UUID, Integer> counts(Instant now) {
        List<CameraId> cameras = sql.sql("select id from camera where standing <> 'RETIRED'")
                .query((row, _) -> new CameraId(row.getObject("id", UUID.class)))
                .list();
        Map<UUID, Integer> counts = new HashMap<>();
        wanted(cameras, now).values().forEach(each -> counts.merge(each.settings(), 1, Integer::sum));
        return counts;
    }

    Map<String, CameraId> ids(Collection<String> serials) {
        Map<String, CameraId> ids = new HashMap<>();
        sql.sql("select serial, id from camera where serial = any(:serials)")
                .param("serials", serials.toArray(String[]::new))
                .query(row -> {
                    ids.put(row.getString("serial"), new CameraId(row.getObject("id", UUID.class)));
                });
        return ids;
    }

    /** What was read back last, by camera. */
    Map<CameraId, ReadBack> readBack(Collection<CameraId> cameras) {
        Map<CameraId, ReadBack> back = new HashMap<>();
        Map<String, Map<String, Optional<String>>> known = new HashMap<>();
        sql.sql("""
                        select c.camera, r.at, r.body from unnest(cast(:cameras as uuid[])) as c (camera) cross join lateral (
                            select at, body from camera_settings_read where camera = c.camera order by at desc limit 1) r
                        """)
                .param("cameras", cameras.stream().map(CameraId::value).toArray(UUID[]::new))
                .query(row -> {
                    back.put(
                            new CameraId(row.getObject("camera", UUID.class)),
                            new ReadBack(
                                    row.getTimestamp("at").toInstant(),
                                    known.computeIfAbsent(row.getString("body"), this::readBack)));
                });
        return back;
    }

    /**
     * What may have been in force at that time: read back last before it, and what was read back next, unless the first was confirmed
     * meanwhile.
     */
    List<ReadBack> readBackAt(CameraId camera, Instant at) {
        List<Confirmed> around = sql.sql("""
                        (select at, confirmed_at, body from camera_settings_read where camera = :camera and at <= :at
                            order by at desc limit 1)
                        union all
                        (select at, confirmed_at, body from camera_settings_read where camera = :camera and at > :at
                            order by at limit 1)
                        order by at
                        """)
                .param("camera", camera.value())
                .param("at", Timestamp.from(at))
                .query((row, _) -> new Confirmed(
                        row.getTimestamp("confirmed_at").toInstant(),
                        new ReadBack(row.getTimestamp("at").toInstant(), readBack(row.getString("body")))))
                .list();
        boolean certain = !around.isEmpty()
                && !around.getFirst().readBack().at().isAfter(at)
                && !around.getFirst().until().isBefore(at);
        return around.stream().limit(certain ? 1 : 2).map(Confirmed::readBack).toList();
    }

    /** When the camera was last read back as something else; empty where it never was, or has been confirmed as it is now since. */
    Optional<Instant> changedAfter(CameraId camera) {
        return sql.sql("""
                        select before.confirmed_at from (
                            select at, confirmed_at from camera_settings_read where camera = :camera order by at desc limit 1) newest
                        cross join lateral (
                            select confirmed_at from camera_settings_read where camera = :camera and at < newest.at
                            order by at desc limit 1) before
                        where newest.confirmed_at = newest.at
                        """)
                .param("camera", camera.value())
                .query((row, _) -> row.getTimestamp("confirmed_at").toInstant())
                .optional();
    }

    /** It was read back as it had been. */
    void confirm(CameraId camera, Instant now) {
        sql.sql("""
                        update camera_settings_read set confirmed_at = :now
                        where camera = :camera and at = (select max(at) from camera_settings_read where camera = :camera)
                        """)
                .param("camera", camera.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    private Map<String, Optional<String>> readBack(String body) {
        Map<String, Optional<String>> values = new TreeMap<>();
        JsonNode told = json.readTree(body);
        for (String code : told.propertyNames()) {
            JsonNode value = told.path(code);
            values.put(code, value.isNull() ? Optional.empty() : Optional.of(value.asString()));
        }
        return values;
    }

    void addReadBack(CameraId camera, Map<String, Optional<String>> values, Instant now) {
        var body = json.createObjectNode();
        values.forEach((code, value) -> value.ifPresentOrElse(text -> body.put(code, text), () -> body.putNull(code)));
        sql.sql("""
                        insert into camera_settings_read (camera, at, confirmed_at, body)
                        values (:camera, :now, :now, cast(:body as jsonb))
                        on conflict (camera, at) do update set body = excluded.body
                        """)
                .param("camera", camera.value())
                .param("now", Timestamp.from(now))
                .param("body", json.writeValueAsString(body))
                .update();
    }

    void addPreRecord(CameraId camera, Map<String, Integer> seconds) {
        List<String> recordings = new ArrayList<>(seconds.keySet());
        sql.sql("""
                        insert into camera_pre_record (camera, recording, seconds)
                        select :camera, recording, seconds from unnest(cast(:recordings as text[]), cast(:seconds as int[]))
                            as said (recording, seconds)
                        on conflict (camera, recording) do update set seconds = greatest(camera_pre_record.seconds, excluded.seconds)
                        """)
                .param("camera", camera.value())
                .param("recordings", recordings.toArray(String[]::new))
                .param("seconds", recordings.stream().map(seconds::get).toArray(Integer[]::new))
                .update();
    }

    Optional<Integer> preRecordSaid(CameraId camera, String recording) {
        return sql.sql("select seconds from camera_pre_record where camera = ? and recording = ?")
                .params(camera.value(), recording)
                .query(Integer.class)
                .optional();
    }

    /** A recording that began about then, as the camera's log has it. */
    record Begun(Instant at, boolean preRecord) {}

    /** @param preRecord of the one found is also true where the stage before it had it */
    Optional<Begun> begun(CameraId camera, Instant from, Instant until) {
        return sql.sql("""
                        select r.at, r.pre_record or coalesce((
                            select b.pre_record from camera_stage b where b.camera = r.camera and b.at < r.at
                            order by b.at desc limit 1), false) as pre_record
                        from camera_stage r
                        where r.camera = :camera and r.stage = 'RECORDING' and r.at >= :from and r.at <= :until
                        order by r.at limit 1
                        """)
                .param("camera", camera.value())
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new Begun(row.getTimestamp("at").toInstant(), row.getBoolean("pre_record")))
                .optional();
    }

    @Nullable
    UUID idOf(String serial) {
        return sql.sql("select id from camera where serial = ?")
                .param(serial)
                .query(UUID.class)
                .optional()
                .orElse(null);
    }
}
