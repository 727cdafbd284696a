package org.vidimus.server.fleet.endurance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.ScopeCondition;
import org.vidimus.server.access.ScopeCondition.Columns;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.endurance.Run.Chunk;
import tools.jackson.databind.json.JsonMapper;

/** Readings as they are, and what they add up to. Joins the transaction that is running. */
@Repository
class EnduranceTable {
    private static final int NUMBERS = 7;
    private static final String RUN = "select r.from_at, r.until_at, r.died_at, r.pieces from endurance_run r ";

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    EnduranceTable(JdbcClient sql, JdbcTemplate jdbc, JsonMapper json) {
        this.sql = sql;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A kind of camera; empty texts where it is not known. */
    record Make(String maker, String model) {}

    record Known(CameraId id, String serial, Make make, Optional<PersonId> wearer) {}

    Optional<Known> camera(CameraId id) {
        return sql.sql("select id, serial, maker, model, wearer from camera where id = :id")
                .param("id", id.value())
                .query(EnduranceTable::known)
                .optional();
    }

    private static Known known(ResultSet row, int n) throws SQLException {
        return new Known(
                new CameraId(row.getObject("id", UUID.class)),
                row.getString("serial"),
                new Make(orEmpty(row.getString("maker")), orEmpty(row.getString("model"))),
                Optional.ofNullable(row.getObject("wearer", UUID.class)).map(PersonId::new));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Cameras that said something since they were gone through, and are not from the future. */
    List<Known> behind(Instant now) {
        return sql.sql("""
                select c.id, c.serial, c.maker, c.model, c.wearer
                from camera c
                cross join lateral (
                    select r.at from camera_reading r where r.camera = c.id and r.at <= :now order by r.at desc limit 1) newest
                left join lateral (
                    select s.at from camera_stage s where s.camera = c.id and s.at <= :now order by s.at desc limit 1) turned on true
                left join endurance_camera e on e.camera = c.id
                where c.standing <> 'RETIRED' and (e.read_until is null or newest.at > e.read_until
                    or turned.at > coalesce(e.stages_until, '-infinity'))
                order by c.id
                """)
                .param("now", Timestamp.from(now))
                .query(EnduranceTable::known)
                .list();
    }

    /**
     * The newest of a camera's readings and of its stages.
     *
     * @param stage missing where there is none
     */
    record Ends(Instant reading, @Nullable Instant stage) {
        /** From where on the one or the other is new. */
        Instant common() {
            return stage == null || reading.isBefore(stage) ? reading : stage;
        }
    }

    /**
     * How far the camera's readings have been gone through; empty before the first time. Locks it: one at a time goes through a
     * camera's readings.
     */
    Optional<Ends> lock(CameraId camera) {
        sql.sql("insert into endurance_camera (camera) values (:camera) on conflict do nothing")
                .param("camera", camera.value())
                .update();
        return sql.sql("select read_until, stages_until from endurance_camera where camera = :camera for update")
                .param("camera", camera.value())
                .query(EnduranceTable::ends)
                .single();
    }

    private static Optional<Ends> ends(ResultSet row, int n) throws SQLException {
        Timestamp reading = row.getTimestamp(1);
        Timestamp stage = row.getTimestamp(2);
        return Optional.ofNullable(reading)
                .map(at -> new Ends(at.toInstant(), stage == null ? null : stage.toInstant()));
    }

    /** What there is; empty where there is no reading. */
    Optional<Ends> newest(CameraId camera, Instant now) {
        return sql.sql("""
                select (select at from camera_reading where camera = :camera and at <= :now order by at desc limit 1),
                    (select at from camera_stage where camera = :camera and at <= :now order by at desc limit 1)
                """)
                .param("camera", camera.value())
                .param("now", Timestamp.from(now))
                .query(EnduranceTable::ends)
                .single();
    }

    /** What was there when it was last gone through. */
    Optional<Ends> goneThrough(CameraId camera) {
        return sql.sql("select read_until, stages_until from endurance_camera where camera = :camera")
                .param("camera", camera.value())
                .query(EnduranceTable::ends)
                .optional()
                .flatMap(ends -> ends);
    }

    /** Where to begin so that no run is cut in two: with the run that was going on then. */
    Instant beginning(CameraId camera, Instant at) {
        return sql.sql("""
                select from_at from endurance_run where camera = :camera and from_at <= :at and until_at >= :at
                order by from_at desc limit 1
                """)
                .param("camera", camera.value())
                .param("at", Timestamp.from(at))
                .query((row, n) -> row.getTimestamp("from_at").toInstant())
                .optional()
                .orElse(at);
    }

    Trace trace(CameraId camera, Instant from, Instant until) {
        List<Trace.Reading> readings = sql.sql("""
                select at, battery_percent, temperature_c, coalesce(charging, false) as charging from camera_reading
                where camera = :camera and at between :from and :until and battery_percent is not null order by at
                """)
                .param("camera", camera.value())
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, n) -> new Trace.Reading(
                        row.getTimestamp("at").toInstant(),
                        row.getFloat("battery_percent"),
                        number(row, "temperature_c"),
                        row.getBoolean("charging")))
                .list();
        List<Trace.Turn> turns = sql.sql("""
                (select at, stage, pre_record from camera_stage where camera = :camera and at < :from order by at desc limit 1)
                union all
                (select at, stage, pre_record from camera_stage where camera = :camera and at between :from and :until order by at)
                order by at
                """)
                .param("camera", camera.value())
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, n) -> new Trace.Turn(
                        row.getTimestamp("at").toInstant(),
                        Trace.Stage.valueOf(row.getString("stage")),
                        row.getBoolean("pre_record")))
                .list();
        return new Trace(readings, turns);
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        // As a float: the driver brings reals as text or as bits, and only as floats are the two the same.
        float value = row.getFloat(column);
        return row.wasNull() ? null : (Double) (double) value;
    }

    void replace(CameraId camera, Instant from, List<Run> runs, Instant forgetBefore) {
        sql.sql("delete from endurance_run where camera = :camera and (from_at >= :from or from_at < :before)")
                .param("camera", camera.value())
                .param("from", Timestamp.from(from))
                .param("before", Timestamp.from(forgetBefore))
                .update();
        jdbc.batchUpdate("""
                insert into endurance_run (camera, from_at, until_at, died_at, pieces) values (?, ?, ?, ?, ?)
                on conflict (camera, from_at) do update set
                    until_at = excluded.until_at, died_at = excluded.died_at, pieces = excluded.pieces
                """, runs, 500, (statement, run) -> {
            statement.setObject(1, camera.value());
            statement.setTimestamp(2, Timestamp.from(run.from()));
            statement.setTimestamp(3, Timestamp.from(run.until()));
            statement.setObject(
                    4, run.diedAt() == null ? null : (Float) run.diedAt().floatValue());
            statement.setArray(5, statement.getConnection().createArrayOf("float4", numbers(run)));
        });
    }

    private static Object[] numbers(Run run) {
        List<@Nullable Float> numbers = new ArrayList<>();
        for (Chunk chunk : run.chunks()) {
            for (int kind = 0; kind < Hours.KINDS; kind++) {
                numbers.add((float) chunk.hours().of(kind));
            }
            numbers.add((float) chunk.from());
            numbers.add((float) chunk.to());
            numbers.add(chunk.celsius() == null ? null : (Float) chunk.celsius().floatValue());
        }
        return numbers.toArray();
    }

    /** The last {@code most} runs, oldest first. */
    List<Run> runs(CameraId camera, int most) {
        return sql.sql(RUN + "where r.camera = :camera order by r.from_at desc limit :most")
                .param("camera", camera.value())
                .param("most", most)
                .query(EnduranceTable::run)
                .list()
                .reversed();
    }

    /** Runs of whatever camera the person had, oldest first. */
    List<Run> runsOf(PersonId person, Instant since, int most) {
        return sql.sql(RUN + """
                join hand_out h on h.camera = r.camera and r.from_at >= h.from_at and (h.until_at is null or r.from_at < h.until_at)
                where h.person = :person and r.from_at >= :since and (h.until_at is null or h.until_at >= :since)
                order by r.from_at desc limit :most
                """)
                .param("person", person.value())
                .param("since", Timestamp.from(since))
                .param("most", most)
                .query(EnduranceTable::run)
                .list()
                .reversed();
    }

    /** The last runs of so many cameras of a make, those with the most first, oldest run first each. */
    List<List<Run>> fleet(Make make, int cameras, int runsEach) {
        Map<UUID, List<Run>> fleet = new LinkedHashMap<>();
        sql.sql("""
                select c.id, r.from_at, r.until_at, r.died_at, r.pieces
                from (select c.id from camera c join endurance_camera e on e.camera = c.id
                    where coalesce(c.maker, '') = :maker and coalesce(c.model, '') = :model and e.run_count > 0
                    order by e.run_count desc, c.id limit :cameras) c
                cross join lateral (select * from endurance_run r where r.camera = c.id order by r.from_at desc limit :runs) r
                order by c.id, r.from_at
                """)
                .param("maker", make.maker())
                .param("model", make.model())
                .param("cameras", cameras)
                .param("runs", runsEach)
                .query(row -> {
                    fleet.computeIfAbsent(row.getObject("id", UUID.class), _ -> new ArrayList<>())
                            .add(run(row, 0));
                });
        return List.copyOf(fleet.values());
    }

    long runCount(Make make) {
        return sql.sql("""
                select coalesce(sum(e.run_count), 0) from camera c join endurance_camera e on e.camera = c.id
                where coalesce(c.maker, '') = :maker and coalesce(c.model, '') = :model
                """)
                .param("maker", make.maker())
                .param("model", make.model())
                .query(Long.class)
                .single();
    }

    private static Run run(ResultSet row, int n) throws SQLException {
        @Nullable Float[] numbers = (@Nullable Float[]) row.getArray("pieces").getArray();
        List<Chunk> chunks = new ArrayList<>();
        for (int at = 0; at + NUMBERS <= numbers.length; at += NUMBERS) {
            Float celsius = numbers[at + 6];
            chunks.add(new Chunk(
                    new Hours(of(numbers, at), of(numbers, at + 1), of(numbers, at + 2), of(numbers, at + 3)),
                    of(numbers, at + 4),
                    of(numbers, at + 5),
                    celsius == null ? null : (Double) celsius.doubleValue()));
        }
        return new Run(
                row.getTimestamp("from_at").toInstant(),
                row.getTimestamp("until_at").toInstant(),
                chunks,
                number(row, "died_at"));
    }

    private static double of(@Nullable Float[] numbers, int at) {
        Float number = numbers[at];
        return number == null ? 0 : number.doubleValue();
    }

    record StoredFit(ModelFit fit, List<Hours> shifts, long runs, Instant at) {}

    private record Body(ModelFit fit, List<Hours> shifts) {}

    Optional<StoredFit> fit(Make make) {
        return sql.sql("select fit, run_count, fitted_at from endurance_model where maker = :maker and model = :model")
                .param("maker", make.maker())
                .param("model", make.model())
                .query((row, n) -> {
                    Body body = json.readValue(row.getString("fit"), Body.class);
                    return new StoredFit(
                            body.fit(),
                            body.shifts(),
                            row.getLong("run_count"),
                            row.getTimestamp("fitted_at").toInstant());
                })
                .optional();
    }

    void store(Make make, StoredFit fit) {
        sql.sql("""
                insert into endurance_model (maker, model, fitted_at, run_count, fit) values (:maker, :model, :at, :runs, cast(:fit as jsonb))
                on conflict (maker, model) do update set
                    fitted_at = excluded.fitted_at, run_count = excluded.run_count, fit = excluded.fit
                """)
                .param("maker", make.maker())
                .param("model", make.model())
                .param("at", Timestamp.from(fit.at()))
                .param("runs", fit.runs())
                .param("fit", json.writeValueAsString(new Body(fit.fit(), fit.shifts())))
                .update();
    }

    void store(CameraId camera, Ends ends, int runs) {
        sql.sql("""
                update endurance_camera set read_until = :reading, stages_until = :stage, run_count = :runs where camera = :camera
                """)
                .param("camera", camera.value())
                .param("reading", Timestamp.from(ends.reading()))
                .param("stage", ends.stage() == null ? null : Timestamp.from(ends.stage()))
                .param("runs", runs)
                .update();
    }

    int count(CameraId camera) {
        return sql.sql("select count(*) from endurance_run where camera = :camera")
                .param("camera", camera.value())
                .query(Integer.class)
                .single();
    }

    void store(CameraId camera, boolean failing, Summary summary) {
        sql.sql(
                        "update endurance_camera set failing = :failing, summary = cast(:summary as jsonb) where camera = :camera")
                .param("camera", camera.value())
                .param("failing", failing)
                .param("summary", json.writeValueAsString(summary))
                .update();
    }

    /** @param summary missing where nothing was worked out yet */
    record Listed(
            UUID id,
            String serial,
            @Nullable String maker,
            @Nullable String model,
            @Nullable Summary summary) {}

    /** Every camera in service within the scope with what was worked out of it, by serial. */
    List<Listed> list(Scope scope) {
        ScopeCondition seen = ScopeCondition.of(scope, Columns.of("c.wearer = :me", "c.unit"));
        return sql.sql("""
                select c.id, c.serial, c.maker, c.model, e.summary from camera c left join endurance_camera e on e.camera = c.id
                where c.standing in ('IN_SERVICE', 'MISSING') and
                """ + seen.text() + " order by c.serial")
                .params(seen.values())
                .query((row, n) -> new Listed(
                        row.getObject("id", UUID.class),
                        row.getString("serial"),
                        row.getString("maker"),
                        row.getString("model"),
                        row.getString("summary") == null
                                ? null
                                : json.readValue(row.getString("summary"), Summary.class)))
                .list();
    }

    record InUnit(CameraId camera, String serial, Optional<UUID> unit, Summary summary) {}

    /** What was worked out of every camera in service, whoever asks. */
    List<InUnit> inService() {
        return sql.sql("""
                select c.id, c.serial, c.unit, e.summary from camera c join endurance_camera e on e.camera = c.id
                where e.summary is not null and c.standing = 'IN_SERVICE' order by c.serial
                """)
                .query((row, n) -> new InUnit(
                        new CameraId(row.getObject("id", UUID.class)),
                        row.getString("serial"),
                        Optional.ofNullable(row.getObject("unit", UUID.class)),
                        json.readValue(row.getString("summary"), Summary.class)))
                .list();
    }

    /** What the camera last said of its health, and how often it was charged. */
    record Health(@Nullable Double percent, @Nullable Integer cycles) {}

    Optional<Health> health(CameraId camera, Instant now) {
        return sql.sql("""
                select battery_health_percent, charge_cycles from (
                    select * from camera_reading where camera = :camera and at <= :now order by at desc limit 200) last
                where battery_health_percent is not null or charge_cycles is not null order by at desc limit 1
                """)
                .param("camera", camera.value())
                .param("now", Timestamp.from(now))
                .query((row, n) -> new Health(
                        number(row, "battery_health_percent"), row.getObject("charge_cycles", Integer.class)))
                .optional();
    }

    record Charge(double percent, Instant at, boolean charging) {}

    /** The newer of what the camera last wrote and what its dock last saw. */
    Optional<Charge> charge(CameraId camera, Instant now) {
        return sql.sql("""
                select percent, at, charging from (
                    (select battery_percent as percent, at, coalesce(charging, false) as charging from camera_reading
                     where camera = :camera and at <= :now and battery_percent is not null order by at desc limit 1)
                    union all
                    (select battery_percent, seen_at, coalesce(charging, false) from dock_slot
                     where camera = :camera and battery_percent is not null order by seen_at desc limit 1)) said
                order by at desc limit 1
                """)
                .param("camera", camera.value())
                .param("now", Timestamp.from(now))
                .query((row, n) -> new Charge(
                        row.getFloat("percent"), row.getTimestamp("at").toInstant(), row.getBoolean("charging")))
                .optional();
    }
}
