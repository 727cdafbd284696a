package org.vidimus.server.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;

/** The rows of evidence. Every change locks the row first, so that sums of its originals follow one another. */
@Repository
class Evidences {
    private final JdbcClient sql;

    Evidences(JdbcClient sql) {
        this.sql = sql;
    }

    /** What evidence is, apart from what is summed up. */
    record Basics(
            EvidenceId id,
            Kind kind,
            String title,
            Optional<String> category,
            Optional<String> place,
            Optional<String> camera,
            Optional<String> recording,
            Optional<PersonId> wearer,
            Optional<UnitId> unit) {}

    /** Makes the row unless it, or another of the same recording, is there; locks and returns the one that is there now. */
    EvidenceId open(Arrival arrival, Instant at) {
        boolean made = sql.sql("""
                                insert into evidence (id, kind, title, camera, recording, wearer, unit, received_at, sorted_at,
                                    ends_at, state)
                                values (:id, :kind, :title, :camera, :recording, :wearer, :unit, :at, :at, :at, 'SEALED')
                                on conflict do nothing
                                """)
                        .param("id", arrival.evidence().value())
                        .param("kind", (arrival.camera().isPresent() ? Kind.RECORDING : Kind.FILE).name())
                        .param("title", title(arrival))
                        .param("camera", arrival.camera().orElse(null))
                        .param("recording", arrival.recording().orElse(null))
                        .param("wearer", arrival.wearer().map(PersonId::value).orElse(null))
                        .param("unit", arrival.unit().map(UnitId::value).orElse(null))
                        .param("at", Originals.time(at))
                        .update()
                == 1;
        return made ? arrival.evidence() : sameRecording(arrival).orElse(arrival.evidence());
    }

    private Optional<EvidenceId> sameRecording(Arrival arrival) {
        return sql.sql("select id from evidence where camera = :camera and recording = :recording")
                .param("camera", arrival.camera().orElse(null))
                .param("recording", arrival.recording().orElse(null))
                .query((row, i) -> new EvidenceId(row.getObject("id", UUID.class)))
                .optional();
    }

    /**
     * Locks the row until the transaction ends.
     *
     * @throws org.vidimus.server.Refused if there is no such evidence
     */
    Basics lock(EvidenceId id) {
        return sql.sql(
                        "select id, kind, title, category, place, camera, recording, wearer, unit from evidence where id = ?"
                                + " for update")
                .param(id.value())
                .query(Evidences::basics)
                .optional()
                .orElseThrow(() -> new EvidenceProblem.Unknown(id).refused());
    }

    void classify(EvidenceId id, String title, Optional<String> category, Optional<String> place) {
        sql.sql("update evidence set title = :title, category = :category, place = :place where id = :id")
                .param("title", title)
                .param("category", category.orElse(null))
                .param("place", place.orElse(null))
                .param("id", id.value())
                .update();
    }

    void sumUp(EvidenceId id, Summary summary) {
        sql.sql("""
                        update evidence set recorded_start = :start, recorded_end = :end, camera_start = :cameraStart,
                            clock_offset_ms = :offset, sorted_at = :sorted, ends_at = :ends, duration_ms = :duration,
                            latitude = :lat, longitude = :lon, has_track = :track, parts = :parts,
                            missing_parts = :missing::int[], length_bytes = :length, state = :state, poster = :poster
                        where id = :id
                        """)
                .param("start", Originals.time(summary.recordedStart()))
                .param("end", Originals.time(summary.recordedEnd()))
                .param("cameraStart", Originals.time(summary.cameraStart()))
                .param("offset", summary.clockOffset().map(Duration::toMillis).orElse(null))
                .param("sorted", Originals.time(summary.sortedAt()))
                .param("ends", Originals.time(summary.endsAt()))
                .param("duration", summary.duration().map(Duration::toMillis).orElse(null))
                .param("lat", summary.position().map(Position::lat).orElse(null))
                .param("lon", summary.position().map(Position::lon).orElse(null))
                .param("track", summary.hasTrack())
                .param("parts", summary.parts())
                .param("missing", summary.missingParts().toArray(Integer[]::new))
                .param("length", summary.lengthBytes())
                .param("state", summary.state().name())
                .param("poster", summary.poster().orElse(null))
                .param("id", id.value())
                .update();
    }

    void foundBy(EvidenceId id, List<String> words) {
        sql.sql("update evidence set words = array_to_tsvector(?::text[]) where id = ?")
                .params(words.toArray(String[]::new), id.value())
                .update();
    }

    private static String title(Arrival arrival) {
        // What goes with a recording may come before it.
        String name = Originals.storable(
                arrival.recording().isPresent() ? arrival.sidecarOf().orElse(arrival.name()) : arrival.name());
        return name.length() <= 200 ? name : name.substring(0, name.offsetByCodePoints(0, 199)) + "…";
    }

    private static Basics basics(ResultSet row, int i) throws SQLException {
        return new Basics(
                new EvidenceId(row.getObject("id", UUID.class)),
                Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                Optional.ofNullable(row.getString("category")),
                Optional.ofNullable(row.getString("place")),
                Optional.ofNullable(row.getString("camera")),
                Optional.ofNullable(row.getString("recording")),
                Optional.ofNullable(row.getObject("wearer", UUID.class)).map(PersonId::new),
                Optional.ofNullable(row.getObject("unit", UUID.class)).map(UnitId::new));
    }
}
