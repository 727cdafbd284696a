package org.vidimus.server.media.salvage.repair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.media.salvage.codec.NalHead;

/**
 * Gives the samples that a walk found their times. Within an unbroken stretch they follow each other as the camera's do; over a
 * gap, pictures are counted by their own numbers where these tell, and by bytes where they do not, and sound is put where it
 * lies beside the pictures elsewhere in the file.
 */
final class Assembly {
    /** Fewer bytes than this between two samples are filling and no gap. */
    private static final long FILLING = 64;

    private final List<Lane> lanes;
    private final List<Line> lines = new ArrayList<>();
    private final double bytesASecond;
    private final @Nullable Line pictures;

    Assembly(List<Lane> lanes) {
        this.lanes = lanes;
        Line video = null;
        double rate = 0;
        for (Lane lane : lanes) {
            Line line = new Line(lane);
            lines.add(line);
            rate += lane.bytesASecond();
            if (video == null && lane.finder() instanceof VideoFinder) {
                video = line;
            }
        }
        pictures = video;
        bytesASecond = rate;
    }

    /** One track while it is put together. */
    private static final class Line {
        final Lane lane;
        final FoundTrack track;
        final List<NalHead> heads = new ArrayList<>();
        final List<Integer> breaks = new ArrayList<>();
        final List<double[]> anchors = new ArrayList<>();
        double time;
        long pendingFrom = -1;
        long pendingUntil;
        long pendingBytes;
        int sinceSync;
        boolean unreferenced;

        @Nullable
        NalHead last;

        int[] orders = new int[0];
        boolean[] fresh = new boolean[0];
        boolean[] afterGap = new boolean[0];
        int orderStep = 1;
        int holesFrom = -1;
        long holesTaken;

        Line(Lane lane) {
            this.lane = lane;
            this.track = new FoundTrack(lane.shape(), lane.unitBytes(), false);
        }

        double delta() {
            double known = lane.delta() > 0 ? lane.delta() : lane.meanDelta();
            return known > 0 ? known : Math.max(1, lane.shape().timescale() / 30.0);
        }

        double seconds() {
            return time / lane.shape().timescale();
        }
    }

    List<FoundTrack> tracks(Walk walk) {
        if (pictures != null) {
            number(walk, pictures);
        }
        double[] lead = new double[lines.size()];
        double[] jitter = new double[lines.size()];
        measureLeads(walk, lead, jitter);
        int nextSkip = 0;
        for (int i = 0; i < walk.found().size(); i++) {
            while (nextSkip < walk.skipped().size()
                    && walk.skipped().get(nextSkip).afterSamples() == i) {
                pend(walk.skipped().get(nextSkip++));
            }
            Walk.Found found = walk.found().get(i);
            Line line = lines.get(found.track());
            if (line.pendingFrom >= 0) {
                bridge(line, found, lead[found.track()], jitter[found.track()]);
            }
            place(line, found);
        }
        if (pictures != null) {
            if (pictures.lane.delta() == 0) {
                respread(pictures);
            }
            showInOrder(pictures);
        }
        return lines.stream()
                .map(line -> line.track)
                .filter(track -> track.count() > 0)
                .toList();
    }

