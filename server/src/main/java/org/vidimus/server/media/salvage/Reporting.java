package org.vidimus.server.media.salvage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vidimus.server.media.salvage.Report.Note;
import org.vidimus.server.media.salvage.Report.Range;
import org.vidimus.server.media.salvage.Report.TrackReport;
import org.vidimus.server.media.salvage.repair.FoundTrack;
import org.vidimus.server.media.salvage.repair.FoundTrack.State;
import org.vidimus.server.media.salvage.repair.Recovered;

/** Makes the report of what was found: marks each frame by what decoding said, and sums frames up to stretches of time. */
final class Reporting {
    private static final int MOST_RANGES = 2_000;
    private static final int MOST_SPANS = 8;

    private Reporting() {}

    /**
     * Marks as damaged what did not decode, and as affected what leans on it: all pictures until decoding can begin anew.
     *
     * @param decoded what came out, by streams as {@link #streams} orders them
     */
    static void mark(List<FoundTrack> tracks, Heard decoded) {
        int stream = 0;
        for (FoundTrack track : streams(tracks)) {
            mark(track, decoded.of(stream++).keySet());
        }
    }

    /** Tracks as the decoder numbers them: pictures, then sound. */
    static List<FoundTrack> streams(List<FoundTrack> tracks) {
        List<FoundTrack> streams =
                new ArrayList<>(tracks.stream().filter(FoundTrack::video).toList());
        tracks.stream().filter(FoundTrack::audio).forEach(streams::add);
        return streams;
    }

    private static void mark(FoundTrack track, Set<Long> times) {
        long zero = track.count() == 0 ? 0 : track.time(0);
        List<FoundTrack.Gap> gaps = track.gaps().stream()
                .sorted(Comparator.comparingLong(FoundTrack.Gap::until))
                .toList();
        boolean broken = false;
        int gap = 0;
        for (int i = 0; i < track.count(); i++) {
            while (track.video() && gap < gaps.size() && gaps.get(gap).until() <= track.time(i)) {
                broken = true;
                gap++;
            }
            boolean came = times.contains(track.written(i, zero));
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

    /** @param placed whether places within the track are places within the original */
    static TrackReport track(FoundTrack track, boolean checked, boolean placed) {
        long shown = track.count() == 0 ? 0 : track.shown(0) - track.time(0) - track.shift(0);
        long[] counts = new long[State.values().length];
        StringBuilder frames = new StringBuilder();
        List<Range> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= track.count(); i++) {
            boolean ends =
                    i == track.count() || i > 0 && (track.state(i) != track.state(i - 1) || gapBetween(track, i));
            if (i > 0 && ends) {
                ranges.add(range(track, from, i, placed));
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
            if (gap.until() <= gap.from()) {
                continue;
            }
            ranges.add(new Range(
                    "MISSING",
                    millis(track, gap.from() + shown),
                    millis(track, gap.until() + shown),
                    0,
                    placed ? gap.sourceFrom() : null,
                    placed ? gap.sourceUntil() : null));
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
                most(ranges));
    }

    static List<Range> most(List<Range> ranges) {
        return ranges.size() > MOST_RANGES ? List.copyOf(ranges.subList(0, MOST_RANGES)) : ranges;
    }

    private static boolean gapBetween(FoundTrack track, int sample) {
        return track.gaps().stream()
                .anyMatch(gap -> gap.from() >= track.time(sample - 1)
                        && gap.until() <= track.time(sample)
                        && gap.until() > gap.from());
    }

    private static Range range(FoundTrack track, int from, int until, boolean placed) {
        long begin = Long.MAX_VALUE;
        long end = 0;
        long sourceFrom = Long.MAX_VALUE;
        long sourceUntil = 0;
        for (int i = from; i < until; i++) {
            begin = Math.min(begin, track.shown(i));
            end = Math.max(end, track.shown(i) + track.duration(i));
            sourceFrom = Math.min(sourceFrom, track.offset(i));
            sourceUntil = Math.max(sourceUntil, track.offset(i) + track.length(i));
        }
        return new Range(
                track.state(from).name(),
                millis(track, begin),
                millis(track, end),
                until - from,
                placed ? sourceFrom : null,
                placed ? sourceUntil : null);
    }

    private static long millis(FoundTrack track, long time) {
        return Math.max(0, Math.round(time * 1000.0 / track.timescale()));
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
            spans("Missing", "MISSING", track, words);
            spans("Damaged", "DAMAGED", track, words);
            if (track.timesEstimatedFromMs() != null) {
                words.add("From " + span(track.timesEstimatedFromMs())
                        + " on its times are estimates: how much is missing before cannot be known for certain.");
            }
        }
        words.add(
                "Not a bit of any frame was changed. What decodes without error may still differ from what the camera saw"
                        + " where single bits were flipped.");
        return words;
    }

    private static void spans(String title, String state, TrackReport track, List<String> words) {
        List<Range> those = track.ranges().stream()
                .filter(range -> range.state().equals(state) && range.untilMs() > range.fromMs())
                .toList();
        if (those.isEmpty()) {
            return;
        }
        String named = those.stream()
                .limit(MOST_SPANS)
                .map(range -> span(range.fromMs()) + " to " + span(range.untilMs()))
                .collect(Collectors.joining("; "));
        words.add(title + ": " + named
                + (those.size() > MOST_SPANS ? "; and " + (those.size() - MOST_SPANS) + " more" : "") + ".");
    }

    /** A time of a recording as people say it: {@code 11 min 18 s}; below a minute with tenths. */
    static String span(long millis) {
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = Math.round(millis / 1000.0);
        String minutes = seconds / 60 % 60 + " min " + seconds % 60 + " s";
        return seconds < 3600 ? minutes : seconds / 3600 + " h " + minutes;
    }

    /** Collects what a decoder lets through. */
    static final class Heard {
        private final Map<Integer, Map<Long, Long>> sums = new HashMap<>();

        void frame(int stream, long at, long sum) {
            sums.computeIfAbsent(stream, _ -> new HashMap<>()).put(at, sum);
        }

        boolean nothing() {
            return sums.isEmpty();
        }

        /** By their times, of a stream. */
        Map<Long, Long> of(int stream) {
            return sums.getOrDefault(stream, Map.of());
        }
    }
}
