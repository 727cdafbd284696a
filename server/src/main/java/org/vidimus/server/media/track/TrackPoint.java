package org.vidimus.server.media.track;

import java.time.Instant;
import java.util.Optional;
import org.vidimus.server.evidence.Position;

/**
 * Where somebody was at one moment.
 *
 * @param at true time, where the point has one
 * @param millis time within the recording, where the point is part of one
 * @param elevation metres above the ellipsoid or the sea, as the maker means it
 * @param speed metres a second
 * @param accuracy metres around the position, where it was told
 */
public record TrackPoint(
        Position position,
        Optional<Instant> at,
        Optional<Long> millis,
        Optional<Double> elevation,
        Optional<Double> speed,
        Optional<Double> accuracy) {
    /** Empty for what is no place on Earth. */
    static Optional<TrackPoint> of(double lat, double lon, Optional<Instant> at) {
        return Places.position(lat, lon)
                .map(position -> new TrackPoint(
                        position, at, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    TrackPoint elevated(Optional<Double> metres) {
        return new TrackPoint(position, at, millis, metres.filter(m -> Math.abs(m) < 50_000), speed, accuracy);
    }

    TrackPoint moving(Optional<Double> metresASecond) {
        return new TrackPoint(
                position, at, millis, elevation, metresASecond.filter(s -> s >= 0 && s < 2_000), accuracy);
    }

    TrackPoint within(Optional<Double> metres) {
        return new TrackPoint(position, at, millis, elevation, speed, metres.filter(m -> m >= 0 && m < 100_000));
    }

    TrackPoint during(long recordingMillis) {
        return new TrackPoint(position, at, Optional.of(recordingMillis), elevation, speed, accuracy);
    }
}
