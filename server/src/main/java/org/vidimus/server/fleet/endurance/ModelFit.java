package org.vidimus.server.fleet.endurance;

import java.util.List;
import org.vidimus.server.fleet.endurance.Run.Chunk;

/**
 * What cameras of one model have in common, learned from runs of many ({@link ModelLearning}).
 *
 * @param runs that it was learned from
 * @param cameras that they are of
 */
record ModelFit(
        Rates rates, Curve curve, Temperature temperature, CutOff cutOff, Spread spread, int runs, int cameras) {
    /** Before anything was seen of a model. */
    static ModelFit unknown() {
        return new ModelFit(Rates.usual(), Curve.straight(), Temperature.usual(), CutOff.usual(), Spread.usual(), 0, 0);
    }

    /** @param fleet runs of cameras of one model, one list a camera, oldest first */
    static ModelFit of(List<List<Run>> fleet) {
        return ModelLearning.learn(fleet);
    }

    ModelFit with(Rates other) {
        return new ModelFit(other, curve, temperature, cutOff, spread, runs, cameras);
    }

    ModelFit with(Curve other) {
        return new ModelFit(rates, other, temperature, cutOff, spread, runs, cameras);
    }

    ModelFit with(Temperature other) {
        return new ModelFit(rates, curve, other, cutOff, spread, runs, cameras);
    }

    ModelFit stretched(double factor) {
        return new ModelFit(rates, curve, temperature, cutOff, spread.stretched(factor), runs, cameras);
    }

    /** What a typical camera uses in these hours at that temperature, as distance on the curve. */
    double uses(Hours hours, double celsius) {
        return rates.uses(hours) * temperature.factor(celsius);
    }

    double uses(Run run) {
        double sum = 0;
        for (Chunk chunk : run.chunks()) {
            sum += uses(chunk.hours(), chunk.warmth());
        }
        return sum;
    }

    double went(Chunk chunk) {
        return curve.distance(chunk.from(), chunk.to());
    }

    /** Log of what a run used as against a typical camera: the camera's own battery, and the day. */
    double ratio(Run run) {
        return Math.log(Math.max(curve.distance(run.first(), run.last()), 0.5) / uses(run));
    }

    /** Variance of {@link #ratio}: of the shift, and of the gauge at both ends. */
    double ratioVariance(Run run) {
        double ends = spread.gauge() * Math.sqrt(2) / Math.max(run.drop(), 1);
        return spread.shifts() * spread.shifts() + ends * ends;
    }
}
