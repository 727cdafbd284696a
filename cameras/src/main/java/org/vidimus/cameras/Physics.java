package org.vidimus.cameras;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How batteries behave, and what the camera's gauge makes of them. The estimate of the server knows none of it: several kinds are
 * there so that it is not checked against its own assumptions.
 */
public enum Physics {
    /** A charge that drains in proportion, a gauge that counts it. */
    PLAIN,
    /** Heavy loads take more than their share (Peukert). */
    PEUKERT,
    /** The gauge goes by the voltage: quick at the top, slow in the middle, quick at the end. */
    CURVE,
    /** One battery in six loses a third or more from one day to the next. */
    SUDDEN,
    /** Cold costs little at first and then much; heat costs as well. */
    COLD,
    /** All of it, and a coarse and nervous gauge. */
    HARSH;

    static Physics of(String name) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is not one of "
                        + Arrays.stream(values()).map(Physics::word).collect(Collectors.joining(", "))));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private boolean is(Physics one) {
        return this == one || this == HARSH;
    }

    /** How much of the charge at 20 °C can be had. */
    double usable(double celsius) {
        double below = Math.max(0, 20 - celsius);
        if (is(COLD)) {
            double above = Math.max(0, celsius - 38);
            return Math.max(0.35, 1 - 0.00045 * below * below - 0.006 * above);
        }
        return Math.max(0.35, 1 - 0.006 * below);
    }

    /** What a load takes out of the battery, in watts at the usual load. */
    double felt(double watts) {
        return is(PEUKERT) ? watts * StrictMath.pow(watts, 0.15) : watts;
    }

    /** What the gauge shows of a charge, both from 0 to 1. */
    double shown(double charge) {
        if (!is(CURVE)) {
            return charge;
        }
        double x = 2 * charge - 1;
        return Math.clamp(0.5 + 0.5 * (0.55 * x + 0.45 * x * x * x), 0, 1);
    }

    double suddenFailures() {
        return is(SUDDEN) ? 0.17 : 0;
    }

    /** Steps of the gauge in percent. */
    double quantum() {
        return this == HARSH ? 2 : 0.5;
    }

    /** Deviation of one reading in percent. */
    double noise() {
        return this == HARSH ? 1.2 : 0.4;
    }

    /** How often the gauge corrects itself by some percent, per hour. */
    double jumps() {
        return this == HARSH ? 0.04 : 0.01;
    }
}
