package org.vidimus.server.fleet.support;

import java.util.function.DoubleUnaryOperator;

/**
 * Exact tests and intervals for small counts. Two Poisson rates are compared by the binomial distribution of one count given
 * their sum (Przyborowski and Wilenski, 1940); a single rate has the interval of Garwood (1936), the ratio of two that of Clopper and
 * Pearson (1934) carried over.
 */
final class Exact {
    private static final double TAIL = 0.025;
    private static final int HALVINGS = 80;

    private Exact() {}

    /** @param high infinite where the data set no bound */
    record Interval(double low, double high) {}

    /** The chance of {@code k} or more of {@code n}, each with chance {@code p}. */
    static double atLeast(int k, int n, double p) {
        if (k <= 0) {
            return 1;
        }
        if (p <= 0) {
            return 0;
        }
        if (p >= 1) {
            return 1;
        }
        // Summed from the smallest up, on a log scale, so that a chance of one in a billion is not rounded away.
        double sum = 0;
        double odds = Math.log(p) - Math.log1p(-p);
        double term = n * Math.log(p);
        for (int i = n; i >= k; i--) {
            sum += Math.exp(term);
            // From i to i - 1 of n.
            term += Math.log(i) - Math.log(n - i + 1.0) - odds;
        }
        return Math.min(1, sum);
    }

    /** 95 % for the expected number of events where {@code events} were counted. */
    static Interval events(int events) {
        double low = events == 0 ? 0 : solve(mean -> poissonAtLeast(events, mean) - TAIL, 0, events);
        double high = solve(mean -> TAIL - (1 - poissonAtLeast(events + 1, mean)), events, 10.0 * events + 20);
        return new Interval(low, high);
    }

    /** 95 % for how many times as often, given the counts and the exposures that they are of. */
    static Interval ratio(int mine, double myExposure, int others, double otherExposure) {
        int n = mine + others;
        double scale = otherExposure / myExposure;
        double low = mine == 0 ? 0 : solve(p -> atLeast(mine, n, p) - TAIL, 0, 1);
        double high = others == 0 ? 1 : solve(p -> TAIL - (1 - atLeast(mine + 1, n, p)), 0, 1);
        return new Interval(low / (1 - low) * scale, high >= 1 ? Double.POSITIVE_INFINITY : high / (1 - high) * scale);
    }

    private static double poissonAtLeast(int k, double mean) {
        // On a log scale: the chance of none at all is nothing that a double holds from a mean of 745 on.
        double term = -mean;
        double below = 0;
        for (int i = 0; i < k; i++) {
            below += Math.exp(term);
            term += Math.log(mean) - Math.log(i + 1.0);
        }
        return Math.max(0, 1 - below);
    }

    /** Where a rising function passes zero. */
    private static double solve(DoubleUnaryOperator rising, double from, double until) {
        double low = from;
        double high = until;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (rising.applyAsDouble(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
