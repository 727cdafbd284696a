package org.vidimus.server.fleet.endurance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What would have been said before each of the last shifts, knowing only those before it, against what came. */
final class BackTest {
    /** A shift that used less says little about how long a charge lasts. */
    private static final double LEAST_DROP = 20;

    private static final double LEAST_HOURS = 2;
    private static final int BEFORE = 3;
    private static final double BELIEF = 8;

    private BackTest() {}

    /**
     * One shift held out: how long its charge was expected to take to fall as far as it did.
     *
     * @param actual hours switched on that it took
     */
    record Held(Instant at, double expected, double low, double high, double actual) {
        boolean within() {
            return actual >= low && actual <= high;
        }

        double hoursOff() {
            return Math.abs(actual - expected);
        }

        /** How many of its deviations it was off. */
        private double deviations() {
            double deviation = Math.max(Math.log(high / low) / 2 / Normal.EIGHTY, 0.01);
            return Math.log(actual / expected) / deviation;
        }
    }

    /** The last {@code most} shifts that can be held out, oldest first. */
    static List<Held> of(ModelFit model, List<Run> runs, int most) {
        List<Held> held = new ArrayList<>();
        for (int n = runs.size() - 1; n >= BEFORE && held.size() < most; n--) {
            Run run = runs.get(n);
            if (run.drop() >= LEAST_DROP && run.hours().on() >= LEAST_HOURS) {
                held.addFirst(hold(model, runs.subList(0, n), run));
            }
        }
        return held;
    }

    private static Held hold(ModelFit model, List<Run> before, Run run) {
        Forecast forecast = new Forecast(CameraFit.of(model, before), Shifts.warmth(before));
        // How the camera is set is known before a shift.
        Forecast.Lasting lasting = forecast.lasts(run.first(), run.last(), Shifts.set(Shifts.of(before), run.hours()));
        return new Held(
                run.from(),
                lasting.median(),
                lasting.low(),
                lasting.high(),
                run.hours().on());
    }

    /**
     * By how much intervals made with a stretch of 1 must be stretched so that four in five of the shifts held out fall within: split
     * conformal prediction (Lei et al. 2018) on the distances in deviations, with a belief of 1 that so many count as.
     */
    static double stretch(List<Held> held) {
        if (held.isEmpty()) {
            return Spread.usual().stretch();
        }
        double[] off =
                held.stream().mapToDouble(Held::deviations).map(Math::abs).toArray();
        Arrays.sort(off);
        double found = Robust.quantile(off, Math.min(1, 0.8 * (1 + 1.0 / off.length))) / Normal.EIGHTY;
        double trust = off.length / (off.length + BELIEF);
        return Math.clamp(
                Math.exp(trust * Math.log(Math.max(found, 0.1))
                        + (1 - trust) * Math.log(Spread.usual().stretch())),
                0.6,
                4);
    }
}
