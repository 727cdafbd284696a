package org.vidimus.server.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.trust.Sha256;

/** Every file as it was received. Reading is for any room; only evidence itself writes. */
@Repository
public class Originals {
    private static final String COLUMNS = """
            select o.evidence, o.n, o.object, o.name, o.sha256, o.length_bytes, o.part, o.sidecar_of, o.camera_start,
                o.camera_end, o.clock_offset_ms, o.recorded_start, o.recorded_end, o.received_at, o.secured_at, o.media_type,
                o.playback, o.duration_ms, o.latitude, o.longitude, o.has_track, o.has_poster
            from original o
            """;

    /** More than one recording ever has. */
    private static final int BEYOND = 1 << 30;

    private final JdbcClient sql;

    Originals(JdbcClient sql) {
        this.sql = sql;
    }

    public Optional<Original> find(OriginalId id) {
        return sql.sql(COLUMNS + "where o.evidence = ? and o.n = ?")
                .params(id.evidence().value(), id.n())
                .query(Originals::row)
                .optional();
    }

    /** All originals of the evidence: the recording's parts in their order, then what goes with them. */
    public List<Original> of(EvidenceId evidence) {
        return sql.sql(COLUMNS + "where o.evidence = ? order by o.part nulls last, o.n")
                .param(evidence.value())
                .query(Originals::row)
                .list();
    }

    /** The original with exactly these bytes, of the camera's footage or, without a camera, of any. */
    Optional<Original> sameBytes(Sha256 sha256, Optional<String> camera) {
        return sql.sql(COLUMNS + "join evidence e on e.id = o.evidence where o.sha256 = :sha256"
                        + (camera.isPresent() ? " and e.camera = :camera" : "")
                        + " order by o.received_at, o.n limit 1")
                .param("sha256", sha256.bytes())
                .param("camera", camera.orElse(null))
                .query(Originals::row)
                .optional();
    }

    /** Lets one arrival of these bytes pass at a time, until the transaction ends. */
    void alone(Sha256 sha256) {
        sql.sql("select 1 from pg_advisory_xact_lock(hashtextextended(?, 6))")
                .param(sha256.toString())
                .query(Integer.class)
                .single();
    }

    /** Adds the file to the evidence, whose row the caller has locked, and returns its number. */
    int add(EvidenceId evidence, Arrival arrival, Instant receivedAt) {
        boolean sidecar = arrival.sidecarOf().isPresent();
        Duration offset = arrival.clockOffset().orElse(Duration.ZERO);
        return sql.sql("""
                        insert into original (evidence, n, object, name, sha256, length_bytes, part, sidecar_of, camera_start,
                            camera_end, clock_offset_ms, recorded_start, recorded_end, received_at)
                        values (:evidence, (select coalesce(max(n), 0) + 1 from original where evidence = :evidence), :object,
                            :name, :sha256, :length, :part, :sidecarOf, :cameraStart, :cameraEnd, :offset, :start, :end, :at)
                        returning n
                        """)
                .param("evidence", evidence.value())
                .param("object", arrival.object().value())
                .param("name", storable(arrival.name()))
                .param("sha256", arrival.sha256().bytes())
                .param("length", arrival.lengthBytes())
                .param("part", sidecar ? null : arrival.part())
                .param("sidecarOf", arrival.sidecarOf().map(Originals::storable).orElse(null))
                .param("cameraStart", time(arrival.start()))
                .param("cameraEnd", time(arrival.end()))
                .param("offset", arrival.clockOffset().map(Duration::toMillis).orElse(null))
                .param("start", time(arrival.start().map(at -> at.minus(offset))))
                .param("end", time(arrival.end().map(at -> at.minus(offset))))
                .param("at", time(receivedAt))
                .query(Integer.class)
                .single();
    }

