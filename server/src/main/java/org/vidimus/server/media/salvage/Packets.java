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

/** Streams that ffmpeg wrapped anew: which of their packets decode. Times are those of the new file, in its milliseconds or ticks. */
final class Packets {
    private final Map<Integer, TreeSet<Long>> packets = new TreeMap<>();
    private final Map<Integer, Set<Long>> frames = new TreeMap<>();

    void packet(int stream, long at) {
        packets.computeIfAbsent(stream, _ -> new TreeSet<>()).add(at);
    }

    void frame(int stream, long at) {
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
        long whole = 0;
        long run = 0;
        boolean before = false;
        for (long at : times) {
            boolean sound = decoded.contains(at);
            if (run > 0 && sound != before) {
                coded.append(before ? 'W' : 'D').append(run);
                run = 0;
            }
            before = sound;
            run++;
            whole += sound ? 1 : 0;
        }
        if (run > 0) {
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
                ranges);
    }
}
