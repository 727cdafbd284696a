package org.vidimus.server.fleet.endurance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vidimus.cameras.Line;
import org.vidimus.cameras.Physics;
import org.vidimus.cameras.VirtualCamera;
import org.vidimus.cameras.VirtualFleet;

/** The estimate against the truth of a virtual fleet, which only the fleet knows. */
final class Score {
    private static final Instant UNTIL = Instant.parse("2026-11-28T06:00:00Z");
    static final Hours PRESENT = new Hours(1, 0, 0, 0);
    private static final Map<String, Hours> STATES = Map.of(
            "PRESENT", PRESENT,
            "PRE_RECORD", new Hours(1, 0, 0, 1),
            "DISPLAY", new Hours(0, 1, 0, 0),
            "RECORDING", new Hours(0, 0, 1, 0));

    final String name;
    final Tally shifts = new Tally();
    final Tally cold = new Tally();
    final Tally states = new Tally();
    final Tally held = new Tally();
    int failing;
    int found;
    int wronglyFound;
    int sound;

    Score(String name) {
        this.name = name;
    }

    /** How often something lay within what was said, and how far it was off. */
    static final class Tally {
        private int within;
        private int all;
        private final List<Double> off = new ArrayList<>();

        void add(Forecast.Lasting said, double truth) {
            add(said.low() <= truth && truth <= said.high(), Math.abs(said.median() - truth));
        }

        void add(boolean inside, double hoursOff) {
            all++;
            within += inside ? 1 : 0;
            off.add(hoursOff);
        }

        void add(Tally other) {
            all += other.all;
            within += other.within;
            off.addAll(other.off);
        }

        double coverage() {
            return (double) within / all;
        }

        double medianMinutesOff() {
            return 60
                    * Robust.median(
                            off.stream().mapToDouble(Double::doubleValue).toArray());
        }

        @Override
        public String toString() {
            return all == 0
                    ? "–"
                    : String.format(Locale.ROOT, "%3.0f %% %4.0f min", 100 * coverage(), medianMinutesOff());
        }
    }

    static Score of(Physics physics, long seed, int count, int days) {
        Score score = new Score(physics.name());
        score.fleet(physics, seed, count, days);
        return score;
    }

    void fleet(Physics physics, long seed, int count, int days) {
        List<VirtualCamera> cameras = VirtualFleet.live(VirtualFleet.Plan.of(count, days, seed, physics, UNTIL));
        for (String model : List.of("V1", "V1 Mini")) {
            List<VirtualCamera> same = cameras.stream()
                    .filter(camera -> camera.model().equals(model))
                    .toList();
            List<List<Run>> runs = same.stream().map(Score::runs).toList();
            ModelFit fit = Calibration.of(runs);
            for (int n = 0; n < same.size(); n++) {
                camera(fit, same.get(n), runs.get(n));
            }
        }
    }

    static List<Run> runs(VirtualCamera camera) {
        List<Trace.Reading> readings = new ArrayList<>();
        List<Trace.Turn> turns = new ArrayList<>();
        for (Line line : camera.lines()) {
            if (line instanceof Line.Reading reading) {
                readings.add(new Trace.Reading(reading.at(), reading.percent(), reading.celsius(), reading.charging()));
            } else if (line instanceof Line.Turn turn) {
                turns.add(new Trace.Turn(
                        turn.at(), Trace.Stage.valueOf(turn.stage().name()), turn.preRecord()));
            }
        }
        return new Trace(readings, turns).runs();
    }

    private void camera(ModelFit fit, VirtualCamera camera, List<Run> runs) {
        CameraFit known = CameraFit.of(fit, runs);
        double warmth = Shifts.warmth(runs);
        compare(known, camera, runs, warmth, shifts);
        compare(known, camera, runs, warmth - 12, cold);
        VirtualCamera.Truth truth = camera.truth(warmth);
        truth.hoursByState()
                .forEach((state, hours) -> states.add(
                        new Forecast(known, warmth).steady(100, STATES.getOrDefault(state, PRESENT)), hours));
        for (BackTest.Held one : BackTest.of(fit, runs, 12)) {
            held.add(one.within(), one.hoursOff());
        }
        boolean said = Battery.of(known, runs, null).failing();
        if (truth.capacity() < 0.62) {
            failing++;
            found += said ? 1 : 0;
        } else if (truth.capacity() > 0.78) {
            sound++;
            wronglyFound += said ? 1 : 0;
        }
    }

    private static void compare(CameraFit known, VirtualCamera camera, List<Run> runs, double celsius, Tally tally) {
        Forecast.Lasting said = new Forecast(known, celsius).lasts(100, Shifts.of(runs));
        List<Double> truth = camera.truth(celsius).shifts();
        for (double hours : truth) {
            tally.add(said.low() <= hours && hours <= said.high(), Math.abs(said.median() - hours));
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-8s | %s | %s | %s | %s | %d of %d | %d of %d",
                name.toLowerCase(Locale.ROOT),
                shifts,
                cold,
                states,
                held,
                found,
                failing,
                wronglyFound,
                sound);
    }
}
