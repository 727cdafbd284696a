package org.vidimus.server.evidence;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.Facts;
import org.vidimus.server.access.Level;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.UnitId;

/** The list side of evidence: pages, counts and single rows, always within a scope. */
@Repository
class Listing {
    private static final String COLUMNS = """
            select e.id, e.kind, e.title, e.category, e.wearer, e.unit, e.camera, e.recording, e.recorded_start, e.recorded_end,
                e.camera_start, e.received_at, e.sorted_at, e.clock_offset_ms, e.duration_ms, e.place, e.latitude, e.longitude,
                e.has_track, e.parts, e.missing_parts, e.length_bytes, e.state, e.poster, e.level,
                array(select g.person from evidence_grant g where g.evidence = e.id
                    and""" + " " + Naming.IN_FORCE + """
            ) as granted, array(select k.person from evidence_complaint k where k.evidence = e.id
                or k.evidence = (select d.parent from derived_from d where d.evidence = e.id)) as complained_of
            from evidence e
            """;

    private final JdbcClient sql;
    private final Nearby nearby;

    Listing(DataSource source, Nearby nearby) {
        this.sql = FreshPlans.over(source);
        this.nearby = nearby;
    }

    /** One row as lists show it. */
    record Row(
            EvidenceId id,
            Kind kind,
            String title,
            Optional<String> category,
            Optional<PersonId> wearer,
            Optional<UnitId> unit,
            Optional<String> camera,
            Optional<String> recording,
            Optional<Instant> recordedStart,
            Optional<Instant> recordedEnd,
            Optional<Instant> cameraStart,
            Instant receivedAt,
            Instant sortedAt,
            Optional<Duration> clockOffset,
            Optional<Duration> duration,
            Optional<String> place,
            Optional<Position> position,
            boolean hasTrack,
            int parts,
            List<Integer> missingParts,
            long lengthBytes,
            State state,
            Optional<Integer> poster,
            Level level,
            Set<PersonId> granted,
            Set<PersonId> complainedOf) {
        Facts facts() {
            return new Facts(wearer, unit, Optional.empty(), level, granted, complainedOf, Optional.of(sortedAt));
        }

        Cursor cursor(Order order) {
            return new Cursor(order == Order.RECEIVED ? receivedAt : sortedAt, id.value());
        }
    }

    /** The next rows in order, at most {@code limit}. */
    List<Row> page(Scope scope, Filter filter, Order order, Optional<Cursor> after, int limit) {
        Where where = Where.of(scope, filter, nearby.way(filter));
        after.ifPresent(cursor -> where.after(order, cursor));
        return sql.sql(COLUMNS + where.text() + order.clause() + " limit " + limit)
                .params(where.values())
                .query(Listing::row)
                .list();
    }

    Optional<Row> find(EvidenceId id) {
        return sql.sql(COLUMNS + "where e.id = ?")
                .param(id.value())
                .query(Listing::row)
                .optional();
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        return new Row(
                new EvidenceId(row.getObject("id", UUID.class)),
                Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                Optional.ofNullable(row.getString("category")),
                Optional.ofNullable(row.getObject("wearer", UUID.class)).map(PersonId::new),
                Optional.ofNullable(row.getObject("unit", UUID.class)).map(UnitId::new),
                Optional.ofNullable(row.getString("camera")),
                Optional.ofNullable(row.getString("recording")),
                Originals.instant(row, "recorded_start"),
                Originals.instant(row, "recorded_end"),
                Originals.instant(row, "camera_start"),
                Originals.instant(row, "received_at").orElseThrow(),
                Originals.instant(row, "sorted_at").orElseThrow(),
                Originals.millis(row, "clock_offset_ms"),
                Originals.millis(row, "duration_ms"),
                Optional.ofNullable(row.getString("place")),
                Originals.position(row),
                row.getBoolean("has_track"),
                row.getInt("parts"),
                numbers(row.getArray("missing_parts")),
                row.getLong("length_bytes"),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("poster", Integer.class)),
                Level.valueOf(row.getString("level")),
                people(row.getArray("granted")),
                people(row.getArray("complained_of")));
    }

    private static Set<PersonId> people(Array array) throws SQLException {
        return Arrays.stream((UUID[]) array.getArray()).map(PersonId::new).collect(Collectors.toUnmodifiableSet());
    }

    private static List<Integer> numbers(Array array) throws SQLException {
        return Arrays.asList((Integer[]) array.getArray());
    }
}
