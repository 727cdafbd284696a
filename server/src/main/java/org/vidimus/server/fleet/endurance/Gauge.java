package org.vidimus.server.fleet.endurance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.vidimus.server.fleet.endurance.Trace.Reading;

/**
 * Readings as a gauge without slips and stairs would have shown them. A single reading far from both of its neighbours, which agree, is
 * a slip. A gauge that shows only tenths or twentieths is right at the moment of a step: in between lies a slope.
 */
final class Gauge {
    private static final double[] STEPS = {25, 20, 10, 5};
    private static final int LEAST_READINGS = 20;
    private static final double NEARLY_ALL = 0.95;
    private static final double ALIKE = 3;
    private static final double SLIP = 4;
    private static final Duration NEIGHBOURS = Duration.ofHours(1);
    private static final double FULL = 99;
    /** Beyond the last step the slope goes on, and not further than to the next one. */
    private static final double MOST_OF_A_STEP = 0.95;

    private Gauge() {}

    /** In percent; 0 for a gauge that shows single ones. */
    static double step(List<Double> shown) {
        if (shown.size() < LEAST_READINGS) {
            return 0;
        }
        for (double step : STEPS) {
            if (shown.stream().filter(percent -> isMultiple(percent, step)).count() >= NEARLY_ALL * shown.size()) {
                return step;
            }
        }
        return 0;
    }

    private static boolean isMultiple(double percent, double step) {
        return Math.abs(percent - Math.rint(percent / step) * step) < 0.01;
    }

    /** Whether that is a percent at which a step is, where it has steps. */
    static boolean isSure(double percent, double step) {
        return step == 0 || isMultiple(percent, step);
    }

    static List<Reading> smoothed(List<Reading> readings, double step) {
        List<Reading> sound = withoutSlips(readings);
        return step == 0 ? sound : withoutStairs(sound, step);
    }

    private static List<Reading> withoutSlips(List<Reading> readings) {
        List<Reading> sound = new ArrayList<>(readings);
        for (int n = 1; n + 1 < readings.size(); n++) {
            Reading before = sound.get(n - 1);
            Reading here = readings.get(n);
            Reading after = readings.get(n + 1);
            double middle = (before.percent() + after.percent()) / 2;
            boolean slip = !before.charging()
                    && !here.charging()
                    && !after.charging()
                    && Math.abs(before.percent() - after.percent()) <= ALIKE
                    && Math.abs(here.percent() - middle) > SLIP
                    && Duration.between(before.at(), after.at()).compareTo(NEIGHBOURS) <= 0;
            if (slip) {
                sound.set(n, here.showing(middle));
            }
        }
        return sound;
    }

    private static List<Reading> withoutStairs(List<Reading> readings, double step) {
        List<Reading> sloped = new ArrayList<>();
        int from = 0;
        for (int n = 1; n <= readings.size(); n++) {
            if (n == readings.size()
                    || readings.get(n).charging()
                    || readings.get(n - 1).charging()
                    || readings.get(n).percent() > readings.get(n - 1).percent()) {
                slope(readings.subList(from, n), step, sloped);
                from = n;
            }
        }
        return sloped;
    }

    /** @param fall readings that never rise */
    private static void slope(List<Reading> fall, double step, List<Reading> sloped) {
        int from = 0;
        while (from < fall.size()) {
            Reading top = fall.get(from);
            int next = from;
            while (next < fall.size() && fall.get(next).percent() == top.percent()) {
                next++;
            }
            double perMilli;
            if (next < fall.size()) {
                perMilli = (top.percent() - fall.get(next).percent()) / millis(top, fall.get(next));
            } else {
                double before = fall.getFirst().percent() - top.percent();
                perMilli = before > 0 ? before / millis(fall.getFirst(), top) : 0;
            }
            // Where in the first step it began is not known, unless it was full: that part is left out.
            boolean sure = from > 0 || top.percent() >= FULL || next == fall.size();
            for (Reading each : sure ? fall.subList(from, next) : List.<Reading>of()) {
                double fallen =
                        Math.min(perMilli * millis(top, each), next < fall.size() ? 100 : MOST_OF_A_STEP * step);
                sloped.add(each.showing(Math.max(0, top.percent() - fallen)));
            }
            from = next;
        }
    }

    private static double millis(Reading from, Reading to) {
        return Math.max(0, Duration.between(from.at(), to.at()).toMillis());
    }
}