    /** Notes each picture's place in the order of showing, before anything is placed: what is missing shows as holes in it. */
    private void number(Walk walk, Line line) {
        int lane = lines.indexOf(line);
        List<Walk.Found> shots = new ArrayList<>();
        List<Boolean> gaps = new ArrayList<>();
        int nextSkip = 0;
        boolean gap = false;
        for (int i = 0; i < walk.found().size(); i++) {
            while (nextSkip < walk.skipped().size()
                    && walk.skipped().get(nextSkip).afterSamples() == i) {
                Walk.Skipped skipped = walk.skipped().get(nextSkip++);
                gap |= skipped.until() - skipped.from() >= FILLING;
            }
            if (walk.found().get(i).track() == lane) {
                shots.add(walk.found().get(i));
                gaps.add(gap);
                gap = false;
            }
        }
        int n = shots.size();
        line.orders = new int[n];
        line.fresh = new boolean[n];
        line.afterGap = new boolean[n];
        var syntax = ((VideoFinder) java.util.Objects.requireNonNull(line.lane.finder())).syntax();
        syntax.restart();
        java.util.Map<Integer, Integer> steps = new java.util.HashMap<>();
        for (int i = 0; i < n; i++) {
            NalHead head = java.util.Objects.requireNonNull(shots.get(i).hit().slice());
            line.fresh[i] = syntax.refreshes(head);
            line.orders[i] = syntax.order(head);
            line.afterGap[i] = gaps.get(i);
            if (i > 0 && !line.fresh[i]) {
                int step = Math.abs(line.orders[i] - line.orders[i - 1]);
                if (step > 0) {
                    steps.merge(step, 1, Integer::sum);
                }
            }
        }
        // Pictures of B kind jump about by several steps; the smallest jump that is not rare is one.
        line.orderStep = steps.entrySet().stream()
                .filter(entry -> entry.getValue() * 20 >= n)
                .mapToInt(java.util.Map.Entry::getKey)
                .min()
                .orElse(2);
    }

    /**
     * Pictures that the order of showing lacks at a gap: what its whole group lacks, less what was put down to gaps before; -1 if
     * the order begins anew there.
     */
    private static long holes(Line line, int at, double byBytes) {
        if (at == 0 || at >= line.fresh.length || line.fresh[at]) {
            return -1;
        }
        int from = at;
        while (from > 0 && !line.fresh[from]) {
            from--;
        }
        int until = at;
        int gaps = 0;
        while (until < line.orders.length && !line.fresh[until]) {
            gaps += line.afterGap[until] ? 1 : 0;
            until++;
        }
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        for (int i = from; i < until; i++) {
            least = Math.min(least, line.orders[i]);
            most = Math.max(most, line.orders[i]);
        }
        long lacking = ((long) most - least) / line.orderStep + 1 - (until - from);
        long left = Math.max(0, lacking - (line.holesFrom == from ? line.holesTaken : 0));
        long here = gaps <= 1 ? left : Math.min(left, Math.round(byBytes));
        line.holesTaken = (line.holesFrom == from ? line.holesTaken : 0) + here;
        line.holesFrom = from;
        return here;
    }

    private void pend(Walk.Skipped skipped) {
        long length = skipped.until() - skipped.from();
        if (length < FILLING) {
            return;
        }
        for (Line line : lines) {
            if (line.pendingFrom < 0) {
                line.pendingFrom = skipped.from();
            }
            line.pendingUntil = skipped.until();
            line.pendingBytes += length;
        }
    }

    /** How far each track's samples lie before or after the pictures beside them, from what was found before the first gap. */
    private void measureLeads(Walk walk, double[] lead, double[] jitter) {
        if (pictures == null) {
            return;
        }
        double[] times = new double[lines.size()];
        double[] sums = new double[lines.size()];
        double[] least = new double[lines.size()];
        double[] most = new double[lines.size()];
        int[] counts = new int[lines.size()];
        Arrays.fill(least, Double.MAX_VALUE);
        Arrays.fill(most, -Double.MAX_VALUE);
        int until = walk.skipped().stream()
                .filter(skipped -> skipped.until() - skipped.from() >= FILLING * 64 && skipped.afterSamples() > 0)
                .mapToInt(Walk.Skipped::afterSamples)
                .findFirst()
                .orElse(walk.found().size());
        int video = lines.indexOf(pictures);
        for (int i = 0; i < until; i++) {
            Walk.Found found = walk.found().get(i);
            int track = found.track();
            Line line = lines.get(track);
            double apart = times[track] - times[video];
            if (track != video) {
                sums[track] += apart;
                counts[track]++;
                least[track] = Math.min(least[track], apart);
                most[track] = Math.max(most[track], apart);
            }
            int units = line.lane.unitBytes() == 0 ? 1 : found.hit().length() / line.lane.unitBytes();
            times[track] += line.delta() * units / line.lane.shape().timescale();
        }
        for (int i = 0; i < lines.size(); i++) {
            if (counts[i] > 0) {
                lead[i] = sums[i] / counts[i];
                jitter[i] = Math.max(most[i] - lead[i], lead[i] - least[i]);
            }
        }
    }

