package org.vidimus.server.fleet.endurance;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The percent shown when a camera goes off by itself. Seldom 0: an old or cold battery's voltage breaks down earlier, and a gauge that
 * has not noticed the ageing shows charge that is not there.
 */
record CutOff(double percent, double deviation) {
    private static final double LEAST_DEVIATION = 0.8;
    private static final double FAR = 2.5;
    /** So many observations is the belief worth. */
    private static final double BELIEF = 2;

    static CutOff usual() {
        return new CutOff(3, 2.5);
    }

    /** Of a model, from all its cameras. */
    static CutOff of(List<List<Run>> cameras) {
        return usual().after(cameras.stream().flatMap(List::stream).toList());
    }

    /**
     * Of one camera, from its own last runs. What went on below the level without going off says that it lies deeper.
     *
     * @param runs the newest last
     */
    CutOff after(List<Run> runs) {
        double[] died = sound(runs);
        double weight = BELIEF + died.length;
        double mean = (BELIEF * percent + Arrays.stream(died).sum()) / weight;
        double squares = BELIEF * (deviation * deviation + (percent - mean) * (percent - mean));
        for (double at : died) {
            squares += (at - mean) * (at - mean);
        }
        double lowest = runs.stream()
                .filter(run -> run.diedAt() == null)
                .mapToDouble(Run::last)
                .min()
                .orElse(100);
        double spread = Math.max(LEAST_DEVIATION, Math.sqrt(squares / weight));
        return lowest < mean ? new CutOff((mean + Math.max(lowest, 0)) / 2, spread) : new CutOff(mean, spread);
    }

    /** Where they went off; what is far from the others was not the end, but the last that was said before it. */
    private static double[] sound(List<Run> runs) {
        double[] died = runs.stream()
                .filter(run -> run.diedAt() != null)
                .mapToDouble(run -> Objects.requireNonNullElse(run.diedAt(), 0.0))
                .toArray();
        if (died.length < 4) {
            return died;
        }
        double middle = Robust.median(died);
        double most = FAR * Math.max(Robust.deviation(died), LEAST_DEVIATION);
        return Arrays.stream(died)
                .map(at -> Math.clamp(at, middle - most, middle + most))
                .toArray();
    }

    double at(double z) {
        return Math.clamp(percent + deviation * z, 0, 60);
    }
}
