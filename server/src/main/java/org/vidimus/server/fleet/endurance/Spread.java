package org.vidimus.server.fleet.endurance;

/**
 * How much things differ.
 *
 * @param gauge deviation of one reading of the gauge, in percent
 * @param shifts deviation of log use between shifts of one camera, given what it did
 * @param cameras deviation of log use between cameras of the model
 * @param best log use of the better fifth of the model's cameras, which others are measured against
 * @param step in which the gauge shows the percent; 0 for single ones
 * @param stretch by how much intervals must be wider to hold what they promise, as found on shifts held out
 */
record Spread(double gauge, double shifts, double cameras, double best, double step, double stretch) {
    static Spread usual() {
        return new Spread(0.7, 0.06, 0.35, 0, 0, 1);
    }

    Spread stretched(double factor) {
        return new Spread(gauge, shifts, cameras, best, step, factor);
    }
}
