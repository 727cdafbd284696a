package org.vidimus.server.fleet.endurance;

/** How temperature changes what an hour takes: {@code log f = b0 c + b1 c² + b2 h}, with c the cold below 20 °C and h the heat above 38 °C, by tens. */
record Temperature(double linear, double square, double heat, double linearVariance, double squareVariance) {
    static final double MILD = 22;
    static final double EXPECTED_LINEAR = 0.05;
    static final double EXPECTED_SQUARE = 0.018;
    static final double LINEAR_DEVIATION = 0.045;
    static final double SQUARE_DEVIATION = 0.035;
    private static final double HEAT = 0.02;

    /** What is known of lithium cells in general. */
    static Temperature usual() {
        return new Temperature(
                EXPECTED_LINEAR,
                EXPECTED_SQUARE,
                HEAT,
                LINEAR_DEVIATION * LINEAR_DEVIATION,
                SQUARE_DEVIATION * SQUARE_DEVIATION);
    }

    static double cold(double celsius) {
        return Math.clamp((20 - celsius) / 10, 0, 5);
    }

    /** How much more than on a mild day an hour takes: 1 or a little more. */
    double factor(double celsius) {
        double cold = cold(celsius);
        return Math.exp(linear * cold + square * cold * cold + heat * Math.max(0, (celsius - 38) / 10));
    }

    /** Deviation of its logarithm, for what is far from what was seen. */
    double deviation(double celsius) {
        double cold = cold(celsius);
        return Math.sqrt(linearVariance * cold * cold + squareVariance * cold * cold * cold * cold);
    }
}
