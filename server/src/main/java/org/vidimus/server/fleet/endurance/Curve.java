package org.vidimus.server.fleet.endurance;

import org.vidimus.server.fleet.endurance.Run.Chunk;

/**
 * How quickly the shown percent falls at each level, as against its average from full to empty: gauges that go by the voltage are
 * quick at the top and at the end. A piecewise constant {@code m} over ten bands; the true distance between two levels is
 * {@code G = ∫ dp / m(p)}, and G from 100 to 0 is 100.
 *
 * @param known how sure of each band, as the deviation of log m
 */
record Curve(double[] speed, double[] known) {
    static final int BANDS = 10;
    private static final double WIDTH = 100.0 / BANDS;
    /** Percent seen in a band that weigh as much as the belief that it is like the others. */
    private static final double BELIEF = 60;

    private static final double UNKNOWN = 0.22;

    static Curve straight() {
        double[] speed = new double[BANDS];
        double[] known = new double[BANDS];
        java.util.Arrays.fill(speed, 1);
        java.util.Arrays.fill(known, UNKNOWN);
        return new Curve(speed, known);
    }

    /** From one level down to a lower one. */
    double distance(double from, double to) {
        double sum = 0;
        for (int band = 0; band < BANDS; band++) {
            sum += overlap(band, from, to) / speed[band];
        }
        return sum;
    }

    /** The same with what is not known moved by {@code z} deviations, all bands together. */
    double distance(double from, double to, double z) {
        double sum = 0;
        for (int band = 0; band < BANDS; band++) {
            sum += overlap(band, from, to) / speed[band] * Math.exp(-known[band] * z);
        }
        return sum;
    }

    /** The level after so much distance below {@code from}; 0 when that is further than the end. */
    double level(double from, double distance) {
        double left = distance;
        double at = from;
        for (int band = Math.min(BANDS - 1, (int) (from / WIDTH)); band >= 0; band--) {
            double most = (at - band * WIDTH) / speed[band];
            if (left <= most) {
                return at - left * speed[band];
            }
            left -= most;
            at = band * WIDTH;
        }
        return 0;
    }

    static double overlap(int band, double from, double to) {
        double low = Math.max(to, band * WIDTH);
        double high = Math.min(from, (band + 1) * WIDTH);
        return Math.max(0, high - low);
    }

    /** Learns from chunks and from what each was expected to use. */
    static final class Lesson {
        private final Curve before;
        private final double[] seen = new double[BANDS];
        private final double[] expected = new double[BANDS];

        Lesson(Curve before) {
            this.before = before;
        }

        /** @param distance that it should have gone by its hours */
        void add(Chunk chunk, double distance) {
            double whole = before.distance(chunk.from(), chunk.to());
            if (whole <= 0 || distance <= 0) {
                return;
            }
            for (int band = 0; band < BANDS; band++) {
                double part = overlap(band, chunk.from(), chunk.to());
                seen[band] += part;
                expected[band] += distance * part / before.speed[band] / whole;
            }
        }

        Curve learned() {
            double[] log = new double[BANDS];
            double[] known = new double[BANDS];
            for (int band = 0; band < BANDS; band++) {
                double trust = seen[band] / (seen[band] + BELIEF);
                log[band] = trust * Math.log((seen[band] + 1) / (expected[band] + 1));
                known[band] = UNKNOWN * Math.sqrt(1 - trust) + 0.01;
            }
            double[] speed = new double[BANDS];
            double length = 0;
            for (int band = 0; band < BANDS; band++) {
                speed[band] = Math.exp(log[band]);
                length += WIDTH / speed[band];
            }
            for (int band = 0; band < BANDS; band++) {
                speed[band] *= length / 100;
            }
            return new Curve(speed, known);
        }
    }
}
