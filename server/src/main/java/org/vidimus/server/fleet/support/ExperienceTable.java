package org.vidimus.server.fleet.support;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.fleet.support.Experience.Life;
import org.vidimus.server.fleet.support.Experience.Under;
import org.vidimus.server.fleet.support.Experience.Visits;

/** Reads what the fleet has been through, day by day. Days end where the server stands. */
@Repository
class ExperienceTable {
    private static final ZoneId HERE = ZoneId.systemDefault();

    private final JdbcClient sql;

    ExperienceTable(JdbcClient sql) {
        this.sql = sql;
    }

    enum Since {
        /** All of the period. */
        FROM_THE_START,
        /** Of each camera what followed its last repair. */
        MENDED
    }

    Experience read(Instant from, Since since) {
        Map<UUID, Track> tracks = new LinkedHashMap<>();
        sql.sql("""
                select c.id, c.serial, c.maker, c.model, c.firmware,
                       (select max(t.closed_at) from ticket t where t.camera = c.id and t.state = 'MENDED') as mended
                from camera c where c.registered_at is not null order by c.serial
                """).query(row -> {
            tracks.put(
                    row.getObject("id", UUID.class),
                    new Track(
                            row.getString("serial"),
                            Optional.ofNullable(row.getString("maker")),
                            Optional.ofNullable(row.getString("model")),
                            Optional.ofNullable(row.getString("firmware")),
                            since == Since.MENDED
                                    ? day(row.getObject("mended", java.time.OffsetDateTime.class))
                                    : null));
        });
        sql.sql("select camera, (from_at at time zone :zone)::date as day, count(*) as shifts from hand_out"
                        + " where from_at >= :from and mode = 'SINGLE_ISSUE' group by 1, 2")
                .param("zone", HERE.getId())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    track(tracks, row.getObject("camera", UUID.class))
                            .issued
                            .merge(row.getObject("day", LocalDate.class), row.getInt("shifts"), Integer::sum);
                });
        // What was worn between two charges, by the camera's own log.
        sql.sql("""
                select c.id, (r.from_at at time zone :zone)::date as day, count(*) as shifts
                from camera c join endurance_run r on r.camera = c.id and r.from_at >= :from group by 1, 2
                """)
                .param("zone", HERE.getId())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    track(tracks, row.getObject("id", UUID.class))
                            .logged
                            .put(row.getObject("day", LocalDate.class), row.getInt("shifts"));
                });
        sql.sql(
                        "select distinct camera, (at at time zone :zone)::date as day, code from camera_fault where at >= :from")
                .param("zone", HERE.getId())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    track(tracks, row.getObject("camera", UUID.class))
                            .faults
                            .computeIfAbsent(row.getObject("day", LocalDate.class), _ -> new ArrayList<>())
                            .add(row.getString("code"));
                });
        return new Experience(lives(tracks, visits(tracks, from)), slots(tracks));
    }

    /** What docks saw: one row for each camera, day and slot. */
    private Map<UUID, Track> visits(Map<UUID, Track> tracks, Instant from) {
        sql.sql("""
                select r.camera, (r.received_at at time zone :zone)::date as day, r.body ->> 'dock' as dock, d.id as dock_id,
                       coalesce(r.body ->> 'slot', '') as slot, max(r.body ->> 'firmware') as firmware,
                       bool_or(jsonb_array_length(coalesce(r.body -> 'problems', '[]')) > 0) as failed,
                       bool_or(coalesce((r.body ->> 'filesListed')::bigint, 0) > 0) as used
                from camera_report r left join dock d on d.name = r.body ->> 'dock'
                where r.received_at >= :from group by 1, 2, 3, 4, 5
                """)
                .param("zone", HERE.getId())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    Track track = track(tracks, row.getObject("camera", UUID.class));
                    LocalDate day = row.getObject("day", LocalDate.class);
                    String firmware = row.getString("firmware");
                    if (firmware != null) {
                        track.firmware.put(day, firmware);
                    }
                    if (row.getBoolean("used")) {
                        track.used.put(day, 1);
                    }
                    String dock = row.getString("dock");
                    if (dock != null && !row.getString("slot").isEmpty()) {
                        int[] visits = track.slots.computeIfAbsent(
                                new Place(row.getObject("dock_id", UUID.class), dock, row.getString("slot")),
                                _ -> new int[2]);
                        visits[0]++;
                        if (row.getBoolean("failed")) {
                            visits[1]++;
                        }
                    }
                });
        return tracks;
    }

    private record Place(@Nullable UUID id, String dock, String slot) {}

    private static final class Track {
        private final String serial;
        private final Optional<String> maker;
        private final Optional<String> model;
        private final Optional<String> now;
        private final @Nullable LocalDate after;
        private final TreeMap<LocalDate, Integer> logged = new TreeMap<>();
        private final Map<LocalDate, Integer> issued = new HashMap<>();
        private final Map<LocalDate, Integer> used = new HashMap<>();
        private final Map<LocalDate, List<String>> faults = new HashMap<>();
        private final TreeMap<LocalDate, String> firmware = new TreeMap<>();
        private final Map<Place, int[]> slots = new LinkedHashMap<>();

        Track(
                String serial,
                Optional<String> maker,
                Optional<String> model,
                Optional<String> now,
                @Nullable LocalDate after) {
            this.serial = serial;
            this.maker = maker;
            this.model = model;
            this.now = now;
            this.after = after;
        }

        boolean counts(LocalDate day) {
            return after == null || day.isAfter(after);
        }

        String firmwareOn(LocalDate day) {
            Map.Entry<LocalDate, String> then = firmware.floorEntry(day);
            if (then == null) {
                then = firmware.firstEntry();
            }
            return then == null ? now.orElse("") : then.getValue();
        }

        /** By its log from where that begins; before it, and of a camera without one, by hand-outs, or by what docks saw. */
        private Map<LocalDate, Integer> shifts() {
            Map<LocalDate, Integer> booked = issued.isEmpty() ? used : issued;
            if (logged.isEmpty()) {
                return booked;
            }
            Map<LocalDate, Integer> shifts = new HashMap<>(logged);
            booked.forEach((day, count) -> {
                if (day.isBefore(logged.firstKey())) {
                    shifts.put(day, count);
                }
            });
            return shifts;
        }

        Life life(UUID id) {
            Map<String, Under> under = new LinkedHashMap<>();
            shifts().forEach((day, shifts) -> {
                if (counts(day)) {
                    under.merge(firmwareOn(day), new Under(shifts, 0), Under::plus);
                }
            });
            Map<String, Integer> codes = new HashMap<>();
            faults.forEach((day, named) -> {
                if (counts(day)) {
                    under.merge(firmwareOn(day), new Under(0, 1), Under::plus);
                    named.forEach(code -> codes.merge(code, 1, Integer::sum));
                }
            });
            return new Life(id, serial, maker, model, under, codes);
        }
    }

    private static List<Life> lives(Map<UUID, Track> tracks, Map<UUID, Track> read) {
        List<Life> lives = new ArrayList<>();
        read.forEach((id, _) -> lives.add(track(tracks, id).life(id)));
        return lives;
    }

    private static List<Visits> slots(Map<UUID, Track> tracks) {
        List<Visits> slots = new ArrayList<>();
        tracks.forEach((camera, track) -> track.slots.forEach((place, counted) -> slots.add(new Visits(
                Optional.ofNullable(place.id()), place.dock(), place.slot(), camera, counted[0], counted[1]))));
        return slots;
    }

    private static Track track(Map<UUID, Track> tracks, UUID camera) {
        // A camera registered between two of these queries: it has no past that matters.
        return tracks.computeIfAbsent(
                camera, id -> new Track(id.toString(), Optional.empty(), Optional.empty(), Optional.empty(), null));
    }

    private static @Nullable LocalDate day(java.time.@Nullable OffsetDateTime at) {
        return at == null ? null : at.atZoneSameInstant(HERE).toLocalDate();
    }
}
