package org.vidimus.verify;

import java.util.Locale;

/** Lengths for people. */
final class Bytes {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Bytes() {}

    /** In decimal units: {@code 1.5 GB}. */
    static String text(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 999.5 && unit + 1 < UNITS.length) {
            amount /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}
