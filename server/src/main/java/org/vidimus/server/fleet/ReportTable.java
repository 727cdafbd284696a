package org.vidimus.server.fleet;

import java.sql.Array;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.fleet.CameraReport.Recording;
import org.vidimus.server.fleet.Reconciliation.KnownPart;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What docks reported, and what is missing, in the database. Joins the transaction that is running. */
@Repository
class ReportTable {
    private static final int ROWS_AT_ONCE = 5_000;

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    ReportTable(JdbcClient sql, JdbcTemplate jdbc, JsonMapper json) {
        this.sql = sql;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Where the camera's count stands. Locks the camera's row: reports of one camera are taken one after the other. */
    Standing lock(CameraId camera) {
        return sql.sql("select counter_from, counter_high from camera where id = :id for update")
                .param("id", camera.value())
                .query((row, n) -> new Standing(
                        CameraTable.nullableLong(row, "counter_from"), CameraTable.nullableLong(row, "counter_high")))
                .single();
    }

    record Standing(@Nullable Long from, @Nullable Long highest) {}

    UUID insert(CameraId camera, CameraReport.State state, @Nullable String slot, Instant now) {
        ObjectNode body = json.valueToTree(state);
        if (slot != null) {
            // Which slots fail is read from here.
            body.put("slot", slot);
        }
        UUID id = UUID.randomUUID();
        sql.sql("""
                insert into camera_report (id, camera, received_at, reported_at, dock, body)
                values (:id, :camera, :now, :at, :dock, cast(:body as jsonb))
                """)
                .param("id", id)
                .param("camera", camera.value())
                .param("now", Timestamp.from(now))
                .param("at", state.at() == null ? null : Timestamp.from(state.at()))
                .param("dock", state.dock())
                .param("body", json.writeValueAsString(body))
                .update();
        sql.sql("update camera set last_report = :report where id = :camera")
                .param("report", id)
                .param("camera", camera.value())
                .update();
        return id;
    }

    void rememberHighest(CameraId camera, @Nullable Long highest) {
        sql.sql("update camera set counter_high = :highest where id = :camera")
                .param("highest", highest)
                .param("camera", camera.value())
                .update();
    }

    /** Remembers every part that the report names; what was known of a part keeps its number. */
    void remember(CameraId camera, UUID report, List<Recording> recordings, Numbering numbering) {
        Rows rows = new Rows();
        for (Recording recording : recordings) {
            Long count = recording.number() == null ? null : (Long) numbering.count(recording.number());
            for (int part : recording.parts()) {
                rows.add(recording, part, count, true);
            }
            for (int part : recording.absent()) {
                rows.add(recording, part, count, false);
            }
            if (rows.size() >= ROWS_AT_ONCE) {
                write(camera, report, rows);
                rows = new Rows();
            }
        }
        write(camera, report, rows);
    }

    private static final class Rows {
        final List<String> recordings = new ArrayList<>();
        final List<Integer> parts = new ArrayList<>();
        final List<@Nullable Long> numbers = new ArrayList<>();
        final List<@Nullable Timestamp> starts = new ArrayList<>();
        final List<Boolean> seen = new ArrayList<>();

        void add(Recording recording, int part, @Nullable Long count, boolean present) {
            recordings.add(recording.recording());
            parts.add(part);
            numbers.add(count);
            starts.add(recording.startedAt() == null ? null : Timestamp.from(recording.startedAt()));
            seen.add(present);
        }

        int size() {
            return parts.size();
        }
    }

    private void write(CameraId camera, UUID report, Rows rows) {
        if (rows.size() == 0) {
            return;
        }
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into camera_part (camera, recording, part, number, started, first_report, seen_report)
                    select ?, recording, part, max(number), max(started), ?, case when bool_or(seen) then cast(? as uuid) end
                    from unnest(?, ?, ?, ?, ?) as named (recording, part, number, started, seen)
                    group by recording, part
                    on conflict (camera, recording, part) do update set
                        number = coalesce(camera_part.number, excluded.number),
                        started = coalesce(camera_part.started, excluded.started),
                        seen_report = coalesce(excluded.seen_report, camera_part.seen_report)
                    """)) {
                statement.setObject(1, camera.value());
                statement.setObject(2, report);
                statement.setObject(3, report);
                statement.setArray(4, array(connection, "text", rows.recordings));
                statement.setArray(5, array(connection, "integer", rows.parts));
                statement.setArray(6, array(connection, "bigint", rows.numbers));
                statement.setArray(7, array(connection, "timestamptz", rows.starts));
                statement.setArray(8, array(connection, "boolean", rows.seen));
                return statement.executeUpdate();
            }
        });
    }

    private static Array array(Connection connection, String type, List<?> values) throws java.sql.SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    List<KnownPart> known(CameraId camera, UUID report) {
        return sql.sql("""
                select recording, part, number, seen_report is not null as seen, seen_report = :report as here
                from camera_part where camera = :camera
                """)
                .param("camera", camera.value())
                .param("report", report)
                .query((row, n) -> new KnownPart(
                        row.getString("recording"),
                        row.getInt("part"),
                        CameraTable.nullableLong(row, "number"),
                        row.getBoolean("seen"),
                        row.getBoolean("here")))
                .list();
    }

    /**
     * Makes {@code missing} what is open for the camera: closes what turned up, and opens what is new. What was open keeps the time
     * it was first noticed.
     */
    void replaceMissing(CameraId camera, List<Missing> missing, Instant now) {
        List<Missing> open = sql.sql("""
                select number, number_to, recording, part, reason, since from camera_missing
                where camera = :camera and found_at is null
                """)
                .param("camera", camera.value())
                .query((row, n) -> CameraTable.missing(row))
                .list();
        sql.sql("update camera_missing set found_at = :now where camera = :camera and found_at is null")
                .param("now", Timestamp.from(now))
                .param("camera", camera.value())
                .update();
        List<Missing> dated =
                missing.stream().flatMap(one -> dated(one, open).stream()).toList();
        for (Missing one : dated) {
            sql.sql("""
                    insert into camera_missing (id, camera, number, number_to, recording, part, reason, since)
                    values (:id, :camera, :number, :to, :recording, :part, :reason, :since)
                    on conflict (camera, number, number_to, recording, part)
                    do update set found_at = null, reason = excluded.reason, since = excluded.since
                    """)
                    .param("id", UUID.randomUUID())
                    .param("camera", camera.value())
                    .param("number", one.number())
                    .param("to", one.numberTo())
                    .param("recording", one.recording())
                    .param("part", one.part())
                    .param("reason", one.reason().name())
                    .param("since", Timestamp.from(one.since()))
                    .update();
        }
    }

    private record Stretch(long from, long to, Instant since) {}

    /**
     * What was open before keeps the time it was first noticed, what is new has its own: a gap that grew becomes two. As one, what a
     * camera lost while one person had it would be as old as what it had lost before.
     */
    private static List<Missing> dated(Missing one, List<Missing> open) {
        Long from = one.number();
        Long to = one.numberTo();
        if (from == null || to == null) {
            return List.of(dated(one, from, to, firstNoticed(one, open)));
        }
        List<Missing> all = new ArrayList<>();
        long next = from;
        for (Stretch known : stretches(open)) {
            long knownFrom = Math.max(known.from(), next);
            long knownTo = Math.min(known.to(), to);
            if (knownFrom <= knownTo) {
                if (next < knownFrom) {
                    all.add(dated(one, next, knownFrom - 1, one.since()));
                }
                all.add(dated(one, knownFrom, knownTo, known.since()));
                next = knownTo + 1;
            }
        }
        if (next <= to) {
            all.add(dated(one, next, to, one.since()));
        }
        return all;
    }

    private static List<Stretch> stretches(List<Missing> open) {
        List<Stretch> stretches = new ArrayList<>();
        for (Missing one : open) {
            Long from = one.number();
            Long to = one.numberTo();
            if (from != null && to != null) {
                stretches.add(new Stretch(from, to, one.since()));
            }
        }
        stretches.sort(Comparator.comparingLong(Stretch::from));
        return stretches;
    }

    private static Missing dated(Missing one, @Nullable Long from, @Nullable Long to, Instant since) {
        return new Missing(from, to, one.recording(), one.part(), one.reason(), since);
    }

    /** Of a part. */
    private static Instant firstNoticed(Missing one, List<Missing> open) {
        return open.stream()
                .filter(other -> Objects.equals(one.recording(), other.recording())
                        && Objects.equals(one.part(), other.part())
                        && Objects.equals(one.number(), other.number()))
                .map(Missing::since)
                .findFirst()
                .orElse(one.since());
    }
}
