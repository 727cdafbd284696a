package org.vidimus.server.fleet.endurance;

/**
 * How temperature changes what an hour takes: {@code log f = b0 c + b1 c² + b2 h}, with c the cold below 20 °C and h the heat above
 * 38 °C, by tens. Beyond the cold that was seen it goes half as what was seen would go on, half as cells do in general.
 *
 * @param coldest the cold that was seen
 */
record Temperature(
        double linear, double square, double heat, double linearVariance, double squareVariance, double coldest) {
    static final double MILD = 22;
    static final double EXPECTED_LINEAR = 0.05;
    static final double EXPECTED_SQUARE = 0.018;
    static final double LINEAR_DEVIATION = 0.045;
    static final double SQUARE_DEVIATION = 0.035;
    private static final double HEAT = 0.02;
    /** Cells differ in what ten degrees more of cold do. */
    private static final double UNSEEN = 0.05;

    /** What is known of lithium cells in general. */
    static Temperature usual() {
        return new Temperature(
                EXPECTED_LINEAR,
                EXPECTED_SQUARE,
                HEAT,
                LINEAR_DEVIATION * LINEAR_DEVIATION,
                SQUARE_DEVIATION * SQUARE_DEVIATION,
                5);
    }

    static double cold(double celsius) {
        return Math.clamp((20 - celsius) / 10, 0, 5);
    }

    private static double log(double linear, double square, double cold) {
        return linear * cold + square * cold * cold;
    }

    /** By how much cells in general would take more, beyond what was seen, than what was seen would have it. */
    private double differing(double cold) {
        if (cold <= coldest) {
            return 0;
        }
        double general = log(EXPECTED_LINEAR, EXPECTED_SQUARE, cold) - log(EXPECTED_LINEAR, EXPECTED_SQUARE, coldest);
        return general - (log(linear, square, cold) - log(linear, square, coldest));
    }

    /** How much more than on a mild day an hour takes: 1 or a little more. */
    double factor(double celsius) {
        double cold = cold(celsius);
        return Math.exp(log(linear, square, cold) + differing(cold) / 2 + heat * Math.max(0, (celsius - 38) / 10));
    }

    /** Deviation of its logarithm, for what is far from what was seen. */
    double deviation(double celsius) {
        double cold = cold(celsius);
        double unseen = Math.max(0, cold - coldest) * UNSEEN;
        double half = differing(cold) / 2;
        return Math.sqrt(linearVariance * cold * cold
                + squareVariance * cold * cold * cold * cold
                + unseen * unseen
                + half * half);
    }
}
