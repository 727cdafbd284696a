package org.vidimus.server.fleet.dock;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.ScopeCondition;
import org.vidimus.server.access.ScopeCondition.Columns;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.fleet.dock.SlotsReport.Phase;
import org.vidimus.server.fleet.dock.SlotsReport.Slot;

/** Sites, docks and slots in the database. Joins the transaction that is running. */
@Repository
class DockTable {
    /** A slot that has not been heard of for so long holds no camera against another slot, as in {@code camera_now}. */
    private static final Duration STALE = Duration.ofMinutes(2);

    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private static final String DOCKS = """
            select d.id, d.name, d.agent, d.seen_at, d.retired_at is not null as retired, s.id as site_id, s.name as site_name,
                u.id as unit_id, u.name as unit_name
            from dock d left join site s on s.id = d.site left join unit u on u.id = d.unit
            """;

    /**
     * One statement for all slots of a dock. A camera that has just come into a slot leaves the one it was in before; a slot that
     * goes on naming it does not get it back while the newer one is heard of. After a silence all of it has just come: nobody knows
     * whether it stood there all the time or was away and came back.
     */
    private static final String SLOTS = """
            with said as (
                select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::boolean[],
                    ?::text[]) as s (slot, serial, phase, total_bytes, done_bytes, files_left, battery_percent, charging, problem)),
            here as (select ?::uuid as dock, ?::timestamptz as at),
            known as (
                select here.dock, here.at, said.*, c.id as camera,
                    said.serial is not null and not exists (
                        select 1 from dock_slot m where m.dock = here.dock and m.slot = said.slot and m.serial = said.serial) as fresh
                from said cross join here left join camera c on c.serial = said.serial),
            judged as (
                select known.*, not fresh and exists (
                    select 1 from dock_slot o
                    where o.camera = known.camera and o.dock <> known.dock and o.seen_at > ?::timestamptz) as elsewhere
                from known),
            emptied as (
                update dock_slot o set camera = null, phase = null, total_bytes = 0, done_bytes = 0, files_left = 0,
                    battery_percent = null, charging = null, problem = null, since = f.at
                from judged f where f.fresh and o.camera = f.camera and o.dock <> f.dock
                returning o.dock),
            unnamed as (
                update dock_slot o set serial = null, camera = null, phase = null, total_bytes = 0, done_bytes = 0, files_left = 0,
                    battery_percent = null, charging = null, problem = null, since = here.at
                from here where o.dock = here.dock and o.serial is not null
                    and not exists (select 1 from said where said.slot = o.slot)
                returning o.slot),
            forgotten as (
                delete from dock_slot o using here
                where o.dock = here.dock and o.serial is null and o.seen_at < ?::timestamptz
                    and not exists (select 1 from said where said.slot = o.slot)
                returning o.slot),
            written as (
                insert into dock_slot (dock, slot, serial, camera, phase, total_bytes, done_bytes, files_left, battery_percent,
                    charging, problem, since, seen_at, came_at)
                select dock, slot, serial, case when not elsewhere then camera end, case when not elsewhere then phase end,
                    total_bytes, done_bytes, files_left, battery_percent, charging, case when not elsewhere then problem end, at, at, at
                from judged
                on conflict (dock, slot) do update set serial = excluded.serial, camera = excluded.camera, phase = excluded.phase,
                    total_bytes = excluded.total_bytes, done_bytes = excluded.done_bytes, files_left = excluded.files_left,
                    battery_percent = excluded.battery_percent, charging = excluded.charging, problem = excluded.problem,
                    since = case when dock_slot.serial is distinct from excluded.serial
                        or (dock_slot.camera is null) <> (excluded.camera is null)
                        or dock_slot.seen_at < ?::timestamptz then excluded.since else dock_slot.since end,
                    seen_at = excluded.seen_at,
                    came_at = case when dock_slot.serial is distinct from excluded.serial
                        or (dock_slot.camera is null) <> (excluded.camera is null) then excluded.came_at
                        else coalesce(dock_slot.came_at, dock_slot.since) end
                returning slot)
            select distinct dock from emptied
            """;

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;

