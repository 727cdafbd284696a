package org.vidimus.server.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.trust.Sha256;

/**
 * A file exactly as it was received. What was received never changes; what examining it found may be found again.
 *
 * @param name as received, whatever characters it has; shown escaped, never used as a path
 * @param part from 1; empty for a sidecar
 * @param sidecarOf name of the original that this file goes with
 * @param cameraStart what the camera's own clock said
 * @param recordedStart true time: {@code cameraStart} less the clock's offset
 * @param mediaType from our own sniffing; empty until examined
 */
public record Original(
        OriginalId id,
        ObjectId object,
        String name,
        Sha256 sha256,
        long lengthBytes,
        Optional<Integer> part,
        Optional<String> sidecarOf,
        Optional<Instant> cameraStart,
        Optional<Instant> cameraEnd,
        Optional<Duration> clockOffset,
        Optional<Instant> recordedStart,
        Optional<Instant> recordedEnd,
        Instant receivedAt,
        Optional<Instant> securedAt,
        Optional<String> mediaType,
        Playback playback,
        Optional<Duration> duration,
        Optional<Position> position,
        boolean hasTrack,
        boolean hasPoster) {
    /** How far the original is from being watched. */
    public enum Playback {
        UNEXAMINED,
        EXAMINING,
        /** A rendition is being made. */
        PREPARING,
        READY,
        /** Cannot be played, or is nothing to play; it can still be downloaded. */
        NONE
    }
}
