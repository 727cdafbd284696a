package org.vidimus.server.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.evidence.Position;
import org.vidimus.server.media.track.Track;
import org.vidimus.server.media.track.TrackPoint;
import tools.jackson.databind.json.JsonMapper;

/** How a track is kept in the vault: every point, compact. */
final class TrackFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TrackFile() {}

    /** @param p latitude, longitude; {@code t} milliseconds since 1970, {@code m} milliseconds into the recording */
    record Line(
            double[] p,
            @Nullable Long t,
            @Nullable Long m,
            @Nullable Double e,
            @Nullable Double s,
            @Nullable Double a) {
        TrackPoint point() {
            return new TrackPoint(
                    new Position(p[0], p[1]),
                    Optional.ofNullable(t).map(java.time.Instant::ofEpochMilli),
                    Optional.ofNullable(m),
                    Optional.ofNullable(e),
                    Optional.ofNullable(s),
                    Optional.ofNullable(a));
        }
    }

    record Content(String source, List<Line> points) {}

    static Aids.Piece piece(Track track) {
        List<Line> lines = new ArrayList<>();
        for (TrackPoint point : track.points()) {
            lines.add(new Line(
                    new double[] {
                        rounded(point.position().lat(), 7),
                        rounded(point.position().lon(), 7)
                    },
                    point.at().map(java.time.Instant::toEpochMilli).orElse(null),
                    point.millis().orElse(null),
                    point.elevation().map(e -> rounded(e, 2)).orElse(null),
                    point.speed().map(s -> rounded(s, 3)).orElse(null),
                    point.accuracy().map(a -> rounded(a, 1)).orElse(null)));
        }
        return new Aids.Piece(
                Rendition.TRACK, "application/json", JSON.writeValueAsBytes(new Content(track.source(), lines)));
    }

    static Content read(byte[] bytes) {
        return JSON.readValue(bytes, Content.class);
    }

    private static double rounded(double number, int digits) {
        double scale = Math.pow(10, digits);
        return Math.round(number * scale) / scale;
    }
}
