package org.vidimus.server.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.ScopeCondition;
import org.vidimus.server.access.ScopeCondition.Columns;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.fleet.Missing.Reason;
import tools.jackson.databind.json.JsonMapper;

/** The register of cameras in the database. Joins the transaction that is running. */
@Repository
class CameraTable {
    private static final String CAMERAS = """
            select c.id, c.serial, c.maker, c.model, c.unit, c.wearer, c.standing, c.asset, c.bought_on, c.warranty_until, c.note,
                c.firmware, c.registered_at, u.name as unit_name, w.name as wearer_name, h.name as holder_name,
                n.dock_name, n.slot, n.phase, n.slot_problem, n.battery_percent, n.hand_out, n.holder, n.mode, n.from_at,
                n.reported_at, n.clock_offset_ms, n.clock_set, n.not_offloaded, n.not_secured, n.not_erased, n.looked_at, n.gaps,
                n.not_found, r.body
            from camera c join camera_now n on n.camera = c.id
                left join camera_report r on r.id = c.last_report
                left join unit u on u.id = c.unit
                left join person w on w.id = c.wearer
                left join person h on h.id = n.holder
            """;

    private final JdbcClient sql;
    private final JsonMapper json;
    private final ReadySettings settings;
    private final WantedSettings wanted;

    CameraTable(JdbcClient sql, JsonMapper json, ReadySettings settings, WantedSettings wanted) {
        this.sql = sql;
        this.json = json;
        this.settings = settings;
        this.wanted = wanted;
    }

    /** @throws org.vidimus.server.Refused with {@code serial-taken} or {@code asset-taken}; nothing was changed */
    CameraId insert(NewCamera camera, RegisterEntry entry) {
        CameraId id = CameraId.random();
        try {
            with(entry, sql.sql("""
                                    insert into camera (id, serial, maker, model, unit, wearer, standing, asset, bought_on,
                                        warranty_until, note, counter_from)
                                    values (:id, :serial, :maker, :model, :unit, :wearer, :standing, :asset, :bought, :warranty,
                                        :note, :from)
                                    """))
                    .param("id", id.value())
                    .param("serial", camera.serial())
                    .param("from", camera.counterFrom().orElse(null))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw taken(taken, camera.serial(), entry);
        }
        return id;
    }

    /** @throws org.vidimus.server.Refused with {@code asset-taken}; nothing was changed */
    void change(CameraId id, RegisterEntry entry) {
        try {
            with(entry, sql.sql("""
                            update camera set maker = :maker, model = :model, unit = :unit, wearer = :wearer, standing = :standing,
                                asset = :asset, bought_on = :bought, warranty_until = :warranty, note = :note
                            where id = :id
                            """)).param("id", id.value()).update();
        } catch (DuplicateKeyException taken) {
            throw taken(taken, "", entry);
        }
    }

    private static JdbcClient.StatementSpec with(RegisterEntry entry, JdbcClient.StatementSpec statement) {
        return statement
                .param("maker", entry.maker().orElse(null))
                .param("model", entry.model().orElse(null))
                .param("unit", entry.unit().map(UnitId::value).orElse(null))
                .param("wearer", entry.wearer().map(PersonId::value).orElse(null))
                .param("standing", entry.standing().name())
                .param("asset", entry.asset().orElse(null))
                .param("bought", entry.boughtOn().orElse(null))
                .param("warranty", entry.warrantyUntil().orElse(null))
                .param("note", entry.note().orElse(null));
    }

    private static org.vidimus.server.Refused taken(DuplicateKeyException why, String serial, RegisterEntry entry) {
        return String.valueOf(why.getMessage()).contains("camera_asset_key")
                ? new FleetProblem.AssetTaken(entry.asset().orElse("")).refused()
                : new FleetProblem.SerialTaken(serial).refused();
    }

    /** Whose a camera is by the register; all that most questions need. */
    record Owner(CameraId id, Optional<UnitId> unit, Optional<PersonId> wearer) {}

    Optional<Owner> owner(String serial) {
        return sql.sql("select id, unit, wearer from camera where serial = :serial")
                .param("serial", serial)
                .query(CameraTable::owner)
                .optional();
    }

    /** With whoever has it now in place of whom it is allocated to: what the policy goes by. */
    Optional<Owner> holder(CameraId id) {
        return sql.sql("select c.id, c.unit, coalesce(h.person, c.wearer) as wearer from camera c "
                        + "left join hand_out h on h.camera = c.id and h.until_at is null where c.id = :id")
                .param("id", id.value())
                .query(CameraTable::owner)
                .optional();
    }

