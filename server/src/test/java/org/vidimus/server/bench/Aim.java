package org.vidimus.server.bench;

import java.util.Locale;

/** What a figure, or its ratio to the baseline, should reach. */
record Aim(Of of, Bound bound, double value) {
    enum Of {
        FIGURE,
        RATIO
    }

    enum Bound {
        AT_LEAST,
        AT_MOST
    }

    static Aim atLeast(double value) {
        return new Aim(Of.FIGURE, Bound.AT_LEAST, value);
    }

    static Aim atMost(double value) {
        return new Aim(Of.FIGURE, Bound.AT_MOST, value);
    }

    static Aim ratioAtLeast(double value) {
        return new Aim(Of.RATIO, Bound.AT_LEAST, value);
    }

    static Aim ratioAtMost(double value) {
        return new Aim(Of.RATIO, Bound.AT_MOST, value);
    }

    boolean isMet(double figure, double ratio) {
        double reached = of == Of.FIGURE ? figure : ratio;
        return bound == Bound.AT_LEAST ? reached >= value : reached <= value;
    }

    String text(String unit) {
        String text = (bound == Bound.AT_LEAST ? "≥ " : "≤ ") + Table.number(value);
        return of == Of.RATIO ? String.format(Locale.ROOT, "%s x", text) : text + " " + unit;
    }
}
