package org.vidimus.server.evidence;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What examining an original found, and how to watch it; the wire form of the API.
 *
 * @param media empty before it was examined, and for what is no media
 */
public record Viewing(@Nullable Media media, Playback playback, Renditions renditions) {
    /** Of an original that nobody has looked into yet. */
    public static final Viewing NOT_YET = new Viewing(null, Playback.PREPARING_NOW, Renditions.NONE);

    /** Answers for originals. Media is the one implementation. */
    public interface Source {
        /** By number of the original; one that was not examined yet is left out. */
        Map<Integer, Viewing> of(EvidenceId evidence);
    }

    /**
     * Facts of the file itself, in its own words where it tells any.
     *
     * @param container as our own sniffing named it
     * @param rotation clockwise degrees by which the picture is turned for showing: 0, 90, 180 or 270
     * @param frameRate frames a second on average
     * @param variableFrameRate whether frames come at uneven times
     * @param fileStart what the file says about when it was made: a claim of the camera's clock
     * @param gpsStart time of the first satellite fix, which no camera clock can bend
     * @param damage in plain words, what is broken though it plays
     */
    public record Media(
            String container,
            @Nullable Long durationMs,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Integer rotation,
            @Nullable Double frameRate,
            @Nullable Boolean variableFrameRate,
            @Nullable String videoCodec,
            @Nullable String videoProfile,
            @Nullable String pixelFormat,
            @Nullable String audioCodec,
            @Nullable Integer audioChannels,
            @Nullable Integer sampleRate,
            @Nullable Long bitRate,
            java.time.@Nullable Instant fileStart,
            java.time.@Nullable Instant gpsStart,
            @Nullable String maker,
            @Nullable String model,
            @Nullable String damage) {
        /** The same with what counting found in place of what the file claims; null leaves the claim. */
        public Media counted(
                @Nullable Long countedMs,
                @Nullable Double countedRate,
                @Nullable Boolean uneven,
                java.time.@Nullable Instant satelliteStart) {
            return new Media(
                    container,
                    countedMs == null ? durationMs : countedMs,
                    width,
                    height,
                    rotation,
                    countedRate == null ? frameRate : countedRate,
                    uneven == null ? variableFrameRate : uneven,
                    videoCodec,
                    videoProfile,
                    pixelFormat,
                    audioCodec,
                    audioChannels,
                    sampleRate,
                    bitRate,
                    fileStart,
                    satelliteStart == null ? gpsStart : satelliteStart,
                    maker,
                    model,
                    damage);
        }

        /** The same, known to be damaged. */
        public Media damaged(String how) {
            return new Media(
                    container,
                    durationMs,
                    width,
                    height,
                    rotation,
                    frameRate,
                    variableFrameRate,
                    videoCodec,
                    videoProfile,
                    pixelFormat,
                    audioCodec,
                    audioChannels,
                    sampleRate,
                    bitRate,
                    fileStart,
                    gpsStart,
                    maker,
                    model,
                    how);
        }
    }

    /**
     * @param url what a player opens: the original itself or its proxy
     * @param type media type of that
     * @param progress of the preparation, from 0 to 1
     * @param reason why it cannot be played, in plain words
     */
    public record Playback(
            State state,
            @Nullable String url,
            @Nullable String type,
            @Nullable Kind kind,
            @Nullable Double progress,
            @Nullable String reason) {
        public enum State {
            PREPARING,
            READY,
            NONE
        }

        /** How it is looked at. */
        public enum Kind {
            VIDEO,
            AUDIO,
            IMAGE,
            DOCUMENT
        }

        static final Playback PREPARING_NOW = new Playback(State.PREPARING, null, null, null, null, null);
    }

    /** Addresses of machine-made viewing aids, each where there is one; {@code sprite} and the rest are JSON. */
    public record Renditions(
            @Nullable String poster,
            @Nullable String sprite,
            @Nullable String waveform,
            @Nullable String frames) {
        static final Renditions NONE = new Renditions(null, null, null, null);
    }
}
