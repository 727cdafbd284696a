package org.vidimus.server.media.salvage.repair;

import java.util.ArrayList;
import java.util.List;

/**
 * One recording that was found in damaged bytes.
 *
 * @param method how
 * @param from first byte of the source that belongs to it
 * @param until first byte that does not
 * @param usesReference whether the sound file was needed
 * @param notes what was guessed, repaired or passed over
 * @param unrecognisedBytes within its media, how many belong to no sample that was found
 */
public record Recovered(
        Method method,
        List<FoundTrack> tracks,
        long from,
        long until,
        boolean usesReference,
        List<Note> notes,
        long unrecognisedBytes) {

    /** How a recording was found. */
    public enum Method {
        /** By its own index. */
        INDEX,
        /** By its own index, all places moved by the same distance. */
        INDEX_MOVED,
        /** By following samples through the media. */
        WALK,
        /** By the heads of its fragments. */
        FRAGMENTS,
        /** Start code by start code. */
        START_CODES,
        /** Re-wrapped by ffmpeg's reader of that container. */
        REWRAPPED
    }

    /**
     * Something to tell about it.
     *
     * @param code stable, for programs
     * @param value a number that goes with it
     */
    public record Note(String code, long value) {}

    /** The same with one more thing to tell. */
    public Recovered with(Note note) {
        List<Note> more = new ArrayList<>(notes);
        more.add(note);
        return new Recovered(method, tracks, from, until, usesReference, more, unrecognisedBytes);
    }

    /** Whether there is anything to show or hear. */
    public boolean playable() {
        return tracks.stream().anyMatch(track -> track.count() > 0 && (track.video() || track.audio()));
    }
}