    /** New parts and times of recording parts, all of them, first part first; the caller has locked the evidence. */
    void arrange(EvidenceId evidence, List<Arrivals.Placed> footage) {
        // No two may have the same part at any moment: first out of each other's way.
        sql.sql("update original set part = part + :beyond where evidence = :evidence and part is not null")
                .param("beyond", BEYOND)
                .param("evidence", evidence.value())
                .update();
        int part = 1;
        for (Arrivals.Placed placed : footage) {
            sql.sql("""
                            update original set part = :part, camera_start = :start, camera_end = :end, recorded_start = :start,
                                recorded_end = :end
                            where evidence = :evidence and n = :n
                            """)
                    .param("part", part++)
                    .param("start", time(placed.start()), Types.TIMESTAMP_WITH_TIMEZONE)
                    .param("end", time(placed.end()), Types.TIMESTAMP_WITH_TIMEZONE)
                    .param("evidence", evidence.value())
                    .param("n", placed.n())
                    .update();
        }
    }

    /** The evidence whose original the object holds. */
    Optional<EvidenceId> homeOf(ObjectId object) {
        return sql.sql("select evidence from original where object = ?")
                .param(object.value())
                .query((row, i) -> new EvidenceId(row.getObject("evidence", UUID.class)))
                .optional();
    }

    /** Marks the original that the object holds; empty if the object holds none, or was marked before. */
    Optional<OriginalId> secure(ObjectId object, Instant at) {
        return sql.sql(
                        "update original set secured_at = ? where object = ? and secured_at is null returning evidence, n")
                .params(time(at), object.value())
                .query((row, i) ->
                        new OriginalId(new EvidenceId(row.getObject("evidence", UUID.class)), row.getInt("n")))
                .optional();
    }

    OriginalId replace(ObjectId broken, ObjectId whole, Instant at) {
        return sql.sql("update original set object = ?, secured_at = ? where object = ? returning evidence, n")
                .params(whole.value(), time(at), broken.value())
                .query((row, i) ->
                        new OriginalId(new EvidenceId(row.getObject("evidence", UUID.class)), row.getInt("n")))
                .single();
    }

    void unsecure(ObjectId object) {
        sql.sql("update original set secured_at = null where object = ?")
                .param(object.value())
                .update();
    }

    /** Evidence of the newest original of this name, from the same camera or, without a camera, the same person's. */
    Optional<EvidenceId> named(String name, Arrival by) {
        return sql.sql("""
                        select e.id from original o join evidence e on e.id = o.evidence
                        where o.name = :name and o.part is not null
                            and (e.camera = :camera or :camera::text is null and e.camera is null and e.wearer = :wearer)
                        order by o.received_at desc limit 1
                        """)
                .param("name", storable(name))
                .param("camera", by.camera().orElse(null))
                .param("wearer", by.wearer().map(person -> person.value()).orElse(null))
                .query((row, i) -> new EvidenceId(row.getObject("id", UUID.class)))
                .optional();
    }

    /** PostgreSQL text holds every character but NUL, which is kept as its visible symbol. */
    static String storable(String text) {
        return text.replace('\0', '\u2400');
    }

    static @Nullable OffsetDateTime time(Optional<Instant> at) {
        return at.map(Originals::time).orElse(null);
    }

    static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static Optional<Duration> millis(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class)).map(Duration::ofMillis);
    }

    static Optional<Position> position(ResultSet row) throws SQLException {
        Double lat = row.getObject("latitude", Double.class);
        Double lon = row.getObject("longitude", Double.class);
        return lat == null || lon == null ? Optional.empty() : Optional.of(new Position(lat, lon));
    }

    private static Original row(ResultSet row, int i) throws SQLException {
        return new Original(
                new OriginalId(new EvidenceId(row.getObject("evidence", UUID.class)), row.getInt("n")),
                new ObjectId(row.getObject("object", UUID.class)),
                row.getString("name"),
                Sha256.ofDigest(row.getBytes("sha256")),
                row.getLong("length_bytes"),
                Optional.ofNullable(row.getObject("part", Integer.class)),
                Optional.ofNullable(row.getString("sidecar_of")),
                instant(row, "camera_start"),
                instant(row, "camera_end"),
                millis(row, "clock_offset_ms"),
                instant(row, "recorded_start"),
                instant(row, "recorded_end"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                instant(row, "secured_at"),
                Optional.ofNullable(row.getString("media_type")),
                Original.Playback.valueOf(row.getString("playback")),
                millis(row, "duration_ms"),
                position(row),
                row.getBoolean("has_track"),
                row.getBoolean("has_poster"));
    }
}
