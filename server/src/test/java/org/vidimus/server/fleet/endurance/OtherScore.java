package org.vidimus.server.fleet.endurance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vidimus.server.fleet.endurance.OtherFleet.OtherCamera;
import org.vidimus.server.fleet.endurance.OtherFleet.World;
import org.vidimus.server.fleet.endurance.Trace.Stage;

/** The estimate against {@link OtherFleet}s. */
final class OtherScore {
    private static final int TRIALS = 40;
    private static final double LEAST = 0.35;
    private static final double MOST = 0.8;

    final World world;
    final Score.Tally full = new Score.Tally();
    final Score.Tally later = new Score.Tally();
    final Score.Tally colder = new Score.Tally();
    final Score.Tally states = new Score.Tally();
    final Score.Tally held = new Score.Tally();
    private final List<Double> bias = new ArrayList<>();
    private final List<Double> widths = new ArrayList<>();
    private final List<Double> advice = new ArrayList<>();
    int silent;
    int spoke;

    OtherScore(World world) {
        this.world = world;
    }

    static OtherScore of(World world, long from, long seeds) {
        OtherScore score = new OtherScore(world);
        for (long seed = from; seed < from + seeds; seed++) {
            score.fleet(OtherFleet.of(world, seed));
        }
        return score;
    }

    private void fleet(List<OtherCamera> cameras) {
        List<List<Run>> runs = cameras.stream().map(OtherCamera::runs).toList();
        ModelFit fit = Calibration.of(runs);
        for (int n = 0; n < cameras.size(); n++) {
            if (Estimates.enough(runs.get(n))) {
                spoke++;
                camera(fit, cameras.get(n), runs.get(n));
            } else {
                silent++;
            }
        }
    }

    private void camera(ModelFit fit, OtherCamera camera, List<Run> runs) {
        CameraFit known = CameraFit.of(fit, runs);
        double asked = Shifts.warmth(runs);
        double warmth = camera.measuresWarmth() ? asked : camera.warmth();
        List<Hours> shifts = Shifts.set(Shifts.of(runs), runs.getLast().hours());
        Forecast forecast = new Forecast(known, asked);
        Forecast.Lasting said = forecast.lasts(100, shifts);
        Forecast.Lasting frost = new Forecast(known, asked - 10).lasts(100, shifts);
        List<Double> truths = new ArrayList<>();
        for (int n = 0; n < TRIALS; n++) {
            double truth = camera.lasts(1, warmth);
            truths.add(truth);
            full.add(said, truth);
            double half = LEAST + (MOST - LEAST) * n / TRIALS;
            later.add(forecast.lasts(camera.shownOf(half), shifts), camera.lasts(half, warmth));
            if (camera.measuresWarmth()) {
                colder.add(frost, camera.lasts(1, warmth - 10));
            }
        }
        bias.add(Math.log(said.median()
                / Robust.median(truths.stream().mapToDouble(Double::doubleValue).toArray())));
        widths.add(said.high() / said.low());
        states(forecast, camera, warmth);
        for (BackTest.Held one : BackTest.of(fit, runs, 12)) {
            held.add(one.within(), one.hoursOff());
        }
    }

    private void states(Forecast forecast, OtherCamera camera, double warmth) {
        states.add(forecast.steady(100, new Hours(1, 0, 0, 0)), camera.steady(Stage.PRESENT, false, warmth));
        states.add(forecast.steady(100, new Hours(0, 1, 0, 0)), camera.steady(Stage.DISPLAY, false, warmth));
        states.add(forecast.steady(100, new Hours(0, 0, 1, 0)), camera.steady(Stage.RECORDING, false, warmth));
        states.add(forecast.steady(100, new Hours(1, 0, 0, 1)), camera.steady(Stage.PRESENT, true, warmth));
        if (forecast.knowsRing()) {
            double truth = camera.steady(Stage.PRESENT, false, warmth) - camera.steady(Stage.PRESENT, true, warmth);
            double said = forecast.lasts(100, List.of(new Hours(1, 0, 0, 0))).median()
                    - forecast.lasts(100, List.of(new Hours(1, 0, 0, 1))).median();
            advice.add(60 * (said - truth));
        }
    }

    /** How far the middle lies from the true one, in percent: above 0 if it promises too much. */
    double bias() {
        return 100 * (Math.exp(median(bias)) - 1);
    }

    private static double median(List<Double> values) {
        return values.isEmpty()
                ? 0
                : Robust.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-16s | %s | %s | %s | %s | %s | %+4.1f %% | ×%.2f | %+4.0f min | %d of %d",
                world.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                full,
                later,
                colder,
                states,
                held,
                bias(),
                median(widths),
                median(advice),
                silent,
                silent + spoke);
    }
}