    private void bridge(Line line, Walk.Found found, double lead, double jitter) {
        double delta = line.delta();
        double byBytes =
                rate() <= 0 ? 0 : line.pendingBytes / rate() * line.lane.shape().timescale() / delta;
        long missing;
        NalHead head = found.hit().slice();
        if (line == pictures && head != null) {
            missing = missingPictures(line, head, byBytes);
        } else if (pictures != null && pictures.track.count() > 0) {
            double apart = pictures.seconds() + lead - line.seconds();
            double samples = apart * line.lane.shape().timescale() / delta;
            double slack = jitter * line.lane.shape().timescale() / delta + 0.75;
            missing = samples <= slack ? 0 : Math.round(samples);
        } else {
            missing = Math.round(byBytes);
        }
        if (line.track.count() == 0) {
            missing = 0;
        }
        if (missing > 0) {
            line.breaks.add(line.track.count());
            long from = Math.round(line.time);
            line.time += missing * delta;
            line.track.gap(new FoundTrack.Gap(from, Math.round(line.time), line.pendingFrom, line.pendingUntil));
            line.track.estimatedFrom(Math.round(line.time));
        }
        line.pendingFrom = -1;
        line.pendingBytes = 0;
    }

    /** Of the sound file or, without one, of what was found so far. */
    private double rate() {
        if (bytesASecond > 0 || pictures == null || pictures.time <= 0) {
            return bytesASecond;
        }
        double bytes = 0;
        for (Line line : lines) {
            for (int i = 0; i < line.track.count(); i++) {
                bytes += line.track.length(i);
            }
        }
        return bytes / pictures.seconds();
    }

    private static long missingPictures(Line line, NalHead head, double byBytes) {
        VideoFinder finder = (VideoFinder) java.util.Objects.requireNonNull(line.lane.finder());
        int told = line.last == null || line.unreferenced ? -1 : finder.syntax().missingBetween(line.last, head);
        int cycle = finder.syntax().orderCycle();
        if (told >= 0 && cycle > 0) {
            long within = told + cycle * Math.round((byBytes - told) / cycle);
            long across = acrossGroups(line, head, byBytes);
            boolean sameGroup = within >= 0 && (across < 0 || Math.abs(within - byBytes) <= Math.abs(across - byBytes));
            return sameGroup ? within : across >= 0 ? across : Math.max(0, Math.round(byBytes));
        }
        long holes = holes(line, line.track.count(), byBytes);
        if (holes >= 0 && cycle > 0) {
            long turn = Math.max(1, cycle / line.orderStep);
            return holes == 0 && byBytes < turn / 2.0
                    ? 0
                    : Math.max(0, holes + turn * Math.round((byBytes - holes) / turn));
        }
        int group = line.lane.groupLength();
        if (head.sync() && group > 0) {
            int rest = (group - line.sinceSync % group) % group;
            return Math.max(rest, rest + group * Math.round((byBytes - rest) / group));
        }
        return Math.round(byBytes);
    }

    /** What is missing if numbering began anew in between, as it does with each group; -1 if groups are of no fixed length. */
    private static long acrossGroups(Line line, NalHead head, double byBytes) {
        int group = line.lane.groupLength();
        if (group == 0) {
            return -1;
        }
        int rest = (group - line.sinceSync % group) % group + head.frameNumber();
        return Math.max(rest, rest + group * Math.round((byBytes - rest) / group));
    }

