package org.vidimus.server.fleet.endurance;

/**
 * Bayesian linear regression with a normal prior of known variances (Bishop, Pattern Recognition and Machine Learning, §3.3): gathers
 * rows, then gives the posterior's mean and covariance.
 */
final class Ridge {
    private final int size;
    private final double[] prior;
    private final double[][] precision;
    private final double[] moment;

    /** @param deviations of the prior, one a coefficient */
    Ridge(double[] prior, double[] deviations) {
        this.size = prior.length;
        this.prior = prior.clone();
        precision = new double[size][size];
        moment = new double[size];
        for (int n = 0; n < size; n++) {
            precision[n][n] = 1 / (deviations[n] * deviations[n]);
            moment[n] = prior[n] * precision[n][n];
        }
    }

    /** @param weight one over the variance of {@code y} */
    void add(double[] x, double y, double weight) {
        for (int a = 0; a < size; a++) {
            moment[a] += weight * x[a] * y;
            for (int b = 0; b < size; b++) {
                precision[a][b] += weight * x[a] * x[b];
            }
        }
    }

    record Posterior(double[][] covariance, double[] mean) {
        /** Lower triangle whose square is the covariance (Cholesky). */
        double[][] root() {
            int size = mean.length;
            double[][] root = new double[size][size];
            for (int a = 0; a < size; a++) {
                for (int b = 0; b <= a; b++) {
                    double sum = covariance[a][b];
                    for (int c = 0; c < b; c++) {
                        sum -= root[a][c] * root[b][c];
                    }
                    root[a][b] = a == b ? Math.sqrt(Math.max(sum, 1e-12)) : sum / root[b][b];
                }
            }
            return root;
        }
    }

    Posterior posterior() {
        double[][] covariance = inverse();
        double[] mean = new double[size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                mean[a] += covariance[a][b] * moment[b];
            }
        }
        return new Posterior(covariance, mean);
    }

    /** By elimination; the prior keeps it regular. */
    private double[][] inverse() {
        double[][] left = new double[size][];
        double[][] right = new double[size][size];
        for (int n = 0; n < size; n++) {
            left[n] = precision[n].clone();
            right[n][n] = 1;
        }
        for (int pivot = 0; pivot < size; pivot++) {
            double by = left[pivot][pivot];
            for (int n = 0; n < size; n++) {
                left[pivot][n] /= by;
                right[pivot][n] /= by;
            }
            for (int row = 0; row < size; row++) {
                double times = left[row][pivot];
                for (int n = 0; row != pivot && n < size; n++) {
                    left[row][n] -= times * left[pivot][n];
                    right[row][n] -= times * right[pivot][n];
                }
            }
        }
        return right;
    }

    double[] prior() {
        return prior.clone();
    }
}
