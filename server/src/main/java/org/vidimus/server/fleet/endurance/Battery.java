package org.vidimus.server.fleet.endurance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a camera's battery.
 *
 * @param strength how long a full charge lasts as against the better cameras of the model, doing the same; 1 is as long
 * @param low of the interval that holds it four times in five
 * @param high of it
 * @param history after each run, oldest first
 * @param perMonth change of strength, over the last weeks; missing while there are too few
 * @param signs why it is failing; empty if nothing says so
 * @param since when the first of them showed
 */
record Battery(
        double strength,
        double low,
        double high,
        List<Point> history,
        @Nullable Double perMonth,
        List<Sign> signs,
        @Nullable Instant since) {
    private static final double WEAK = 0.75;
    private static final double FELL = 0.15;
    private static final double SURELY_FELL = 0.08;
    private static final Duration LATELY = Duration.ofDays(30);
    private static final double EARLY = 12;
    private static final int LAST_RUNS = 10;
    private static final int LEAST_RUNS = 5;
    private static final double WORN = 65;

    /** What says that a battery is failing. */
    enum Sign {
        /** It lasts less than three quarters of what good ones last, and that is no accident of few shifts. */
        WEAK,
        /** It lasts a good deal less than some weeks ago. */
        FELL,
        /** It went off by itself, more than once, while it still showed charge. */
        ENDS_EARLY,
        /** The camera itself says so. */
        REPORTED
    }

    record Point(Instant at, double strength, double low, double high) {}

    boolean failing() {
        return !signs.isEmpty();
    }

    /** @param reportedHealth percent that the camera says it holds; missing where it says nothing */
    static Battery of(CameraFit camera, List<Run> runs, @Nullable Double reportedHealth) {
        double cut = camera.model().curve().distance(100, camera.cutOff().percent())
                / camera.model()
                        .curve()
                        .distance(100, Math.min(camera.model().cutOff().percent(), 5));
        List<Point> history = new ArrayList<>();
        for (CameraFit.Level level : camera.history()) {
            history.add(new Point(
                    level.at(),
                    strength(camera, level.level(), cut),
                    strength(camera, level.level() + Normal.EIGHTY * level.deviation(), cut),
                    strength(camera, level.level() - Normal.EIGHTY * level.deviation(), cut)));
        }
        Point now = history.isEmpty() ? new Point(Instant.EPOCH, 1, 0.5, 1.2) : history.getLast();
        List<Sign> signs = new ArrayList<>();
        Instant since = null;
        if (history.size() >= LEAST_RUNS && now.high() < WEAK) {
            signs.add(Sign.WEAK);
            since = earliest(since, sinceWeak(history));
        }
        Optional<Point> before = strongestLately(history);
        if (history.size() >= LEAST_RUNS
                && before.isPresent()
                && before.get().strength() - now.strength() > FELL
                && before.get().low() - now.high() > SURELY_FELL) {
            signs.add(Sign.FELL);
            since = earliest(since, camera.changedAt() == null ? before.get().at() : camera.changedAt());
        }
        List<Run> early = early(runs);
        if (early.size() >= 2) {
            signs.add(Sign.ENDS_EARLY);
            since = earliest(since, early.getFirst().until());
        }
        if (reportedHealth != null && reportedHealth < WORN) {
            signs.add(Sign.REPORTED);
        }
        return new Battery(
                now.strength(), now.low(), now.high(), history, perMonth(history, camera.changedAt()), signs, since);
    }

    private static double strength(CameraFit camera, double level, double cut) {
        return Math.exp(camera.model().spread().best() - level) * cut;
    }

    private static @Nullable Instant earliest(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private static Instant sinceWeak(List<Point> history) {
        int n = history.size() - 1;
        while (n > 0 && history.get(n - 1).strength() < WEAK) {
            n--;
        }
        return history.get(n).at();
    }

    private static Optional<Point> strongestLately(List<Point> history) {
        if (history.isEmpty()) {
            return Optional.empty();
        }
        Instant from = history.getLast().at().minus(LATELY);
        // The first runs of a camera's history are not sure enough to fall from.
        return history.subList(Math.min(2, history.size() - 1), history.size()).stream()
                .filter(point -> point.at().isAfter(from))
                .max(java.util.Comparator.comparingDouble(Point::strength));
    }

    private static List<Run> early(List<Run> runs) {
        return runs.subList(Math.max(0, runs.size() - LAST_RUNS), runs.size()).stream()
                .filter(run -> run.diedAt() != null && run.diedAt() >= EARLY)
                .toList();
    }

    /** A straight line through the last six weeks, or since the last jump: a jump is no trend. */
    private static @Nullable Double perMonth(List<Point> history, @Nullable Instant changedAt) {
        if (history.size() < LEAST_RUNS) {
            return null;
        }
        Instant weeks = history.getLast().at().minus(Duration.ofDays(42));
        Instant from = changedAt != null && changedAt.isAfter(weeks) ? changedAt.plus(Duration.ofDays(1)) : weeks;
        List<Point> points =
                history.stream().filter(point -> point.at().isAfter(from)).toList();
        double meanDays = points.stream()
                .mapToDouble(point -> days(from, point))
                .average()
                .orElse(0);
        double mean = points.stream().mapToDouble(Point::strength).average().orElse(0);
        double square = 0;
        double product = 0;
        for (Point point : points) {
            double off = days(from, point) - meanDays;
            square += off * off;
            product += off * (point.strength() - mean);
        }
        return points.size() < LEAST_RUNS || square < 20 ? null : (Double) (product / square * 30);
    }

    private static double days(Instant from, Point point) {
        return Duration.between(from, point.at()).toMinutes() / 1440.0;
    }
}
