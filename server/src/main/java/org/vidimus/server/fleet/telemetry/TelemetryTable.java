package org.vidimus.server.fleet.telemetry;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.Upkeep;

/** Readings, stages and faults in the database. Joins the transaction that is running. What is there already stays as it is. */
@Repository
class TelemetryTable {
    static final int MOST_READINGS = 2_000;
    private static final int MOST_STAGES = 5_000;
    private static final int MOST_FAULTS = 1_000;
    private static final int ROWS_AT_ONCE = 5_000;

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;

    TelemetryTable(JdbcClient sql, JdbcTemplate jdbc) {
        this.sql = sql;
        this.jdbc = jdbc;
    }

    /**
     * Something said, in true time.
     *
     * @param cameraAt what the camera's own clock said; null for what its dock says of it
     */
    record Said<T>(
            Instant at, @Nullable Long offsetMs, @Nullable Instant cameraAt, T what) {}

    private record Column<T>(String type, Function<Said<T>, @Nullable Object> value) {}

    private static <T> List<Column<T>> columns(List<Column<T>> own) {
        List<Column<T>> all = new ArrayList<>(List.of(
                new Column<T>("timestamptz", said -> time(said.at())),
                new Column<T>("timestamptz", said -> said.cameraAt() == null ? null : time(said.cameraAt()))));
        all.addAll(own);
        return all;
    }

    private static final List<Column<Upkeep.Reading>> READING = columns(List.of(
            new Column<>("double precision", said -> said.what().batteryPercent()),
            new Column<>("double precision", said -> said.what().batteryHealthPercent()),
            new Column<>("integer", said -> said.what().chargeCycles()),
            new Column<>("double precision", said -> said.what().temperatureC()),
            new Column<>("bigint", said -> said.what().freeBytes()),
            new Column<>("bigint", said -> said.what().totalBytes()),
            new Column<>("boolean", said -> said.what().charging()),
            new Column<>("bigint", Said::offsetMs)));

    private static final List<Column<Upkeep.Reached>> STAGE = columns(List.of(
            new Column<>("text", said -> said.what().stage().name()),
            new Column<>("boolean", said -> said.what().preRecord())));

    private static final List<Column<Upkeep.Fault>> FAULT =
            columns(List.of(new Column<>("text", said -> said.what().code()), new Column<>("text", said -> said.what()
                    .text())));

    /** @return how many were new */
    int addReadings(CameraId camera, List<Said<Upkeep.Reading>> readings) {
        return add(camera, readings, READING, """
                insert into camera_reading (camera, at, camera_at, battery_percent, battery_health_percent, charge_cycles,
                    temperature_c, free_bytes, total_bytes, charging, clock_offset_ms)
                select ?, said.* from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as said on conflict do nothing
                """);
    }

