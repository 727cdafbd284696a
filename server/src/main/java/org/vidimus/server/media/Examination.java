package org.vidimus.server.media;

import java.util.Optional;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.Viewing.Media;
import org.vidimus.server.evidence.Viewing.Playback.Kind;
import org.vidimus.server.evidence.Viewing.Playback.State;

/**
 * What looking into one original found, as it is kept.
 *
 * @param facts empty for what is no media
 * @param playsType media type that a player is told
 * @param progress of a rendition being made, from 0 to 1
 * @param reason in plain words, why it cannot be played
 */
record Examination(
        OriginalId id,
        Format format,
        Kind kind,
        Optional<Media> facts,
        State playback,
        Optional<Plays> plays,
        Optional<String> playsType,
        Optional<Double> progress,
        Optional<String> reason) {
    /** What a player opens. */
    enum Plays {
        ORIGINAL,
        PROXY,
        PICTURE
    }

    static Examination ready(OriginalId id, Format format, Kind kind, Media facts, Plays plays, String type) {
        return new Examination(
                id,
                format,
                kind,
                Optional.of(facts),
                State.READY,
                Optional.of(plays),
                Optional.of(type),
                Optional.empty(),
                Optional.empty());
    }

    static Examination preparing(OriginalId id, Format format, Kind kind, Media facts) {
        return new Examination(
                id,
                format,
                kind,
                Optional.of(facts),
                State.PREPARING,
                Optional.empty(),
                Optional.empty(),
                Optional.of(0.0),
                Optional.empty());
    }

    static Examination none(OriginalId id, Format format, Kind kind, Optional<Media> facts, String reason) {
        return new Examination(
                id,
                format,
                kind,
                facts,
                State.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(reason));
    }

    Examination with(Media better) {
        return new Examination(id, format, kind, Optional.of(better), playback, plays, playsType, progress, reason);
    }
}
