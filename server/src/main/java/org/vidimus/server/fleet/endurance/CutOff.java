package org.vidimus.server.fleet.endurance;

import java.util.List;

/**
 * The percent shown when a camera goes off by itself. Seldom 0: an old or cold battery's voltage breaks down earlier, and a gauge that
 * has not noticed the ageing shows charge that is not there.
 */
record CutOff(double percent, double deviation) {
    private static final double LEAST_DEVIATION = 0.8;
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
        double weight = BELIEF;
        double sum = BELIEF * percent;
        for (Run run : runs) {
            if (run.diedAt() != null) {
                weight++;
                sum += run.diedAt();
            }
        }
        double mean = sum / weight;
        double squares = BELIEF * (deviation * deviation + (percent - mean) * (percent - mean));
        double lowest = 100;
        for (Run run : runs) {
            if (run.diedAt() != null) {
                squares += (run.diedAt() - mean) * (run.diedAt() - mean);
            } else {
                lowest = Math.min(lowest, run.last());
            }
        }
        double spread = Math.max(LEAST_DEVIATION, Math.sqrt(squares / weight));
        return lowest < mean ? new CutOff((mean + Math.max(lowest, 0)) / 2, spread) : new CutOff(mean, spread);
    }

    double at(double z) {
        return Math.clamp(percent + deviation * z, 0, 60);
    }
}
