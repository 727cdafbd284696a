package org.vidimus.server.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            select c.id, c.serial, c.maker, c.model, c.unit, c.wearer, c.standing <> 'RETIRED' as active, r.received_at, r.body
            from camera c left join camera_report r on r.id = c.last_report
            """;

    private final JdbcClient sql;
    private final JsonMapper json;

    CameraTable(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** @throws org.vidimus.server.Refused with {@code serial-taken}; nothing was changed */
    CameraId insert(NewCamera camera) {
        CameraId id = CameraId.random();
        try {
            sql.sql("""
                    insert into camera (id, serial, maker, model, unit, wearer, counter_from)
                    values (:id, :serial, :maker, :model, :unit, :wearer, :from)
                    """)
                    .param("id", id.value())
                    .param("serial", camera.serial())
                    .param("maker", camera.maker().orElse(null))
                    .param("model", camera.model().orElse(null))
                    .param("unit", camera.unit().map(UnitId::value).orElse(null))
                    .param("wearer", camera.wearer().map(PersonId::value).orElse(null))
                    .param("from", camera.counterFrom().orElse(null))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new FleetProblem.SerialTaken(camera.serial()).refused();
        }
        return id;
    }

    /** Whose a camera is; all that most questions need. */
    record Owner(CameraId id, Optional<UnitId> unit, Optional<PersonId> wearer) {}

    Optional<Owner> owner(String serial) {
        return sql.sql("select id, unit, wearer from camera where serial = :serial")
                .param("serial", serial)
                .query(CameraTable::owner)
                .optional();
    }

    Optional<Owner> owner(CameraId id) {
        return sql.sql("select id, unit, wearer from camera where id = :id")
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

    Optional<Camera> find(CameraId id) {
        return sql.sql(CAMERAS + "where c.id = :id")
                .param("id", id.value())
                .query(this::camera)
                .optional()
                .map(camera -> with(camera, missingOf(List.of(id.value()))));
    }

    /** Cameras within the scope, by serial. */
    List<Camera> list(Scope scope) {
        ScopeCondition seen = ScopeCondition.of(scope, Columns.of("c.wearer = :me", "c.unit"));
        List<Camera> cameras = sql.sql(CAMERAS + "where " + seen.text() + " order by c.serial")
                .params(seen.values())
                .query(this::camera)
                .list();
        Map<UUID, List<Missing>> missing =
                missingOf(cameras.stream().map(camera -> camera.id().value()).toList());
        return cameras.stream().map(camera -> with(camera, missing)).toList();
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
        Timestamp received = row.getTimestamp("received_at");
        return new Camera(
                new CameraId(row.getObject("id", UUID.class)),
                row.getString("serial"),
                Optional.ofNullable(row.getString("maker")),
                Optional.ofNullable(row.getString("model")),
                Optional.ofNullable(row.getObject("unit", UUID.class)).map(UnitId::new),
                Optional.ofNullable(row.getObject("wearer", UUID.class)).map(PersonId::new),
                row.getBoolean("active"),
                received == null
                        ? Optional.empty()
                        : Optional.of(new Camera.StoredReport(
                                received.toInstant(), json.readValue(row.getString("body"), CameraReport.State.class))),
                List.of());
    }

    private static Camera with(Camera camera, Map<UUID, List<Missing>> missing) {
        return new Camera(
                camera.id(),
                camera.serial(),
                camera.maker(),
                camera.model(),
                camera.unit(),
                camera.wearer(),
                camera.active(),
                camera.lastReport(),
                missing.getOrDefault(camera.id().value(), List.of()));
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
