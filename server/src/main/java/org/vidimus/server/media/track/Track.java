package org.vidimus.server.media.track;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vidimus.server.evidence.Position;

/**
 * Points in the order of time.
 *
 * @param source what they were read from, such as {@code GoPro}, {@code GPX}
 * @param start true time of the recording's beginning as the satellites told it
 */
public record Track(List<TrackPoint> points, String source, Optional<Instant> start) {
    public static final Track NONE = new Track(List.of(), "", Optional.empty());

    /** More than a point every tenth of a second over a whole day. */
    static final int MOST_POINTS = 1_000_000;

    private static final int MOST_THINNED = 64;
    private static final double EARTH_RADIUS_METRES = 6_371_000;

    static Track of(List<TrackPoint> points, String source) {
        List<TrackPoint> ordered = new ArrayList<>(points);
        if (points.stream().allMatch(point -> point.at().isPresent())) {
            ordered.sort(Comparator.comparing(point -> point.at().orElseThrow()));
        }
        return new Track(List.copyOf(ordered), source, Optional.empty());
    }

    public boolean empty() {
        return points.isEmpty();
    }

    /** The same way by few positions, none of which is farther from the whole than it must be. */
    public List<Position> thinned() {
        List<Position> all = points.stream().map(TrackPoint::position).toList();
        double tolerance = 3;
        List<Position> few = simplified(all, tolerance);
        while (few.size() > MOST_THINNED) {
            tolerance *= 1.6;
            few = simplified(few, tolerance);
        }
        return few;
    }

    /** Douglas and Peucker, 1973: keeps the point farthest from the straight line as long as it is farther than the tolerance. */
    private static List<Position> simplified(List<Position> points, double tolerance) {
        if (points.size() < 3) {
            return points;
        }
        boolean[] kept = new boolean[points.size()];
        kept[0] = true;
        kept[points.size() - 1] = true;
        List<int[]> open = new ArrayList<>();
        open.add(new int[] {0, points.size() - 1});
        while (!open.isEmpty()) {
            int[] span = open.removeLast();
            int farthest = -1;
            double distance = tolerance;
            for (int i = span[0] + 1; i < span[1]; i++) {
                double d = distance(points.get(i), points.get(span[0]), points.get(span[1]));
                if (d > distance) {
                    farthest = i;
                    distance = d;
                }
            }
            if (farthest > 0) {
                kept[farthest] = true;
                open.add(new int[] {span[0], farthest});
                open.add(new int[] {farthest, span[1]});
            }
        }
        List<Position> few = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                few.add(points.get(i));
            }
        }
        return few;
    }

    /** Metres from a point to the line between two, on ground small enough to be flat. */
    private static double distance(Position point, Position from, Position to) {
        double shrink = Math.cos(Math.toRadians(point.lat()));
        double px = (point.lon() - from.lon()) * shrink;
        double py = point.lat() - from.lat();
        double dx = (to.lon() - from.lon()) * shrink;
        double dy = to.lat() - from.lat();
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : Math.clamp((px * dx + py * dy) / length, 0, 1);
        return Math.toRadians(Math.hypot(px - along * dx, py - along * dy)) * EARTH_RADIUS_METRES;
    }
}
