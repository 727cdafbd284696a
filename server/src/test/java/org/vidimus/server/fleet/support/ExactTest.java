package org.vidimus.server.fleet.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExactTest {
    @Test
    void sumsTheTailOfTheBinomialDistribution() {
        assertThat(Exact.atLeast(0, 10, 0.3)).isEqualTo(1);
        assertThat(Exact.atLeast(10, 10, 0.5)).isCloseTo(1 / 1024.0, within(1e-12));
        assertThat(Exact.atLeast(8, 10, 0.5)).isCloseTo(56 / 1024.0, within(1e-12));
        assertThat(Exact.atLeast(5, 1000, 0.0001)).isCloseTo(7.66e-8, within(1e-9));
        assertThat(Exact.atLeast(1, 50_000, 1e-6)).isCloseTo(1 - Math.exp(-0.05), within(1e-6));
    }

    /** Garwood's table. */
    @Test
    void givesTheExactIntervalOfACount() {
        assertThat(Exact.events(0).low()).isZero();
        assertThat(Exact.events(0).high()).isCloseTo(3.689, within(0.001));
        assertThat(Exact.events(5).low()).isCloseTo(1.623, within(0.001));
        assertThat(Exact.events(5).high()).isCloseTo(11.668, within(0.001));
        assertThat(Exact.events(100).low()).isCloseTo(81.36, within(0.01));
        assertThat(Exact.events(100).high()).isCloseTo(121.63, within(0.01));
        assertThat(Exact.events(1000).low()).isCloseTo(938.97, within(0.01));
        assertThat(Exact.events(1000).high()).isCloseTo(1063.95, within(0.01));
        assertThat(Exact.events(2000).low()).isCloseTo(1913.3, within(0.1));
        assertThat(Exact.events(2000).high()).isCloseTo(2089.6, within(0.1));
    }

    @Test
    void givesTheExactIntervalOfARatio() {
        // 10 of 20, Clopper and Pearson: 0.2720 to 0.7280.
        Exact.Interval even = Exact.ratio(10, 100, 10, 100);

        assertThat(even.low()).isCloseTo(0.2720 / 0.7280, within(0.001));
        assertThat(even.high()).isCloseTo(0.7280 / 0.2720, within(0.01));
        assertThat(Exact.ratio(4, 100, 0, 100).high()).isInfinite();
        assertThat(Exact.ratio(0, 100, 4, 100).low()).isZero();
    }
}
