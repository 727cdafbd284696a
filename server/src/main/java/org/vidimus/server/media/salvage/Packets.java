package org.vidimus.server.media.salvage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vidimus.server.media.salvage.Report.Range;
import org.vidimus.server.media.salvage.Report.TrackReport;

/**
 * Streams that ffmpeg wrapped anew as Matroska, because MP4 does not take them: which of their packets decode, and where their
 * times leap. Times are milliseconds, as Matroska keeps them.
 */
final class Packets {
    private static final double LEAP = 1.6;

    private final Map<Integer, TreeSet<Long>> packets = new TreeMap<>();
    private final Map<Integer, Set<Long>> frames = new TreeMap<>();

    void packet(int stream, long at, long sum) {
        packets.computeIfAbsent(stream, _ -> new TreeSet<>()).add(at);
    }

    void frame(int stream, long at, long sum) {
        frames.computeIfAbsent(stream, _ -> new HashSet<>()).add(at);
    }

    List<TrackReport> tracks() {
        List<TrackReport> tracks = new ArrayList<>();
        packets.forEach((stream, times) -> tracks.add(track(stream, times, frames.getOrDefault(stream, Set.of()))));
        return tracks;
    }

    private static TrackReport track(int stream, TreeSet<Long> times, Set<Long> decoded) {
        StringBuilder coded = new StringBuilder();
        List<Range> ranges = new ArrayList<>();
        long usual = usual(times);
        long whole = 0;
        long run = 0;
        long from = 0;
        long ends = 0;
        boolean before = false;
        for (long at : times) {
            boolean sound = decoded.contains(at);
            boolean gap = run > 0 && usual > 0 && at - ends > usual * (LEAP - 1);
            if (run > 0 && (sound != before || gap)) {
                ranges.add(new Range(state(before), from, ends, run, null, null));
                coded.append(before ? 'W' : 'D').append(run);
                run = 0;
            }
            if (gap) {
                ranges.add(new Range("MISSING", ends, at, 0, null, null));
            }
            from = run == 0 ? at : from;
            before = sound;
            run++;
            ends = at + usual;
            whole += sound ? 1 : 0;
        }
        if (run > 0) {
            ranges.add(new Range(state(before), from, ends, run, null, null));
            coded.append(before ? 'W' : 'D').append(run);
        }
        return new TrackReport(
                stream + 1,
                stream == 0 ? "VIDEO" : "AUDIO",
                "",
                times.size(),
                whole,
                times.size() - whole,
                0,
                null,
                true,
                coded.toString(),
                Reporting.most(ranges));
    }

    private static String state(boolean sound) {
        return sound ? "WHOLE" : "DAMAGED";
    }

    /** How far packets mostly are apart. */
    private static long usual(TreeSet<Long> times) {
        List<Long> apart = new ArrayList<>();
        Long before = null;
        for (Long at : times) {
            if (before != null) {
                apart.add(at - before);
            }
            before = at;
        }
        apart.sort(null);
        return apart.isEmpty() ? 0 : apart.get(apart.size() / 2);
    }
}
