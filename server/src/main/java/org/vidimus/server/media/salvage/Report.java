package org.vidimus.server.media.salvage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.evidence.Original;

/**
 * What was recovered of one recording, {@code vidimus.salvage/v1} (docs/spec/salvage.md).
 *
 * @param method how it was found
 * @param sourceFrom first byte of the original that belongs to it
 * @param notes what was guessed, repaired or passed over
 * @param words the same for people, one sentence each
 */
public record Report(
        String format,
        String program,
        Bytes source,
        @Nullable Bytes reference,
        @Nullable Bytes output,
        String method,
        @Nullable String cardFile,
        long sourceFrom,
        long sourceUntil,
        long unrecognisedBytes,
        long durationMs,
        List<Note> notes,
        List<TrackReport> tracks,
        List<String> words) {
    static final String FORMAT = "vidimus.salvage/v1";

    /** A file that is named by what it is; of what only reached the quarantine there is no evidence to name. */
    public record Bytes(@Nullable String evidence, @Nullable Integer n, String name, String sha256, long lengthBytes) {
        static Bytes of(Original original) {
            return new Bytes(
                    original.id().evidence().toString(),
                    original.id().n(),
                    original.name(),
                    original.sha256().toString(),
                    original.lengthBytes());
        }
    }

    /** Something to tell, by a stable code. */
    public record Note(String code, long value) {}

    /**
     * One track.
     *
     * @param frames run-length coded, in the order of decoding: {@code W} whole, {@code D} damaged, {@code A} affected by a
     *     damaged one that it leans on, each followed by how many
     * @param timesEstimatedFromMs from when on times are guesses
     */
    public record TrackReport(
            int number,
            String kind,
            String format,
            long samples,
            long whole,
            long damaged,
            long affected,
            @Nullable Long timesEstimatedFromMs,
            boolean checked,
            String frames,
            List<Range> ranges) {}

    /**
     * A stretch of time.
     *
     * @param state WHOLE, DAMAGED, AFFECTED or MISSING
     * @param fromMs as a player shows it
     * @param sourceFrom where in the original its bytes lie or, of a missing one, would have; left out where the streams were
     *     wrapped anew, which keeps no places
     */
    public record Range(
            String state,
            long fromMs,
            long untilMs,
            long samples,
            @Nullable Long sourceFrom,
            @Nullable Long sourceUntil) {}
}
