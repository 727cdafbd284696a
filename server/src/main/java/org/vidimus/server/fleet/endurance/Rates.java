package org.vidimus.server.fleet.endurance;

/** Percent of a full charge that an hour of each kind takes on a mild day, and how sure of each. */
record Rates(double[] of, double[] deviations) {
    private static final double[] USUAL = {9, 14, 16, 3.5};
    private static final double RELATIVE = 0.25;

    /** Body cameras at large, of a size where worn alone they last some eleven hours. */
    static Rates usual() {
        return usual(1);
    }

    static Rates usual(double size) {
        double[] of = new double[Hours.KINDS];
        double[] deviations = new double[Hours.KINDS];
        for (int kind = 0; kind < Hours.KINDS; kind++) {
            of[kind] = size * USUAL[kind];
            // What the ring takes differs most: some makers keep the encoder running.
            deviations[kind] = of[kind] * RELATIVE * (kind == 3 ? 2 : 1);
        }
        return new Rates(of, deviations);
    }

    /** As against the usual ones. */
    double size() {
        double sum = 0;
        for (int kind = 0; kind < 3; kind++) {
            sum += Math.log(of[kind] / USUAL[kind]) / 3;
        }
        return Math.exp(sum);
    }

    Rates times(double factor) {
        double[] more = of.clone();
        double[] wider = deviations.clone();
        for (int kind = 0; kind < Hours.KINDS; kind++) {
            more[kind] *= factor;
            wider[kind] *= factor;
        }
        return new Rates(more, wider);
    }

    double uses(Hours hours) {
        double sum = 0;
        for (int kind = 0; kind < Hours.KINDS; kind++) {
            sum += of[kind] * hours.of(kind);
        }
        return sum;
    }

    static double[] row(Hours hours, double factor) {
        double[] row = new double[Hours.KINDS];
        for (int kind = 0; kind < Hours.KINDS; kind++) {
            row[kind] = factor * hours.of(kind);
        }
        return row;
    }

    /** Never below a small part of the usual: no state charges a battery. */
    static Rates of(Ridge.Posterior posterior, Rates expected) {
        double[] of = new double[Hours.KINDS];
        double[] deviations = new double[Hours.KINDS];
        for (int kind = 0; kind < Hours.KINDS; kind++) {
            of[kind] = Math.max(posterior.mean()[kind], 0.05 * expected.of[kind]);
            deviations[kind] = Math.sqrt(posterior.covariance()[kind][kind]);
        }
        return new Rates(of, deviations);
    }
}
