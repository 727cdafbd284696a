package org.vidimus.server.media.salvage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.vidimus.server.media.salvage.Report.Note;
import org.vidimus.server.media.salvage.Report.Range;
import org.vidimus.server.media.salvage.Report.TrackReport;
import org.vidimus.server.media.salvage.repair.FoundTrack;
import org.vidimus.server.media.salvage.repair.FoundTrack.State;
import org.vidimus.server.media.salvage.repair.Recovered;

/** Makes the report of what was found: marks each frame by what decoding said, and sums frames up to stretches of time. */
final class Reporting {
    private static final int MOST_RANGES = 2_000;

    private Reporting() {}

    /**
     * Marks as damaged what did not decode, and as affected what leans on it: all pictures until decoding can begin anew.
     *
     * @param decoded for each stream of pictures or sound, in the order of tracks, the times that came out
     */
    static void mark(List<FoundTrack> tracks, Map<Integer, Set<Long>> decoded) {
        int stream = 0;
        List<FoundTrack> streams =
                new ArrayList<>(tracks.stream().filter(FoundTrack::video).toList());
        tracks.stream().filter(FoundTrack::audio).forEach(streams::add);
        for (FoundTrack track : streams) {
            mark(track, decoded.getOrDefault(stream++, Set.of()));
        }
    }

    private static void mark(FoundTrack track, Set<Long> times) {
        long zero = track.count() == 0 ? 0 : track.time(0);
        boolean broken = false;
        int gap = 0;
        for (int i = 0; i < track.count(); i++) {
            while (track.video()
                    && gap < track.gaps().size()
                    && track.gaps().get(gap).until() <= track.time(i)) {
                broken = true;
                gap++;
            }
            boolean came = times.contains(track.time(i) - zero + track.shift(i));
            boolean plainSound = track.audio() && !track.format().equals("mp4a");
            // A decoder keeps the first frame of AAC to itself: it only prepares the next.
            boolean swallowed = plainSound || track.audio() && i == 0;
            State state = track.state(i);
            if (state == State.WHOLE && !came && !swallowed) {
                state = State.DAMAGED;
            }
            if (track.video()) {
                if (track.sync(i) && state == State.WHOLE) {
                    broken = false;
                } else if (state == State.WHOLE && broken) {
                    state = State.AFFECTED;
                } else if (state == State.DAMAGED && track.leanedOn(i)) {
                    broken = true;
                }
            }
            track.setState(i, state);
        }
    }

