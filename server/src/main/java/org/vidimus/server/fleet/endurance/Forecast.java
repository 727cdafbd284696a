package org.vidimus.server.fleet.endurance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * How long a camera lasts, as a distribution: so many courses it may take, spread evenly over what is not known (rates, the level at
 * which it goes off, the curve, the cold, the day) and over shifts like those it is asked about.
 */
final class Forecast {
    private static final int COURSES = 400;
    private static final double LONGEST_HOURS = 72;
    private static final double STEADY = 0.5;
    private static final int BANDS = 10;
    private static final int STEPS = 24;
    private static final int RING = 3;
    private static final double KNOWN = 0.1;
    /** What is charged is full, whatever the gauge trembles. */
    private static final double FULL = 99;

    private final CameraFit camera;
    private final double celsius;
    private final double stretch;
    private final double[][] root;

    Forecast(CameraFit camera, double celsius) {
        this(camera, celsius, camera.model().spread().stretch());
    }

    Forecast(CameraFit camera, double celsius, double stretch) {
        this.camera = camera;
        this.celsius = celsius;
        this.stretch = stretch;
        this.root = camera.rates().root();
    }

    /** Hours switched on until it goes off, shortest first. */
    record Lasting(double[] hours) {
        double median() {
            return Robust.quantile(hours, 0.5);
        }

        double low() {
            return Robust.quantile(hours, 0.1);
        }

        double high() {
            return Robust.quantile(hours, 0.9);
        }

        /** The chance that it lasts so long. */
        double chance(double wanted) {
            return (double) Arrays.stream(hours).filter(one -> one >= wanted).count() / hours.length;
        }

        /** Spread about the median, as a deviation of logs. */
        double deviation() {
            return Math.log(high() / low()) / 2 / Normal.EIGHTY;
        }
    }

    /**
     * @param percent that it begins with
     * @param shifts what it may be used for, as shares of an hour; at least one
     */
    Lasting lasts(double percent, List<Hours> shifts) {
        return lasts(percent, Double.NaN, shifts);
    }

    /**
     * Doing one thing all the time. It is meant of days in general: what is not known is in the interval, and little of what differs
     * from one day to the next. No state was ever held out alone, so what shifts allow to be narrowed is not narrowed here.
     */
    Lasting steady(double percent, Hours use) {
        return spread(n -> course(n, percent, Double.NaN, List.of(use), STEADY), _ -> 1, Math.max(1, stretch));
    }

    /** Until it shows {@code to}, or, if that is no number, until it goes off. */
    Lasting lasts(double percent, double to, List<Hours> shifts) {
        return spread(
                n -> course(n, percent, to, shifts, 1), n -> Double.isNaN(to) ? withinStep(n, percent) : 1, stretch);
    }

    /** The percent expected after so many hours, with what holds it four times in five. */
    record Level(double hours, double percent, double low, double high) {}

    /** The charge over a shift, from {@code percent} on, at even steps. */
    List<Level> course(double percent, List<Hours> shifts, double hours) {
        List<Lasting> until = new ArrayList<>();
        for (int to = BANDS; to >= 0; to--) {
            until.add(lasts(percent, percent * to / BANDS, shifts));
        }
        List<Level> levels = new ArrayList<>();
        for (int n = 0; n <= STEPS; n++) {
            double at = hours * n / STEPS;
            levels.add(new Level(
                    at,
                    level(percent, at, until, Lasting::median),
                    level(percent, at, until, Lasting::low),
                    level(percent, at, until, Lasting::high)));
        }
        return levels;
    }

    /** The percent that is reached after so long, between the two that are known to be reached before and after. */
    private static double level(double percent, double at, List<Lasting> until, ToDoubleFunction<Lasting> when) {
        for (int n = 1; n < until.size(); n++) {
            double before = when.applyAsDouble(until.get(n - 1));
            double after = when.applyAsDouble(until.get(n));
            if (at <= after) {
                double part = after > before ? (at - before) / (after - before) : 1;
                return percent * (BANDS - n + 1 - part) / BANDS;
            }
        }
        return 0;
    }

    /** @param step what is not stretched: that a gauge has steps is known */
    private Lasting spread(IntToDoubleFunction course, IntToDoubleFunction step, double stretched) {
        double[] hours = new double[COURSES];
        for (int n = 0; n < COURSES; n++) {
            hours[n] = course.applyAsDouble(n + 1);
        }
        double middle = Robust.median(hours);
        for (int n = 0; n < COURSES; n++) {
            if (stretched != 1 && middle > 0) {
                hours[n] = hours[n] <= 0 ? 0 : middle * Math.pow(hours[n] / middle, stretched);
            }
            hours[n] *= step.applyAsDouble(n + 1);
        }
        Arrays.sort(hours);
        return new Lasting(hours);
    }

    /** A gauge with steps shows where the step began: what is left of what it shows. */
    private double withinStep(int n, double percent) {
        double step = camera.model().spread().step();
        if (percent >= FULL || step == 0) {
            return 1;
        }
        double end = camera.cutOff().percent();
        double shown = camera.model().curve().distance(percent, end);
        double left = camera.model().curve().distance(percent - step * Normal.spread(n, 31), end);
        return shown <= 0 ? 0 : Math.max(0, left) / shown;
    }

    private double course(int n, double percent, double to, List<Hours> shifts, double days) {
        Hours shift = shifts.get((int) (Normal.spread(n, 2) * shifts.size()));
        double rate = rate(n, shift);
        double day = days * camera.model().spread().shifts() * z(n, 13) + camera.levelDeviation() * z(n, 17);
        double cold = camera.model().temperature().deviation(celsius) * z(n, 19);
        double gauge = camera.model().spread().gauge();
        double hour = rate * camera.model().temperature().factor(celsius) * Math.exp(day + cold);
        double end = Double.isNaN(to) ? camera.cutOff().at(z(n, 23)) : to + gauge * z(n, 37);
        double begin = percent;
        if (percent < FULL) {
            // A percentage of two readings is off at both.
            begin = Math.clamp(percent + gauge * z(n, 41), 0, 100);
        }
        double distance = camera.model().curve().distance(begin, Math.clamp(end, 0, begin), z(n, 29));
        return Math.clamp(distance / hour, 0, LONGEST_HOURS);
    }

    private double rate(int n, Hours shift) {
        double[] z = {z(n, 3), z(n, 5), z(n, 7), z(n, 11)};
        double sum = 0;
        for (int kind = 0; kind < Hours.KINDS; kind++) {
            double rate = camera.rates().mean()[kind];
            for (int other = 0; other <= kind; other++) {
                rate += root[kind][other] * z[other];
            }
            sum += Math.max(rate, 0.1 * camera.rates().mean()[kind]) * shift.of(kind);
        }
        return Math.max(sum, 0.1);
    }

    /** Whether cameras of the model were seen with pre-recording and without, so that what it takes is more than a belief. */
    boolean knowsRing() {
        Rates rates = camera.model().rates();
        return rates.deviations()[RING] < KNOWN * (rates.of()[0] + rates.of()[RING]);
    }

    private static double z(int n, int base) {
        return Normal.quantile(Math.clamp(Normal.spread(n, base), 1e-4, 1 - 1e-4));
    }
}
