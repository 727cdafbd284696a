package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through media bytes without an index and says whose sample lies where. It follows samples from one to the next; where
 * nothing known begins it searches on, and takes up again only where it finds proof. Zeros are never a sample.
 *
 * <p>Where a sample claims bytes within which others clearly begin (bytes are missing from it), it gives way to them.
 */
final class Walk {
    /** After so many bytes without any sample only pictures are searched for, which is ten times as fast. */
    private static final long SEARCH_FOR_ALL = 4L << 20;

    private static final int NEAR = 64;

    /** A sample of a track; {@code track} is its place in the list of lanes. */
    record Found(int track, long offset, Finder.Hit hit) {}

    /** What was passed over. */
    record Skipped(int afterSamples, long from, long until) {}

    private final Source source;
    private final List<Lane> lanes;
    private final List<Found> found = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    Walk(Source source, List<Lane> lanes) {
        this.source = source;
        this.lanes = lanes;
    }

    List<Found> found() {
        return found;
    }

    List<Skipped> skipped() {
        return skipped;
    }

    void over(long from, long until) throws IOException {
        long at = from;
        while (at < until) {
            Found next = best(at, until);
            if (next == null) {
                next = run(at, until);
            }
            if (next != null && believable(next, until)) {
                found.add(next);
                at += next.hit().length();
                continue;
            }
            if (next != null) {
                // It may be cut short by what follows: keep it only if nothing proven begins inside.
                long inside = search(at + 1, Math.min(until, at + next.hit().length()), until);
                if (inside < 0) {
                    found.add(next);
                    at += next.hit().length();
                    continue;
                }
                skip(at, inside);
                at = inside;
                continue;
            }
            long again = search(at + 1, until, until);
            skip(at, again < 0 ? until : again);
            at = again < 0 ? until : again;
        }
    }

    private void skip(long from, long until) {
        if (!skipped.isEmpty()
                && skipped.getLast().until() == from
                && skipped.getLast().afterSamples() == found.size()) {
            Skipped before = skipped.removeLast();
            skipped.add(new Skipped(before.afterSamples(), before.from(), until));
        } else {
            skipped.add(new Skipped(found.size(), from, until));
        }
    }

    /** The sample that begins here, of the track that knows it best: lanes are ordered so. */
    private @Nullable Found best(long at, long until) throws IOException {
        for (int i = 0; i < lanes.size(); i++) {
            Finder finder = lanes.get(i).finder();
            Finder.Hit hit = finder == null || !finder.maybe(at) ? null : finder.at(at, until);
            if (hit != null) {
                return new Found(i, at, hit);
            }
        }
        return null;
    }

    /** Whether what comes after a sample is known too, or it needs no such witness. */
    private boolean believable(Found next, long until) throws IOException {
        long end = next.offset() + next.hit().length();
        if (end >= until || next.hit().length() < 64 && !next.hit().damaged()) {
            return true;
        }
        if (best(end, until) != null) {
            return true;
        }
        // What follows may be a run that only its length tells, or filling that belongs to no track.
        return !next.hit().damaged() && (run(end, until) != null || anyNear(end, until));
    }

    private boolean anyNear(long end, long until) throws IOException {
        for (long at = end + 1; at <= end + NEAR && at < until; at++) {
            if (best(at, until) != null) {
                return true;
            }
        }
        return false;
    }

    /** A stretch of samples that have no mark of their own, by the lengths the camera uses. */
    private @Nullable Found run(long at, long until) throws IOException {
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            boolean over = lane.once() && had(i);
            if (over || lane.runs().length == 0 && lane.unitBytes() == 0) {
                continue;
            }
            long length = runLength(lane, at, until);
            if (length > 0) {
                return new Found(i, at, Finder.Hit.plain((int) length));
            }
        }
        return null;
    }

    private boolean had(int lane) {
        return found.stream().anyMatch(before -> before.track() == lane);
    }

    private long runLength(Lane lane, long at, long until) throws IOException {
        for (int length : lane.runs()) {
            if (at + length == until && source.afterZeros(at, until) < until
                    || at + length < until && proven(at + length, until, 0)) {
                return length;
            }
        }
        int unit = lane.unitBytes();
        if (unit == 0) {
            return 0;
        }
        long most = lane.longestRun() + lane.longestRun() / 8L;
        long least = Math.max(unit, lane.shortestRun() / 2 / unit * unit);
        for (long length = least; length <= most && at + length < until; length += unit) {
            if (proven(at + length, until, 0)) {
                return length;
            }
        }
        long left = (until - at) / unit * unit;
        return left > 0 && left <= most && source.afterZeros(at, until) < until ? left : 0;
    }

    /** The next place from which on samples follow each other; -1 if there is none. */
    private long search(long from, long to, long until) throws IOException {
        long at = from;
        while (at < to) {
            if (source.u8(at) == 0 && source.u32(at) == 0) {
                long after = source.afterZeros(at, to);
                // A length before a NAL unit, or a first byte of sound, may begin with up to three of these zeros.
                at = Math.max(at, after - 3);
                if (after >= to) {
                    return -1;
                }
            }
            if (proven(at, until, at - from > SEARCH_FOR_ALL ? 2 : 1)) {
                return at;
            }
            at++;
        }
        return -1;
    }

    /** @param strictness 0 anything that is strong, 1 with a witness behind it, 2 only pictures */
    private boolean proven(long at, long until, int strictness) throws IOException {
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            Finder finder = lane.finder();
            if (finder == null || strictness == 2 && !(finder instanceof VideoFinder) || !finder.maybe(at)) {
                continue;
            }
            Finder.Hit hit = finder.at(at, until);
            if (hit == null) {
                continue;
            }
            long end = at + hit.length();
            boolean ends = end == until && hit.length() > 32;
            if (finder instanceof VideoFinder && !hit.damaged() && hit.length() > 1024
                    || ends
                    || strictness == 0 && finder.strong(hit)
                    || best(end, until) != null
                    || (finder.strong(hit) || finder instanceof SoundFinder && hit.length() > 8)
                            && (lane.alone() || anyNear(end, until) || runFollows(end, until))) {
                return true;
            }
        }
        return false;
    }

    private boolean runFollows(long end, long until) throws IOException {
        for (Lane lane : lanes) {
            if (lane.unitBytes() > 0 || lane.runs().length > 0) {
                return end < until && runLength(lane, end, until) > 0;
            }
        }
        return false;
    }
}
