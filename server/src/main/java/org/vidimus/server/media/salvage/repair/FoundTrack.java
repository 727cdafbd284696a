package org.vidimus.server.media.salvage.repair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The samples of one track that were found, as columns, in the order of decoding. Each lies in one stretch of the source or, of
 * a bare stream, in one stretch for each of its NAL units.
 */
public final class FoundTrack {
    /** How a sample is, as far as its structure and its decoding tell. */
    public enum State {
        WHOLE,
        /** Its own bytes are damaged. */
        DAMAGED,
        /** Whole itself, but leans on a picture that is damaged or missing. */
        AFFECTED
    }

    private final TrackShape shape;
    private final int unitBytes;
    private final boolean startCodes;
    private int count;
    private long[] offsets = new long[256];
    private int[] lengths = new int[256];
    private long[] times = new long[256];
    private int[] durations = new int[256];
    private int[] shifts = new int[256];
    private boolean[] syncs = new boolean[256];
    private boolean[] leaned = new boolean[256];
    private State[] states = new State[256];
    private int[] firstPiece = new int[256];
    private int pieces;
    private long[] pieceOffsets = new long[0];
    private int[] pieceLengths = new int[0];
    private final List<Gap> gaps = new ArrayList<>();
    private long estimatedFrom = Long.MAX_VALUE;
    private long shownFrom = Long.MIN_VALUE;

    /** Time of the track in which nothing was found, in its units, and where in the source that would have been. */
    public record Gap(long from, long until, long sourceFrom, long sourceUntil) {}

    FoundTrack(TrackShape shape) {
        this(shape, 0, false);
    }

    /** @param unitBytes of tracks whose samples are all of one size and found in runs; 0 otherwise */
    FoundTrack(TrackShape shape, int unitBytes, boolean startCodes) {
        this.shape = shape;
        this.unitBytes = unitBytes;
        this.startCodes = startCodes;
    }

    void add(long offset, int length, long time, int duration, int shift, boolean sync, boolean leanedOn, State state) {
        if (count == offsets.length) {
            int room = count * 2;
            offsets = Arrays.copyOf(offsets, room);
            lengths = Arrays.copyOf(lengths, room);
            times = Arrays.copyOf(times, room);
            durations = Arrays.copyOf(durations, room);
            shifts = Arrays.copyOf(shifts, room);
            syncs = Arrays.copyOf(syncs, room);
            leaned = Arrays.copyOf(leaned, room);
            states = Arrays.copyOf(states, room);
            firstPiece = Arrays.copyOf(firstPiece, room);
        }
        offsets[count] = offset;
        lengths[count] = length;
        times[count] = time;
        durations[count] = duration;
        shifts[count] = shift;
        syncs[count] = sync;
        leaned[count] = leanedOn;
        states[count] = state;
        firstPiece[count] = pieces;
        count++;
    }

    /** Adds a NAL unit to the sample that comes next. */
    void piece(long offset, int length) {
        if (pieces == pieceOffsets.length) {
            pieceOffsets = Arrays.copyOf(pieceOffsets, Math.max(256, pieces * 2));
            pieceLengths = Arrays.copyOf(pieceLengths, Math.max(256, pieces * 2));
        }
        pieceOffsets[pieces] = offset;
        pieceLengths[pieces++] = length;
    }

    /** Forgets all samples and gaps from some number on, of a track without pieces. */
    void shorten(int samples, int gapsKept) {
        count = samples;
        gaps.subList(gapsKept, gaps.size()).clear();
    }

    void gap(Gap gap) {
        gaps.add(gap);
    }

    void setTime(int sample, long time, int duration) {
        times[sample] = time;
        durations[sample] = duration;
    }

    void setShift(int sample, int shift) {
        shifts[sample] = shift;
    }

    /** Says what decoding it showed. */
    public void setState(int sample, State state) {
        states[sample] = state;
    }

    void estimatedFrom(long time) {
        estimatedFrom = Math.min(estimatedFrom, time);
    }

    /** The time from which on times are guesses; beyond everything if none are. */
    public long estimatedFrom() {
        return estimatedFrom;
    }

    TrackShape shape() {
        return shape;
    }

    public int number() {
        return shape.number();
    }