    /** @return the earliest of what is new with pre-recording, or begins a recording after it */
    Optional<Instant> addStages(CameraId camera, List<Said<Upkeep.Reached>> stages) {
        List<Instant> earliest = new ArrayList<>();
        batches(camera, stages, STAGE, """
                with added as (
                    insert into camera_stage (camera, at, camera_at, stage, pre_record)
                    select ?, said.* from unnest(?, ?, ?, ?) as said on conflict do nothing
                    returning camera, at, stage, pre_record)
                select min(a.at) from added a where a.pre_record or (a.stage = 'RECORDING' and (
                    select b.pre_record from camera_stage b where b.camera = a.camera and b.at < a.at order by b.at desc limit 1))
                """, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Timestamp at = row.getTimestamp(1);
                if (at != null) {
                    earliest.add(at.toInstant());
                }
            }
        });
        return earliest.stream().min(Instant::compareTo);
    }

    int addFaults(CameraId camera, List<Said<Upkeep.Fault>> faults) {
        return add(camera, faults, FAULT, """
                insert into camera_fault (camera, at, camera_at, code, text, source)
                select ?, said.*, 'CAMERA' from unnest(?, ?, ?, ?) as said on conflict do nothing
                """);
    }

    private <T> int add(CameraId camera, List<Said<T>> said, List<Column<T>> columns, String insert) {
        AtomicInteger added = new AtomicInteger();
        batches(camera, said, columns, insert, statement -> added.addAndGet(statement.executeUpdate()));
        return added.get();
    }

    private interface Batch {
        void run(PreparedStatement statement) throws SQLException;
    }

    private <T> void batches(CameraId camera, List<Said<T>> said, List<Column<T>> columns, String insert, Batch batch) {
        for (int from = 0; from < said.size(); from += ROWS_AT_ONCE) {
            List<Said<T>> rows = said.subList(from, Math.min(said.size(), from + ROWS_AT_ONCE));
            jdbc.execute((ConnectionCallback<Boolean>) connection -> {
                try (var statement = connection.prepareStatement(insert)) {
                    statement.setObject(1, camera.value());
                    int n = 2;
                    for (Column<T> column : columns) {
                        Object[] values = rows.stream().map(column.value()).toArray();
                        statement.setArray(n++, connection.createArrayOf(column.type(), values));
                    }
                    batch.run(statement);
                    return true;
                }
            });
        }
    }

    /** Once a day and code: a dock says the same at each look. */
    void addDocksFault(CameraId camera, String code, @Nullable String text, Instant now) {
        sql.sql("""
                        insert into camera_fault (camera, at, code, text, source)
                        select :camera, :now, :code, :text, 'DOCK'
                        where not exists (select 1 from camera_fault
                            where camera = :camera and code = :code and source = 'DOCK' and at > :yesterday)
                        on conflict do nothing
                        """)
                .param("camera", camera.value())
                .param("now", time(now))
                .param("code", code)
                .param("text", text)
                .param("yesterday", time(now.minus(1, ChronoUnit.DAYS)))
                .update();
    }

    void firmware(CameraId camera, String firmware) {
        sql.sql("update camera set firmware = :firmware where id = :id and firmware is distinct from :firmware")
                .param("firmware", firmware)
                .param("id", camera.value())
                .update();
    }

    /** @param offset as measured before the clock was set; null where it was not measured now */
    void clock(CameraId camera, @Nullable Long offset, boolean set, Instant now) {
        sql.sql("""
                        insert into camera_clock (camera, measured_at, offset_ms, set_at)
                        values (:camera, case when cast(:offset as bigint) is not null then cast(:now as timestamptz) end, :offset,
                            case when :set then cast(:now as timestamptz) end)
                        on conflict (camera) do update set
                            measured_at = coalesce(excluded.measured_at, camera_clock.measured_at),
                            offset_ms = coalesce(excluded.offset_ms, camera_clock.offset_ms),
                            set_at = coalesce(excluded.set_at, camera_clock.set_at)
                        """)
                .param("camera", camera.value())
                .param("offset", offset)
                .param("set", set)
                .param("now", time(now))
                .update();
    }

    Optional<Telemetry.ClockState> clock(CameraId camera) {
        return sql.sql("select measured_at, offset_ms, set_at from camera_clock where camera = ?")
                .param(camera.value())
                .query((row, _) -> new Telemetry.ClockState(
                        instant(row, "measured_at"), row.getObject("offset_ms", Long.class), instant(row, "set_at")))
                .optional();
    }

    int countReadings(CameraId camera, Instant from, Instant until) {
        return sql.sql("select count(*) from camera_reading where camera = ? and at >= ? and at < ?")
                .params(camera.value(), time(from), time(until))
                .query(Integer.class)
                .single();
    }

    /** Every {@code step}th of them and the last, oldest first. */
    List<Telemetry.ReadingItem> readings(CameraId camera, Instant from, Instant until, int count, int step) {
        return sql.sql("""
                        select * from (
                            select r.*, row_number() over (order by at) as n from camera_reading r
                            where camera = :camera and at >= :from and at < :until) numbered
                        where (n - 1) % :step = 0 or n = :count order by at
                        """)
                .param("camera", camera.value())
                .param("from", time(from))
                .param("until", time(until))
                .param("count", count)
                .param("step", step)
                .query((row, _) -> new Telemetry.ReadingItem(
                        row.getTimestamp("at").toInstant(),
                        row.getObject("battery_percent", Float.class),
                        row.getObject("battery_health_percent", Float.class),
                        row.getObject("charge_cycles", Integer.class),
                        row.getObject("temperature_c", Float.class),
                        row.getObject("free_bytes", Long.class),
                        row.getObject("total_bytes", Long.class),
                        row.getObject("charging", Boolean.class),
                        row.getObject("clock_offset_ms", Long.class)))
                .list();
    }

    /** Those within, and the one before, which still holds at the beginning. */
    List<Telemetry.StageItem> stages(CameraId camera, Instant from, Instant until) {
        return sql.sql("""
                        select at, stage, pre_record from (
                            (select at, stage, pre_record from camera_stage
                                where camera = :camera and at >= :from and at < :until order by at desc limit :most)
                            union all
                            (select at, stage, pre_record from camera_stage
                                where camera = :camera and at < :from order by at desc limit 1)) held
                        order by at
                        """)
                .param("camera", camera.value())
                .param("from", time(from))
                .param("until", time(until))
                .param("most", MOST_STAGES)
                .query((row, _) -> new Telemetry.StageItem(
                        row.getTimestamp("at").toInstant(),
                        Upkeep.Stage.valueOf(row.getString("stage")),
                        row.getBoolean("pre_record")))
                .list();
    }

    List<Telemetry.FaultItem> faults(CameraId camera, Instant from, Instant until) {
        return sql.sql("""
                        select at, code, text, source from camera_fault
                        where camera = :camera and at >= :from and at < :until order by at desc limit :most
                        """)
                .param("camera", camera.value())
                .param("from", time(from))
                .param("until", time(until))
                .param("most", MOST_FAULTS)
                .query((row, _) -> new Telemetry.FaultItem(
                        row.getTimestamp("at").toInstant(),
                        row.getString("code"),
                        row.getString("text"),
                        row.getString("source")))
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static Timestamp time(Instant at) {
        return Timestamp.from(at);
    }
}
