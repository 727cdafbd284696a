package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.media.salvage.codec.NalHead;
import org.vidimus.server.media.salvage.codec.NalSyntax;
import org.vidimus.server.media.salvage.repair.Recovered.Method;
import org.vidimus.server.media.salvage.repair.Recovered.Note;

/**
 * Streams that ffmpeg's reader of some damaged container wrapped anew as MP4. Their times are those of that container; where these
 * leap, or the numbers of pictures do, something is missing, which the reader itself does not tell.
 */
public final class Rewrapped {
    private static final double LEAP = 1.6;

    /** Of an AVI: what stands before its chunks, and each chunk's head, filling and line of the index. */
    private static final long HEADS_BYTES = 16 << 10;

    private static final int MOST_MISSING = 2_000;
    private static final int CHUNK_BYTES = 8 + 1 + 16;

    private Rewrapped() {}

    /**
     * @param anew what ffmpeg wrote, whole
     * @param sourceLength bytes of the damaged file
     * @param paced whether its container tells times, or only counts pictures and sound
     */
    public static Optional<Recovered> of(Bytes anew, long sourceLength, Pace paced, List<Note> notes)
            throws IOException {
        Optional<Recovered> found =
                Repair.of(anew, Optional.empty()).stream().findFirst().filter(Recovered::playable);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Source source = new Source(anew);
        List<FoundTrack> tracks = new ArrayList<>();
        for (FoundTrack track : found.get().tracks()) {
            var syntax = track.shape().syntax();
            tracks.add(gapped(track, source, syntax == null ? null : syntax.get(), paced));
        }
        long unrecognised = 0;
        List<FoundTrack> placed = tracks;
        if (paced == Pace.COUNTED) {
            placed = moved(tracks);
            unrecognised = unrecognised(tracks, sourceLength);
            if (unrecognised > 0) {
                // What is missing shows in no number of sound or of still pictures: all times may be too early.
                placed.forEach(track -> track.estimatedFrom(0));
            }
        }
        return Optional.of(new Recovered(Method.REWRAPPED, placed, 0, sourceLength, false, notes, unrecognised));
    }

    /** How a container says when its samples are shown. */
    public enum Pace {
        TIMED,
        COUNTED
    }

    /** Bytes of a file of chunks that belong to none of them; 0 if it is no more than its heads and its index. */
    private static long unrecognised(List<FoundTrack> tracks, long sourceLength) {
        long named = HEADS_BYTES;
        for (FoundTrack track : tracks) {
            for (int i = 0; i < track.count(); i++) {
                named += track.length(i) + CHUNK_BYTES;
            }
        }
        return Math.max(0, sourceLength - named);
    }

    /** Moves all that follows missing pictures, and the sound beside it, by as much as the pictures' numbers say. */
    private static List<FoundTrack> moved(List<FoundTrack> tracks) {
        Optional<FoundTrack> pictures =
                tracks.stream().filter(FoundTrack::video).findFirst();
        if (pictures.isEmpty() || pictures.get().gaps().isEmpty()) {
            return tracks;
        }
        double scale = pictures.get().timescale();
        List<double[]> leaps = new ArrayList<>();
        for (FoundTrack.Gap gap : pictures.get().gaps()) {
            leaps.add(new double[] {gap.from() / scale, (gap.until() - gap.from()) / scale});
        }
        return tracks.stream().map(track -> moved(track, leaps)).toList();
    }

    private static FoundTrack moved(FoundTrack track, List<double[]> leaps) {
        FoundTrack moved = new FoundTrack(track.shape(), track.unitBytes(), false);
        int next = 0;
        double by = 0;
        for (int i = 0; i < track.count(); i++) {
            double at = (double) track.time(i) / track.timescale();
            while (next < leaps.size() && at >= leaps.get(next)[0] - 0.0005) {
                long from = track.time(i) + Math.round(by * track.timescale());
                by += leaps.get(next++)[1];
                long until = track.time(i) + Math.round(by * track.timescale());
                moved.gap(new FoundTrack.Gap(from, until, -1, -1));
                moved.estimatedFrom(until);
            }
            moved.add(
                    track.offset(i),
                    track.length(i),
                    track.time(i) + Math.round(by * track.timescale()),
                    track.duration(i),
                    track.shift(i),
                    track.sync(i),
                    track.leanedOn(i),
                    track.state(i));
        }
        return moved;
    }

    private static FoundTrack gapped(FoundTrack track, Source source, @Nullable NalSyntax syntax, Pace paced)
            throws IOException {
        // What only counts begins with its first picture and its first sound alike.
        TrackShape shape = paced == Pace.COUNTED ? track.shape().withoutDelay() : track.shape();
        FoundTrack gapped = new FoundTrack(shape, track.unitBytes(), false);
        long usual = usual(track);
        VideoFinder finder = syntax == null
                ? null
                : new VideoFinder(source, syntax, track.shape().nalLengthBytes(), Integer.MAX_VALUE);
        NalHead before = null;
        long ends = 0;
        for (int i = 0; i < track.count(); i++) {
            Finder.Hit hit = finder == null ? null : finder.at(track.offset(i), track.offset(i) + track.length(i));
            NalHead head = hit == null ? null : hit.slice();
            long time = track.time(i);
            if (i > 0) {
                int told = syntax == null || before == null || head == null ? -1 : syntax.missingBetween(before, head);
                boolean leaps = usual > 0 && time - track.time(i - 1) > usual * LEAP;
                if (paced == Pace.COUNTED && told > 0) {
                    // Numbers that seem to leap very far began anew with a picture that is lost.
                    int missing = told > MOST_MISSING ? Math.max(1, head == null ? 1 : head.frameNumber()) : told;
                    gapped.gap(new FoundTrack.Gap(time, time + missing * usual, -1, -1));
                } else if (paced == Pace.TIMED && (told > 0 || told < 0 && leaps)) {
                    gapped.gap(new FoundTrack.Gap(Math.min(ends, time), time, -1, -1));
                }
            }
            long next = i + 1 < track.count() ? track.time(i + 1) : time + track.duration(i);
            int lasts = (int) Math.clamp(next - time, 0, usual > 0 ? usual : Integer.MAX_VALUE);
            ends = time + lasts;
            before = head == null ? before : head;
            gapped.add(
                    track.offset(i),
                    track.length(i),
                    time,
                    lasts,
                    track.shift(i),
                    track.sync(i),
                    track.leanedOn(i),
                    finder == null
                                    && track.video()
                                    && source.monotone(track.offset(i), track.offset(i) + track.length(i))
                            ? FoundTrack.State.DAMAGED
                            : track.state(i));
        }
        return gapped;
    }

    /** How long a sample mostly lasts; 0 if there are too few. */
    private static long usual(FoundTrack track) {
        if (track.count() < 3 || track.unitBytes() > 0) {
            return 0;
        }
        long[] apart = new long[track.count() - 1];
        for (int i = 0; i < apart.length; i++) {
            apart[i] = track.time(i + 1) - track.time(i);
        }
        Arrays.sort(apart);
        return apart[apart.length / 2];
    }
}