    private static Owner owner(ResultSet row, int n) throws SQLException {
        return new Owner(
                new CameraId(row.getObject("id", UUID.class)),
                Optional.ofNullable(row.getObject("unit", UUID.class)).map(UnitId::new),
                Optional.ofNullable(row.getObject("wearer", UUID.class)).map(PersonId::new));
    }

    /** Locks the camera's row, as every change of it does. Empty when there is none. */
    Optional<Camera> lock(CameraId id) {
        sql.sql("select 1 from camera where id = ? for update")
                .param(id.value())
                .query(row -> {});
        return find(id);
    }

    Optional<String> serial(CameraId id) {
        return sql.sql("select serial from camera where id = ?")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    Optional<Camera> find(CameraId id) {
        return sql.sql(CAMERAS + "where c.id = :id")
                .param("id", id.value())
                .query(this::camera)
                .optional()
                .map(camera -> complete(List.of(camera)).getFirst());
    }

    /** Cameras within the scope, by serial: a fixed number of queries, however many there are. */
    List<Camera> list(Scope scope) {
        ScopeCondition seen = seen(scope);
        List<Camera> cameras = sql.sql(CAMERAS + "where " + seen.text() + " order by c.serial")
                .params(seen.values())
                .query(this::camera)
                .list();
        return complete(cameras);
    }

    private static final String LINES = """
            select c.id, c.serial, c.asset, c.maker, c.model, c.unit, c.standing, u.name as unit_name, w.name as wearer_name,
                h.name as holder_name, n.dock_name, n.slot, n.slot_problem, n.battery_percent, n.hand_out, n.reported_at,
                n.clock_offset_ms, n.clock_set, n.not_offloaded, n.not_secured, n.not_erased, n.looked_at, n.gaps, n.not_found,
                coalesce(m.missing, 0) as missing, coalesce(jsonb_array_length(r.body -> 'problems'), 0) > 0 as troubles
            from camera c join camera_now n on n.camera = c.id
                left join camera_report r on r.id = c.last_report
                left join unit u on u.id = c.unit
                left join person w on w.id = c.wearer
                left join person h on h.id = n.holder
                left join (
                    select camera, sum(coalesce(number_to - number, 0) + 1) as missing from camera_missing
                    where found_at is null group by camera
                ) m on m.camera = c.id
            """;

    /** All cameras within the scope, in no order; three queries, however many there are. */
    List<FleetLine> lines(Scope scope) {
        ScopeCondition seen = seen(scope);
        List<FleetLine> lines = sql.sql(LINES + "where " + seen.text())
                .params(seen.values())
                .query(this::line)
                .list();
        Set<CameraId> differing =
                wanted.notAsWanted(lines.stream().map(FleetLine::id).toList());
        return lines.stream()
                .map(line -> differing.contains(line.id()) ? line.lacking(Readiness.Lack.SETTINGS_DIFFER) : line)
                .toList();
    }

    private FleetLine line(ResultSet row, int n) throws SQLException {
        String serial = row.getString("serial");
        String asset = row.getString("asset");
        String unit = row.getString("unit_name");
        Timestamp reported = row.getTimestamp("reported_at");
        StringBuilder words = new StringBuilder();
        for (String column :
                List.of("serial", "asset", "maker", "model", "unit_name", "wearer_name", "holder_name", "dock_name")) {
            String word = row.getString(column);
            words.append(word == null ? "" : word.toLowerCase(Locale.ROOT)).append(' ');
        }
        return new FleetLine(
                new CameraId(row.getObject("id", UUID.class)),
                asset == null ? serial : asset,
                unit == null
                        ? Optional.empty()
                        : Optional.of(new FleetLine.UnitRef(row.getObject("unit", UUID.class), unit)),
                Standing.valueOf(row.getString("standing")),
                row.getString("slot") != null,
                row.getObject("hand_out") != null,
                Readiness.of(row, settings),
                row.getLong("missing"),
                row.getBoolean("troubles") || row.getString("slot_problem") != null,
                Optional.ofNullable(row.getObject("battery_percent", Integer.class)),
                Optional.ofNullable(reported).map(Timestamp::toInstant),
                words.toString());
    }

    /** Those of the cameras that are there, in the order of their ids. */
    List<Camera> of(List<CameraId> ids) {
        Map<CameraId, Camera> found = new HashMap<>();
        List<Camera> cameras = sql.sql(CAMERAS + "where n.camera = any(:ids)")
                .param("ids", ids.stream().map(CameraId::value).toArray(UUID[]::new))
                .query(this::camera)
                .list();
        complete(cameras).forEach(camera -> found.put(camera.id(), camera));
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    private static ScopeCondition seen(Scope scope) {
        return ScopeCondition.of(scope, Columns.of("coalesce(n.holder, c.wearer) = :me", "c.unit"));
    }

    /** With what is missing of their footage, and whether they are set as they shall be. */
    private List<Camera> complete(List<Camera> cameras) {
        Map<UUID, List<Missing>> missing =
                missingOf(cameras.stream().map(camera -> camera.id().value()).toList());
        Set<CameraId> differing =
                wanted.notAsWanted(cameras.stream().map(Camera::id).toList());
        return cameras.stream()
                .map(camera -> camera.with(
                        missing.getOrDefault(camera.id().value(), List.of()),
                        differing.contains(camera.id())
                                ? camera.readiness().lacking(Readiness.Lack.SETTINGS_DIFFER)
                                : camera.readiness()))
                .toList();
    }

    private Map<UUID, List<Missing>> missingOf(List<UUID> cameras) {
        Map<UUID, List<Missing>> missing = new HashMap<>();
        sql.sql("""
                select camera, number, number_to, recording, part, reason, since from camera_missing
                where found_at is null and camera = any(:cameras) order by number nulls last, recording, part
                """).param("cameras", cameras.toArray(UUID[]::new)).query(row -> {
            missing.computeIfAbsent(row.getObject("camera", UUID.class), c -> new ArrayList<>())
                    .add(missing(row));
        });
        return missing;
    }

    private Camera camera(ResultSet row, int n) throws SQLException {
        Timestamp received = row.getTimestamp("reported_at");
        return new Camera(
                new CameraId(row.getObject("id", UUID.class)),
                row.getString("serial"),
                entry(row),
                Optional.ofNullable(row.getString("unit_name")),
                Optional.ofNullable(row.getString("wearer_name")),
                row.getTimestamp("registered_at").toInstant(),
                Optional.ofNullable(row.getString("firmware")),
                slot(row),
                Optional.ofNullable(row.getObject("battery_percent", Integer.class)),
                handOut(row),
                Readiness.of(row, settings),
                received == null
                        ? Optional.empty()
                        : Optional.of(new Camera.StoredReport(
                                received.toInstant(), json.readValue(row.getString("body"), CameraReport.State.class))),
                List.of());
    }

    private static RegisterEntry entry(ResultSet row) throws SQLException {
        return new RegisterEntry(
                Optional.ofNullable(row.getString("maker")),
                Optional.ofNullable(row.getString("model")),
                Optional.ofNullable(row.getObject("unit", UUID.class)).map(UnitId::new),
                Optional.ofNullable(row.getObject("wearer", UUID.class)).map(PersonId::new),
                Standing.valueOf(row.getString("standing")),
                Optional.ofNullable(row.getString("asset")),
                Optional.ofNullable(row.getObject("bought_on", LocalDate.class)),
                Optional.ofNullable(row.getObject("warranty_until", LocalDate.class)),
                Optional.ofNullable(row.getString("note")));
    }

    private static Optional<Camera.Slot> slot(ResultSet row) throws SQLException {
        String slot = row.getString("slot");
        return slot == null
                ? Optional.empty()
                : Optional.of(new Camera.Slot(
                        row.getString("dock_name"),
                        slot,
                        Optional.ofNullable(row.getString("phase")),
                        Optional.ofNullable(row.getString("slot_problem"))));
    }

    private static Optional<Camera.HandOut> handOut(ResultSet row) throws SQLException {
        UUID id = row.getObject("hand_out", UUID.class);
        return id == null
                ? Optional.empty()
                : Optional.of(new Camera.HandOut(
                        id,
                        row.getObject("holder", UUID.class),
                        row.getString("holder_name"),
                        Camera.Mode.valueOf(row.getString("mode")),
                        row.getTimestamp("from_at").toInstant()));
    }

    static Missing missing(ResultSet row) throws SQLException {
        Instant since = row.getTimestamp("since").toInstant();
        return new Missing(
                nullableLong(row, "number"),
                nullableLong(row, "number_to"),
                row.getString("recording"),
                row.getObject("part", Integer.class),
                Reason.valueOf(row.getString("reason")),
                since);
    }

    static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }
}