    static TrackReport track(FoundTrack track, boolean checked) {
        long[] counts = new long[State.values().length];
        StringBuilder frames = new StringBuilder();
        List<Range> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= track.count(); i++) {
            boolean ends =
                    i == track.count() || i > 0 && (track.state(i) != track.state(i - 1) || gapBetween(track, i));
            if (i > 0 && ends) {
                ranges.add(range(track, from, i));
                from = i;
            }
            if (i < track.count()) {
                counts[track.state(i).ordinal()]++;
            }
        }
        State before = null;
        int run = 0;
        for (int i = 0; i < track.count(); i++) {
            if (before != null && track.state(i) != before) {
                frames.append(before.name().charAt(0)).append(run);
                run = 0;
            }
            before = track.state(i);
            run++;
        }
        if (before != null) {
            frames.append(before.name().charAt(0)).append(run);
        }
        for (FoundTrack.Gap gap : track.gaps()) {
            ranges.add(new Range(
                    "MISSING",
                    millis(track, gap.from()),
                    millis(track, gap.until()),
                    0,
                    gap.sourceFrom(),
                    gap.sourceUntil()));
        }
        ranges.sort(Comparator.comparingLong(Range::fromMs).thenComparingLong(Range::untilMs));
        boolean guessed = track.estimatedFrom() != Long.MAX_VALUE;
        return new TrackReport(
                track.number(),
                track.video() ? "VIDEO" : track.audio() ? "AUDIO" : "DATA",
                track.format(),
                track.count(),
                counts[State.WHOLE.ordinal()],
                counts[State.DAMAGED.ordinal()],
                counts[State.AFFECTED.ordinal()],
                guessed ? millis(track, track.estimatedFrom()) : null,
                checked,
                frames.toString(),
                ranges.size() > MOST_RANGES ? ranges.subList(0, MOST_RANGES) : ranges);
    }

    private static boolean gapBetween(FoundTrack track, int sample) {
        return track.gaps().stream()
                .anyMatch(gap -> gap.from() >= track.time(sample - 1)
                        && gap.until() <= track.time(sample)
                        && gap.until() > gap.from());
    }

    private static Range range(FoundTrack track, int from, int until) {
        long begin = Long.MAX_VALUE;
        long end = 0;
        long sourceFrom = Long.MAX_VALUE;
        long sourceUntil = 0;
        for (int i = from; i < until; i++) {
            begin = Math.min(begin, track.time(i));
            end = Math.max(end, track.time(i) + track.duration(i));
            sourceFrom = Math.min(sourceFrom, track.offset(i));
            sourceUntil = Math.max(sourceUntil, track.offset(i) + track.length(i));
        }
        return new Range(
                track.state(from).name(),
                millis(track, begin),
                millis(track, end),
                until - from,
                sourceFrom,
                sourceUntil);
    }

    private static long millis(FoundTrack track, long time) {
        return Math.round(time * 1000.0 / track.timescale());
    }

    static List<Note> notes(Recovered recovered) {
        return recovered.notes().stream()
                .map(note -> new Note(note.code(), note.value()))
                .toList();
    }

    /** Sentences for people, in the language of the house's papers. */
    static List<String> words(Recovered recovered, List<TrackReport> tracks) {
        List<String> words = new ArrayList<>();
        words.add(
                switch (recovered.method()) {
                    case INDEX -> "The recording's own index was intact and was used.";
                    case INDEX_MOVED ->
                        "The recording's own index named places that are all wrong by the same distance; they were moved back.";
                    case WALK ->
                        "The recording's index was lost. Its frames were found one after another in the stream"
                                + (recovered.usesReference()
                                        ? ", with a sound file of the same camera as reference."
                                        : ".");
                    case FRAGMENTS -> "The recording is in fragments; those that are whole were put together.";
                    case START_CODES -> "The file is a bare video stream; it was put into a container.";
                    case REWRAPPED -> "The streams were taken out of the damaged container and wrapped anew.";
                });
        for (TrackReport track : tracks) {
            if (track.kind().equals("DATA")) {
                continue;
            }
            long missing = track.ranges().stream()
                    .filter(range -> range.state().equals("MISSING"))
                    .count();
            words.add(String.format(
                    Locale.ROOT,
                    "%s: %d frames, of which %d decode without error, %d are damaged and %d lean on damaged or missing ones%s.",
                    track.kind().equals("VIDEO") ? "Picture" : "Sound",
                    track.samples(),
                    track.whole(),
                    track.damaged(),
                    track.affected(),
                    missing == 0 ? "" : "; " + missing + " gaps"));
            if (track.timesEstimatedFromMs() != null) {
                words.add(String.format(
                        Locale.ROOT,
                        "From second %.1f on its times are estimates: how much is missing before cannot be known for certain.",
                        track.timesEstimatedFromMs() / 1000.0));
            }
        }
        words.add(
                "Not a bit of any frame was changed. What decodes without error may still differ from what the camera saw"
                        + " where single bits were flipped.");
        return words;
    }

    /** Collects what a decoder lets through. */
    static final class Heard {
        private final Map<Integer, Set<Long>> times = new HashMap<>();

        void frame(int stream, long at) {
            times.computeIfAbsent(stream, _ -> new HashSet<>()).add(at);
        }

        Map<Integer, Set<Long>> times() {
            return times;
        }
    }
}
