package org.vidimus.server.fleet.endurance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vidimus.server.fleet.endurance.Run.Chunk;

/**
 * Learns a {@link ModelFit} by going round: each camera's own level at each run, given the rates; the rates, given the levels; the
 * gauge's curve; the cold. Half a dozen rounds settle it.
 */
final class ModelLearning {
    private static final int ROUNDS = 6;
    private static final int NEIGHBOURS = 2;
    private static final int DEMEANED = 10;
    /** A chunk that used so many times what was expected, or so small a part, says nothing about the curve. */
    private static final double WILD = 2.5;

    private static final double BELIEF_SHIFTS = 5;
    private static final double USUAL_SHIFTS = 0.05;
    private static final double BELIEF_CAMERAS = 4;
    private static final double USUAL_CAMERAS = 0.15;
    private static final int RING = 3;
    /** Of the log of what an hour takes with the ring, as against without: what is believed, and what differs between cameras anyway. */
    private static final double RING_DEVIATION = 0.14;

    private static final double OTHER_CAMERA = 0.12;
    private static final double SAME_CAMERA = 0.05;
    private static final int LEAST_EITHER_WAY = 3;
    /** A median of five swallows a part of what it is taken from. */
    private static final double SWALLOWED = 1.12;

    private final List<List<Run>> cameras;
    private final List<double[]> levels = new ArrayList<>();
    private double middle;
    private ModelFit fit;

    private ModelLearning(List<List<Run>> cameras) {
        this.cameras = cameras;
        ModelFit start = ModelFit.unknown();
        // Cameras last from three hours to fifteen: the size first, then the differences.
        double[] ratios =
                cameras.stream().flatMap(List::stream).mapToDouble(start::ratio).toArray();
        fit = start.with(Rates.usual(Math.exp(Robust.median(ratios))));
    }

    static ModelFit learn(List<List<Run>> fleet) {
        List<List<Run>> cameras = fleet.stream()
                .map(runs -> runs.stream().filter(Run::telling).toList())
                .filter(runs -> !runs.isEmpty())
                .toList();
        if (cameras.isEmpty()) {
            return ModelFit.unknown();
        }
        ModelLearning learning = new ModelLearning(cameras);
        for (int round = 0; round < ROUNDS; round++) {
            learning.levels();
            learning.rates();
            learning.ring();
            learning.curve();
            learning.temperature();
        }
        learning.levels();
        return learning.settled();
    }

    /** Each camera's own level at each run: the median of its neighbours in time, so that ageing is not taken for a rate. */
    private void levels() {
        levels.clear();
        for (List<Run> runs : cameras) {
            double[] ratios = runs.stream().mapToDouble(fit::ratio).toArray();
            double[] smooth = new double[ratios.length];
            for (int n = 0; n < ratios.length; n++) {
                smooth[n] = Robust.median(Arrays.copyOfRange(
                        ratios, Math.max(0, n - NEIGHBOURS), Math.min(ratios.length, n + NEIGHBOURS + 1)));
            }
            levels.add(smooth);
        }
        middle = Robust.median(levels.stream().mapToDouble(Robust::median).toArray());
        levels.replaceAll(of -> Arrays.stream(of).map(level -> level - middle).toArray());
    }

    private void rates() {
        Rates expected = Rates.usual(fit.rates().size());
        Ridge ridge = new Ridge(expected.of(), expected.deviations());
        each((run, level) -> {
            for (Chunk chunk : run.chunks()) {
                double expect = fit.uses(chunk.hours(), chunk.warmth()) * Math.exp(level + middle);
                double variance = chunkVariance(expect);
                double off = (fit.went(chunk) - expect) / Math.sqrt(variance);
                double factor = Math.exp(level) * fit.temperature().factor(chunk.warmth());
                ridge.add(Rates.row(chunk.hours(), factor), fit.went(chunk), Robust.weight(off) / variance);
            }
        });
        fit = fit.with(Rates.of(ridge.posterior(), expected));
    }

    /**
     * What the ring takes. Most cameras are set one way all the time: then their level has swallowed it, and the rates cannot tell. So it
     * is read from the levels: of cameras with it against those without, which differ anyway, and of the same camera before and after it
     * was set another way, which tells far more.
     */
    private void ring() {
        double[] of = new double[cameras.size()];
        double[] shares = new double[cameras.size()];
        double precision = 1 / (RING_DEVIATION * RING_DEVIATION);
        double news = 0;
        for (int camera = 0; camera < of.length; camera++) {
            List<Run> runs = cameras.get(camera);
            List<Double> with = new ArrayList<>();
            List<Double> without = new ArrayList<>();
            for (Run run : runs) {
                double share = run.hours().shares().ring();
                double log = fit.ratio(run);
                shares[camera] += share / runs.size();
                (share > 0.5 ? with : without).add(log);
            }
            of[camera] = Robust.median(array(with.size() > without.size() ? with : without));
            if (with.size() >= LEAST_EITHER_WAY && without.size() >= LEAST_EITHER_WAY) {
                double weight = 1 / (SAME_CAMERA * SAME_CAMERA);
                precision += weight;
                news += weight * (Robust.median(array(with)) - Robust.median(array(without)));
                of[camera] = Double.NaN;
            }
        }
        double middleLevel = 0;
        double middleShare = 0;
        int counted = 0;
        for (int camera = 0; camera < of.length; camera++) {
            if (!Double.isNaN(of[camera])) {
                middleLevel += of[camera];
                middleShare += shares[camera];
                counted++;
            }
        }
        for (int camera = 0; camera < of.length; camera++) {
            if (!Double.isNaN(of[camera])) {
                double off = shares[camera] - middleShare / counted;
                double weight = 1 / (OTHER_CAMERA * OTHER_CAMERA);
                precision += weight * off * off;
                news += weight * off * (of[camera] - middleLevel / counted);
            }
        }
        double present = fit.rates().of()[0];
        double before = fit.rates().of()[RING];
        double change = news / precision;
        double[] rates = fit.rates().of().clone();
        double[] deviations = fit.rates().deviations().clone();
        rates[RING] = Math.max((present + before) * Math.exp(change) - present, 0.02 * present);
        deviations[RING] = (present + before) / Math.sqrt(precision);
        fit = fit.with(new Rates(rates, deviations));
    }

