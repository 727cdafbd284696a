package org.vidimus.server.fleet.endurance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.fleet.endurance.Run.Chunk;

/**
 * One camera on top of its model: the level of its use over time, what each kind of hour takes from it now, and where it goes off.
 *
 * @param level log use as against a typical camera of the model, after its last run
 * @param levelDeviation how sure of it
 * @param history the level after each telling run, oldest first
 * @param changedAt when its level last jumped; missing if never
 * @param rates percent an hour by kind as it is now, with their covariance
 */
record CameraFit(
        ModelFit model,
        double level,
        double levelDeviation,
        List<Level> history,
        @Nullable Instant changedAt,
        Ridge.Posterior rates,
        CutOff cutOff) {
    private static final double DAILY_DRIFT = 0.006;
    private static final double JUMP = 0.25;
    private static final double SUSPICIOUS = 2.2;
    /** Runs weigh half after so many days. */
    private static final double HALF_LIFE = 21;
    /** A camera differs from its model in one kind of hour more than in others by about so much. */
    private static final double OWN = 0.08;

    private static final int RUNS_FOR_CUT_OFF = 12;

    record Level(Instant at, double level, double deviation) {}

    static CameraFit of(ModelFit model, List<Run> runs) {
        List<Run> telling = runs.stream().filter(Run::telling).toList();
        Filter filter = new Filter(model);
        telling.forEach(filter::see);
        List<Run> recent = runs.subList(Math.max(0, runs.size() - RUNS_FOR_CUT_OFF), runs.size());
        Instant changed = filter.changedAt;
        return new CameraFit(
                model,
                filter.level,
                Math.sqrt(filter.variance),
                List.copyOf(filter.history),
                changed,
                rates(model, telling, filter, changed),
                model.cutOff().after(recent));
    }

    /**
     * A local level that drifts a little each day (Durbin and Koopman, Time Series Analysis by State Space Methods, §2.2). One shift
     * that is far off weighs less; two in a row on the same side are a jump: a cell has failed, or was exchanged.
     */
    private static final class Filter {
        private final ModelFit model;
        private final List<Level> history = new ArrayList<>();
        private double level;
        private double variance;
        private double suspicion;
        private @Nullable Instant suspectedAt;
        private @Nullable Instant changedAt;

        Filter(ModelFit model) {
            this.model = model;
            variance = model.spread().cameras() * model.spread().cameras();
        }

        void see(Run run) {
            if (!history.isEmpty()) {
                double days =
                        Duration.between(history.getLast().at(), run.until()).toMinutes() / 1440.0;
                variance += DAILY_DRIFT * DAILY_DRIFT * Math.max(0, days);
            }
            double noise = model.ratioVariance(run);
            double news = model.ratio(run) - level;
            double off = news / Math.sqrt(variance + noise);
            if (Math.abs(off) > SUSPICIOUS && Math.signum(off) == Math.signum(suspicion)) {
                variance += JUMP * JUMP;
                changedAt = suspectedAt;
                off = 0;
                suspicion = 0;
            } else {
                suspicion = Math.abs(off) > SUSPICIOUS ? off : 0;
                suspectedAt = run.from();
            }
            double gain = Robust.weight(off) * variance / (variance + noise);
            level += gain * news;
            variance *= 1 - gain;
            history.add(new Level(run.until(), level, Math.sqrt(variance)));
        }
    }

    private static Ridge.Posterior rates(ModelFit model, List<Run> runs, Filter filter, @Nullable Instant changedAt) {
        Rates expected = model.rates().times(Math.exp(filter.level));
        double[] deviations = new double[Hours.KINDS];
        for (int kind = 0; kind < Hours.KINDS; kind++) {
            deviations[kind] = Math.hypot(OWN * expected.of()[kind], expected.deviations()[kind]);
        }
        Ridge ridge = new Ridge(expected.of(), deviations);
        for (int n = 0; n < runs.size(); n++) {
            Run run = runs.get(n);
            // What an hour took then, as it would now: a battery that has faded since takes more for the same.
            double since = Math.exp(filter.level - filter.history.get(n).level());
            double days = Duration.between(run.until(), runs.getLast().until()).toHours() / 24.0;
            double weight = Math.pow(0.5, days / HALF_LIFE);
            if (changedAt != null && run.from().isBefore(changedAt)) {
                weight *= 0.05;
            }
            for (Chunk chunk : run.chunks()) {
                double factor = model.temperature().factor(chunk.warmth());
                double expect = expected.uses(chunk.hours()) * factor;
                double gauge = model.spread().gauge();
                double variance = 2 * gauge * gauge + 0.1 * 0.1 * expect * expect;
                double went = since * model.went(chunk);
                double off = (went - expect) / Math.sqrt(variance);
                ridge.add(Rates.row(chunk.hours(), factor), went, weight * Robust.weight(off) / variance);
            }
        }
        return ridge.posterior();
    }
}
