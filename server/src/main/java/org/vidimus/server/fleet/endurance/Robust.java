package org.vidimus.server.fleet.endurance;

import java.util.Arrays;

/** Statistics that a few wrong values do not move (Huber and Ronchetti, Robust Statistics). */
final class Robust {
    private Robust() {}

    /** Full weight within one and a half deviations, less and less beyond: a jump of the gauge is no rate. */
    static double weight(double deviations) {
        return Math.min(1, 1.5 / Math.max(Math.abs(deviations), 1e-9));
    }

    /** Of at least one value. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /** By the median of the distances from the median, as if normal. */
    static double deviation(double[] values) {
        double middle = median(values);
        return 1.4826
                * median(Arrays.stream(values)
                        .map(value -> Math.abs(value - middle))
                        .toArray());
    }

    /** @param sorted shortest first */
    static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