    public boolean video() {
        return shape.video();
    }

    public boolean audio() {
        return shape.audio();
    }

    public String format() {
        return shape.format();
    }

    public long timescale() {
        return shape.timescale();
    }

    public int count() {
        return count;
    }

    public long offset(int sample) {
        return offsets[sample];
    }

    public int length(int sample) {
        return lengths[sample];
    }

    public long time(int sample) {
        return times[sample];
    }

    public int duration(int sample) {
        return durations[sample];
    }

    public int shift(int sample) {
        return shifts[sample];
    }

    public boolean sync(int sample) {
        return syncs[sample];
    }

    /**
     * When it is shown in the file that is made of the track, edits aside.
     *
     * @param zero time of the first sample that is written
     */
    public long written(int sample, long zero) {
        return times[sample] - zero + shifts[sample];
    }

    /** The same track without the samples of some numbers; where they were is a gap. */
    public FoundTrack without(Set<Integer> samples) {
        FoundTrack rest = new FoundTrack(shape, unitBytes, startCodes);
        List<Gap> added = new ArrayList<>(gaps);
        for (int i = 0; i < count; i++) {
            if (samples.contains(i)) {
                added.add(new Gap(times[i], times[i] + durations[i], offsets[i], offsets[i] + lengths[i]));
                continue;
            }
            for (int piece = firstPieceOf(i); startCodes && piece < firstPieceOf(i + 1); piece++) {
                rest.piece(pieceOffsets[piece], pieceLengths[piece]);
            }
            rest.add(offsets[i], lengths[i], times[i], durations[i], shifts[i], syncs[i], leaned[i], states[i]);
        }
        added.sort(Comparator.comparingLong(Gap::from));
        for (Gap gap : added) {
            Gap last = rest.gaps.isEmpty() ? null : rest.gaps.getLast();
            if (last != null && gap.from() <= last.until()) {
                rest.gaps.removeLast();
                rest.gaps.add(new Gap(
                        last.from(),
                        Math.max(last.until(), gap.until()),
                        Math.min(last.sourceFrom(), gap.sourceFrom()),
                        Math.max(last.sourceUntil(), gap.sourceUntil())));
            } else {
                rest.gaps.add(gap);
            }
        }
        rest.estimatedFrom = estimatedFrom;
        return rest;
    }

    /** When a player shows it: what is shown first is shown at the time of the first sample. */
    public long shown(int sample) {
        if (shownFrom == Long.MIN_VALUE) {
            long first = 0;
            for (int i = 0; video() && i < Math.min(count, 64); i++) {
                first = i == 0 ? times[0] + shifts[0] : Math.min(first, times[i] + shifts[i]);
            }
            shownFrom = video() && count > 0 ? Math.max(0, first - times[0]) : 0;
        }
        return times[sample] + shifts[sample] - shownFrom;
    }

    /** Whether other pictures may lean on it. */
    public boolean leanedOn(int sample) {
        return leaned[sample];
    }

    public State state(int sample) {
        return states[sample];
    }

    public List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    /** How many samples of one size the entry stands for; 1 for all others. */
    int units(int sample) {
        return unitBytes == 0 ? 1 : lengths[sample] / unitBytes;
    }

    int unitBytes() {
        return unitBytes;
    }

    boolean startCodes() {
        return startCodes;
    }

    /** Bytes of the sample as it is written. */
    int written(int sample) {
        if (!startCodes) {
            return lengths[sample];
        }
        int sum = 0;
        for (int i = firstPieceOf(sample); i < firstPieceOf(sample + 1); i++) {
            sum += 4 + pieceLengths[i];
        }
        return sum;
    }

    int firstPieceOf(int sample) {
        // Pieces are noted before their sample: those of a sample end where it was added.
        return sample == 0 ? 0 : firstPiece[sample - 1];
    }

    long pieceOffset(int piece) {
        return pieceOffsets[piece];
    }

    int pieceLength(int piece) {
        return pieceLengths[piece];
    }

    /** When the last sample ends, in units of the track. */
    public long end() {
        long end = 0;
        for (int i = Math.max(0, count - 64); i < count; i++) {
            end = Math.max(end, times[i] + shifts[i] + durations[i]);
        }
        return end;
    }
}