    DockTable(JdbcClient sql, JdbcTemplate jdbc) {
        this.sql = sql;
        this.jdbc = jdbc;
    }

    /** A dock by its name, known from now on. */
    UUID heard(String name, @Nullable String agent, Instant now) {
        return sql.sql("""
                        insert into dock (id, name, agent, seen_at) values (:id, :name, :agent, :now)
                        on conflict (name) do update set agent = excluded.agent, seen_at = excluded.seen_at
                        returning id
                        """)
                .param("id", UUID.randomUUID())
                .param("name", name)
                .param("agent", agent)
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .single();
    }

    /** @return other docks that hold one camera less by it */
    List<UUID> write(UUID dock, List<Slot> slots, Instant now) {
        // Two docks that name one camera in the same moment would not see each other, and both or neither would hold
        // it.
        sql.sql("select pg_advisory_xact_lock(hashtext('vidimus dock slots'))").query(row -> {});
        List<UUID> emptied = jdbc.execute((ConnectionCallback<List<UUID>>) connection -> {
            try (var statement = connection.prepareStatement(SLOTS)) {
                int n = 1;
                for (Column column : COLUMNS) {
                    Array values = connection.createArrayOf(
                            column.type(), slots.stream().map(column.value()).toArray());
                    statement.setArray(n++, values);
                }
                statement.setObject(n++, dock);
                statement.setTimestamp(n++, Timestamp.from(now));
                statement.setTimestamp(n++, Timestamp.from(now.minus(STALE)));
                statement.setTimestamp(n++, Timestamp.from(now.minus(FORGOTTEN)));
                statement.setTimestamp(n, Timestamp.from(now.minus(STALE)));
                List<UUID> docks = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        docks.add(rows.getObject(1, UUID.class));
                    }
                }
                return docks;
            }
        });
        return emptied == null ? List.of() : emptied;
    }

    private record Column(String type, Function<Slot, @Nullable Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("text", Slot::slot),
            new Column("text", Slot::serial),
            new Column("text", slot -> name(slot.phase())),
            new Column("bigint", Slot::totalBytes),
            new Column("bigint", Slot::doneBytes),
            new Column("integer", Slot::filesLeft),
            new Column("integer", Slot::batteryPercent),
            new Column("boolean", Slot::charging),
            new Column("text", Slot::problem));

    private static @Nullable String name(@Nullable Phase phase) {
        return phase == null ? null : phase.name();
    }

    /** Docks within the scope with their slots, by name. */
    List<DockView> list(Scope scope) {
        ScopeCondition seen = ScopeCondition.of(
                scope,
                new Columns(
                        Optional.empty(), Optional.of("d.unit"), Optional.empty(), Optional.empty(), Optional.empty()));
        List<DockView> docks = sql.sql(DOCKS + "where " + seen.text() + " order by d.name")
                .params(seen.values())
                .query((row, _) -> dock(row))
                .list();
        Map<UUID, List<DockView.SlotView>> slots =
                slots(docks.stream().map(DockView::id).toArray(UUID[]::new));
        return docks.stream()
                .map(dock -> dock.with(slots.getOrDefault(dock.id(), List.of()), List.of()))
                .toList();
    }

    Optional<DockView> find(UUID id) {
        return sql.sql(DOCKS + "where d.id = :id")
                .param("id", id)
                .query((row, _) -> dock(row))
                .optional()
                .map(dock -> dock.with(slots(new UUID[] {id}).getOrDefault(id, List.of()), List.of()));
    }

    /** The unit a dock stands in; empty when there is no such dock. */
    Optional<Optional<UnitId>> unit(UUID dock) {
        return sql.sql("select unit from dock where id = ?")
                .param(dock)
                .query((row, _) ->
                        Optional.ofNullable(row.getObject("unit", UUID.class)).map(UnitId::new))
                .optional();
    }

    private Map<UUID, List<DockView.SlotView>> slots(UUID[] docks) {
        Map<UUID, List<DockView.SlotView>> slots = new HashMap<>();
        sql.sql("""
                        select s.*, c.serial as camera_serial, coalesce(s.problem, case
                                when s.phase is distinct from 'DONE' then null
                                when nf.camera is not null then 'not-found'
                                when c.standing <> 'IN_SERVICE' then lower(replace(c.standing, '_', '-')) end) as trouble
                        from dock_slot s left join camera c on c.id = s.camera
                            left join camera_not_found nf on nf.camera = s.camera and nf.slot_since = s.since
                        where s.dock = any(:docks) order by length(s.slot), s.slot
                        """).param("docks", docks).query(row -> {
            slots.computeIfAbsent(row.getObject("dock", UUID.class), _ -> new ArrayList<>())
                    .add(slot(row));
        });
        return slots;
    }

    private static DockView.SlotView slot(ResultSet row) throws SQLException {
        UUID camera = row.getObject("camera", UUID.class);
        String phase = row.getString("phase");
        return new DockView.SlotView(
                row.getString("slot"),
                camera == null ? null : new DockView.CameraRef(camera, row.getString("camera_serial")),
                row.getString("serial"),
                phase == null ? null : Phase.valueOf(phase),
                row.getLong("total_bytes"),
                row.getLong("done_bytes"),
                row.getInt("files_left"),
                row.getObject("battery_percent", Integer.class),
                row.getObject("charging", Boolean.class),
                row.getString("trouble"),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("seen_at").toInstant());
    }

    private static DockView dock(ResultSet row) throws SQLException {
        Timestamp seen = row.getTimestamp("seen_at");
        return new DockView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                ref(row, "site"),
                ref(row, "unit"),
                row.getString("agent"),
                seen == null ? null : seen.toInstant(),
                row.getBoolean("retired"),
                List.of(),
                List.of());
    }

    private static DockView.@Nullable Ref ref(ResultSet row, String what) throws SQLException {
        UUID id = row.getObject(what + "_id", UUID.class);
        return id == null ? null : new DockView.Ref(id, row.getString(what + "_name"));
    }

    /** @throws org.vidimus.server.Refused with {@code dock-name-taken} or {@code dock-unknown}; nothing was changed */
    void insert(UUID id, String name, @Nullable UUID site, @Nullable UUID unit) {
        checked(name, () -> sql.sql("insert into dock (id, name, site, unit) values (:id, :name, :site, :unit)")
                .param("id", id)
                .param("name", name)
                .param("site", site)
                .param("unit", unit)
                .update());
    }

    /** As {@link #insert}, for one that is there. */
    void change(UUID id, @Nullable UUID site, @Nullable UUID unit, boolean retired, Instant now) {
        int changed = checked("", () -> sql.sql("""
                                update dock set site = :site, unit = :unit,
                                    retired_at = case when :retired then coalesce(retired_at, :now) end
                                where id = :id
                                """)
                .param("id", id)
                .param("site", site)
                .param("unit", unit)
                .param("retired", retired)
                .param("now", Timestamp.from(now))
                .update());
        if (changed == 0) {
            throw new DockProblem.Unknown().refused();
        }
    }

    List<DockView.Ref> sites() {
        return sql.sql("select id, name from site order by name")
                .query((row, _) -> new DockView.Ref(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }

    void insertSite(UUID id, String name) {
        checked(name, () -> sql.sql("insert into site (id, name) values (?, ?)")
                .params(id, name)
                .update());
    }

    void changeSite(UUID id, String name) {
        int changed = checked(name, () -> sql.sql("update site set name = ? where id = ?")
                .params(name, id)
                .update());
        if (changed == 0) {
            throw new DockProblem.Unknown().refused();
        }
    }

    private interface Update {
        int run();
    }

    private static int checked(String name, Update update) {
        try {
            return update.run();
        } catch (DuplicateKeyException taken) {
            throw new DockProblem.NameTaken(name).refused();
        } catch (DataIntegrityViolationException noSuchSiteOrUnit) {
            throw new DockProblem.Unknown().refused();
        }
    }
}