    private void place(Line line, Walk.Found found) {
        Finder.Hit hit = found.hit();
        double delta = line.delta();
        int units = line.lane.unitBytes() == 0 ? 1 : hit.length() / line.lane.unitBytes();
        long at = Math.round(line.time);
        line.time += delta * units;
        int duration = (int) Math.max(1, Math.round(line.time) - at);
        NalHead head = hit.slice();
        if (head != null) {
            line.heads.add(head);
            line.sinceSync = head.sync() ? 1 : line.sinceSync + 1;
            line.unreferenced |= !hit.leanedOn();
            line.last = head;
            double heard = lines.stream()
                    .filter(other -> other.lane.shape().audio())
                    .mapToDouble(Line::seconds)
                    .max()
                    .orElse(-1);
            line.anchors.add(new double[] {heard});
        }
        line.track.add(
                found.offset(),
                hit.length(),
                at,
                duration,
                0,
                hit.sync(),
                hit.leanedOn(),
                hit.damaged() ? FoundTrack.State.DAMAGED : FoundTrack.State.WHOLE);
    }

    /** Pictures at an uneven pace are spread over the sound that lies between them. */
    private static void respread(Line line) {
        FoundTrack track = line.track;
        int n = track.count();
        boolean sound = n > 1 && line.anchors.getLast()[0] > 0;
        track.estimatedFrom(0);
        if (!sound) {
            return;
        }
        double scale = track.timescale();
        double[] at = new double[n];
        int from = 0;
        while (from < n) {
            int to = from + 1;
            while (to < n && line.anchors.get(to)[0] <= line.anchors.get(from)[0]) {
                to++;
            }
            double begin = line.anchors.get(from)[0];
            double end = to < n ? line.anchors.get(to)[0] : begin + (to - from) * line.delta() / scale;
            for (int i = from; i < to; i++) {
                at[i] = begin + (end - begin) * (i - from) / (to - from);
            }
            from = to;
        }
        long before = -1;
        for (int i = 0; i < n; i++) {
            long time = Math.max(before + 1, Math.round((at[i] - at[0]) * scale));
            long next = i + 1 < n
                    ? Math.max(time + 1, Math.round((at[i + 1] - at[0]) * scale))
                    : time + Math.round(line.delta());
            track.setTime(i, time, (int) (next - time));
            before = time;
        }
    }

    /** Composition offsets from the places that pictures claim in the order of showing. */
    private static void showInOrder(Line line) {
        VideoFinder finder = (VideoFinder) java.util.Objects.requireNonNull(line.lane.finder());
        showInOrder(line.track, line.heads, line.breaks, finder.syntax());
    }

    static void showInOrder(
            FoundTrack track,
            List<NalHead> heads,
            List<Integer> breaks,
            org.vidimus.server.media.salvage.codec.NalSyntax syntax) {
        syntax.restart();
        long deepest = 0;
        int from = 0;
        int n = track.count();
        int[] orders = new int[n];
        boolean[] fresh = new boolean[n];
        for (int i = 0; i < n; i++) {
            fresh[i] = syntax.refreshes(heads.get(i));
            orders[i] = syntax.order(heads.get(i));
        }
        for (int i = 1; i <= n; i++) {
            if (i == n || fresh[i] || breaks.contains(i)) {
                deepest = Math.max(deepest, shifted(track, orders, from, i));
                from = i;
            }
        }
        for (int i = 0; i < n; i++) {
            track.setShift(i, (int) (track.shift(i) + deepest));
        }
    }

    /** @return by how much the earliest picture of the stretch is shown before it is decoded */
    private static long shifted(FoundTrack track, int[] orders, int from, int until) {
        int[] shown = IntStream.range(from, until)
                .boxed()
                .sorted(java.util.Comparator.comparingInt(i -> orders[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        long deepest = 0;
        for (int place = 0; place < shown.length; place++) {
            int sample = shown[place];
            long shift = track.time(from + place) - track.time(sample);
            track.setShift(sample, (int) shift);
            deepest = Math.max(deepest, -shift);
        }
        return deepest;
    }
}
