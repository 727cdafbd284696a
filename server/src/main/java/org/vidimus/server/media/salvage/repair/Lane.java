package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.media.salvage.codec.AacFrames;

/**
 * What is known of one track before its samples are found: how to tell them, how long they last, how the camera packs them.
 *
 * @param finder null if its samples have no mark and only their lengths are known
 * @param unitBytes of plain sound
 * @param runs lengths in bytes of the stretches in which the camera writes samples without a mark, most common first
 * @param delta how long a sample lasts, in units of the track; 0 if they differ
 * @param once whether the camera writes one single sample of the track, of no mark
 * @param alone whether the file has no other track
 */
record Lane(
        TrackShape shape,
        @Nullable Finder finder,
        int unitBytes,
        int[] runs,
        long delta,
        double meanDelta,
        int groupLength,
        double bytesASecond,
        boolean once,
        boolean alone) {
    private static final int LARGEST_NAL = 16 << 20;

    int longestRun() {
        int longest = 0;
        for (int run : runs) {
            longest = Math.max(longest, run);
        }
        return longest == 0 ? 64 * 1024 : longest;
    }

    int shortestRun() {
        int shortest = Integer.MAX_VALUE;
        for (int run : runs) {
            shortest = Math.min(shortest, run);
        }
        return runs.length == 0 ? 0 : shortest;
    }

    /**
     * The lanes of a file that is like the sound one: those with the surest marks first.
     *
     * @param own tracks that the source itself describes
     * @param borrowed tracks of the sound file
     */
    static List<Lane> like(
            List<TrackShape.Indexed> own, List<TrackShape.Indexed> borrowed, Source reference, Source source)
            throws IOException {
        List<Lane> lanes = new ArrayList<>();
        List<TrackShape.Indexed> tracks = new ArrayList<>(own);
        tracks.addAll(borrowed);
        for (TrackShape.Indexed track : own) {
            lanes.add(one(track, source, source, tracks.size() == 1));
        }
        for (TrackShape.Indexed track : borrowed) {
            lanes.add(one(track, reference, source, tracks.size() == 1));
        }
        boolean measured =
                tracks.stream().anyMatch(track -> track.shape().format().equals("gpmd"));
        if (!measured && tracks.stream().anyMatch(track -> track.shape().video())) {
            lanes.add(one(new TrackShape.Indexed(SelfDescribed.measurements(), Tables.NONE), reference, source, false));
        }
        lanes.sort(Comparator.comparingInt(Lane::rank));
        return lanes;
    }

    private int rank() {
        return switch (finder) {
            case VideoFinder _ -> 0;
            case MarkFinder _ -> 1;
            case SoundFinder _ -> 2;
            case null, default -> 3;
        };
    }

    private static Lane one(TrackShape.Indexed track, Source reference, Source source, boolean alone)
            throws IOException {
        TrackShape shape = track.shape();
        Tables tables = track.tables();
        long bytes = 0;
        int largest = 0;
        for (int length : tables.lengths()) {
            bytes += length;
            largest = Math.max(largest, length);
        }
        int unit = shape.plainBytes();
        Finder finder = finder(track, reference, source, largest);
        int[] runs = finder == null && (unit > 0 || oneByOne(track)) ? runs(tables) : new int[0];
        return new Lane(
                shape,
                finder,
                finder == null ? unit : 0,
                runs,
                tables.count() == 0 ? usualDelta(shape, finder) : commonDelta(tables),
                tables.count() == 0 ? 0 : (double) tables.end() / tables.count(),
                groupLength(tables),
                tables.end() == 0 ? 0 : (double) bytes * shape.timescale() / tables.end(),
                finder == null && unit == 0 && tables.count() == 1,
                alone);
    }

    /** Of tracks that no index describes: what their coding says of their pace; 0 if it does not. */
    private static long usualDelta(TrackShape shape, @Nullable Finder finder) {
        if (shape.format().equals("gpmd")) {
            return 1001;
        }
        if (finder instanceof SoundFinder) {
            return AacFrames.SAMPLES;
        }
        long[] timing =
                finder instanceof VideoFinder pictures ? pictures.syntax().timing() : null;
        return timing == null ? 0 : Math.round((double) shape.timescale() * timing[0] / timing[1]);
    }

    private static @Nullable Finder finder(TrackShape.Indexed track, Source reference, Source source, int largest)
            throws IOException {
        TrackShape shape = track.shape();
        var syntax = shape.syntax();
        if (syntax != null) {
            int bound = largest == 0 ? LARGEST_NAL : (int) Math.min(LARGEST_NAL, Math.max(1L << 20, largest * 4L));
            return new VideoFinder(source, syntax.get(), shape.nalLengthBytes(), bound);
        }
        AacFrames aac = shape.aac();
        if (aac != null) {
            return new SoundFinder(source, aac, 8192, firsts(track.tables(), reference));
        }
        return shape.plainBytes() > 0 ? null : MarkFinder.of(track, reference, source);
    }

    /** First bytes of the sound file's frames; all bytes if there are too few frames to go by. */
    private static boolean[] firsts(Tables tables, Source reference) throws IOException {
        boolean[] seen = new boolean[256];
        int looked = 0;
        for (int i = 0; i < Math.min(tables.count(), 2000); i++) {
            int first = reference.u8(tables.offsets()[i]);
            if (first >= 0) {
                seen[first] = true;
                looked++;
            }
        }
        if (looked < 16) {
            java.util.Arrays.fill(seen, true);
        }
        // Short and long windows, and channels with and without common ones, differ in these bits only.
        for (int i = 0; i < 256; i++) {
            if (looked >= 16 && seen[i]) {
                seen[i ^ 1] = true;
            }
        }
        return seen;
    }

    /** Whether samples without a mark lie apart from each other, so that a stretch of them is one sample. */
    private static boolean oneByOne(TrackShape.Indexed track) {
        Tables tables = track.tables();
        boolean coded = track.shape().video() || track.shape().audio();
        return !coded && tables.count() > 0 && tables.chunk()[tables.count() - 1] == tables.count() - 1;
    }

    private static int[] runs(Tables tables) {
        Map<Integer, Integer> lengths = new HashMap<>();
        int at = 0;
        while (at < tables.count()) {
            int chunk = tables.chunk()[at];
            long length = 0;
            while (at < tables.count() && tables.chunk()[at] == chunk) {
                length += tables.lengths()[at++];
            }
            if (length > 0 && length < 16 << 20) {
                lengths.merge((int) length, 1, Integer::sum);
            }
        }
        return lengths.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(64)
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    private static long commonDelta(Tables tables) {
        Map<Long, Integer> deltas = new HashMap<>();
        for (int i = 1; i < tables.count() && deltas.size() < 10_000; i++) {
            deltas.merge(tables.times()[i] - tables.times()[i - 1], 1, Integer::sum);
        }
        return deltas.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> most.getValue() >= 0.9 * (tables.count() - 1))
                .map(Map.Entry::getKey)
                .orElse(0L);
    }

    /** Pictures from one point of entry to the next, if that is always the same; else 0. */
    private static int groupLength(Tables tables) {
        int last = -1;
        int length = 0;
        for (int i = 0; i < tables.count(); i++) {
            if (tables.syncs()[i]) {
                if (last >= 0 && length != 0 && length != i - last) {
                    return 0;
                }
                length = last < 0 ? 0 : i - last;
                last = i;
            }
        }
        return length > 1 ? length : 0;
    }
}