    private double chunkVariance(double expected) {
        double gauge = fit.spread().gauge();
        return 2 * gauge * gauge + 0.06 * 0.06 * expected * expected;
    }

    private void curve() {
        Curve.Lesson lesson = new Curve.Lesson(fit.curve());
        each((run, level) -> {
            for (Chunk chunk : run.chunks()) {
                double expect = fit.uses(chunk.hours(), chunk.warmth()) * Math.exp(level);
                double went = fit.went(chunk);
                if (went < WILD * expect && expect < WILD * went) {
                    lesson.add(chunk, expect);
                }
            }
        });
        fit = fit.with(lesson.learned());
    }

    /** From the difference that colder shifts make within some weeks of one camera, so that its ageing does not look like winter. */
    private void temperature() {
        Ridge ridge = new Ridge(
                new double[] {Temperature.EXPECTED_LINEAR, Temperature.EXPECTED_SQUARE},
                new double[] {Temperature.LINEAR_DEVIATION, Temperature.SQUARE_DEVIATION});
        for (List<Run> runs : cameras) {
            for (int from = 0; from < runs.size(); from += DEMEANED) {
                within(runs.subList(from, Math.min(runs.size(), from + DEMEANED)), ridge);
            }
        }
        Ridge.Posterior posterior = ridge.posterior();
        fit = fit.with(new Temperature(
                Math.max(0, posterior.mean()[0]),
                Math.max(0, posterior.mean()[1]),
                fit.temperature().heat(),
                posterior.covariance()[0][0],
                posterior.covariance()[1][1],
                coldest()));
    }

    /** Only one run in ten was colder. */
    private double coldest() {
        double[] colds = cameras.stream()
                .flatMap(List::stream)
                .mapToDouble(run -> Temperature.cold(run.warmth()))
                .sorted()
                .toArray();
        return Robust.quantile(colds, 0.9);
    }

    private void within(List<Run> runs, Ridge ridge) {
        if (runs.size() < 3) {
            return;
        }
        double[] use = new double[runs.size()];
        double[] cold = new double[runs.size()];
        for (int n = 0; n < use.length; n++) {
            Run run = runs.get(n);
            cold[n] = Temperature.cold(run.warmth());
            use[n] = fit.ratio(run) + Math.log(fit.temperature().factor(run.warmth()));
        }
        double usual = Robust.median(use);
        double meanUse = mean(Arrays.stream(use)
                .map(one -> usual + Math.clamp(one - usual, -0.3, 0.3))
                .toArray());
        double meanCold = mean(cold);
        double meanSquare = mean(Arrays.stream(cold).map(c -> c * c).toArray());
        for (int n = 0; n < use.length; n++) {
            double variance = fit.ratioVariance(runs.get(n));
            double off = use[n] - meanUse;
            double[] row = {cold[n] - meanCold, cold[n] * cold[n] - meanSquare};
            ridge.add(row, off, Robust.weight(off / Math.sqrt(variance) / 1.5) / variance);
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private ModelFit settled() {
        List<Double> shifts = new ArrayList<>();
        List<Double> chunks = new ArrayList<>();
        each((run, level) -> {
            shifts.add(fit.ratio(run) - level - middle);
            for (Chunk chunk : run.chunks()) {
                chunks.add(fit.went(chunk) - fit.uses(chunk.hours(), chunk.warmth()) * Math.exp(level + middle));
            }
        });
        double gauge = Math.clamp(Robust.deviation(array(chunks)) / Math.sqrt(2), 0.3, 3);
        double[] now = levels.stream().mapToDouble(of -> of[of.length - 1]).toArray();
        double[] sorted = now.clone();
        Arrays.sort(sorted);
        Spread spread = new Spread(
                gauge,
                believed(Robust.deviation(array(shifts)) * SWALLOWED, shifts.size(), USUAL_SHIFTS, BELIEF_SHIFTS),
                believed(Robust.deviation(now), now.length, USUAL_CAMERAS, BELIEF_CAMERAS),
                sorted[sorted.length / 5] + middle,
                Gauge.step(ends()),
                Spread.usual().stretch());
        return new ModelFit(
                fit.rates(), fit.curve(), fit.temperature(), CutOff.of(cameras), spread, shifts.size(), cameras.size());
    }

    /** Where chunks end within a run: at its steps, if the gauge has some. */
    private List<Double> ends() {
        List<Double> ends = new ArrayList<>();
        each((run, _) -> run.chunks().subList(0, run.chunks().size() - 1).forEach(chunk -> ends.add(chunk.to())));
        return ends;
    }

    private static double believed(double deviation, int count, double usual, double belief) {
        return Math.sqrt((deviation * deviation * count + usual * usual * belief) / (count + belief));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private interface Each {
        void run(Run run, double level);
    }

    private void each(Each each) {
        for (int camera = 0; camera < cameras.size(); camera++) {
            List<Run> runs = cameras.get(camera);
            for (int n = 0; n < runs.size(); n++) {
                each.run(runs.get(n), levels.get(camera)[n]);
            }
        }
    }
}
