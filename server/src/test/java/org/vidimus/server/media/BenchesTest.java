package org.vidimus.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class BenchesTest {
    private static final Duration LEAST = Duration.ofSeconds(1);

    @Test
    void givesEachPlaceToOneJob() {
        Benches benches = new Benches(2, LEAST);

        assertThat(benches.take("a")).isTrue();
        assertThat(benches.take("b")).isTrue();
        assertThat(benches.take("c")).isFalse();
        benches.leave();
        assertThat(benches.take("c")).isTrue();
    }

    @Test
    void fewComeBackSoon() {
        Benches benches = new Benches(1, LEAST);
        benches.take("at work");
        benches.take("a");

        assertThat(benches.pause("a", Instant.EPOCH)).isBetween(LEAST.dividedBy(2), LEAST);
    }

    @Test
    void forgetsThoseThatAnotherServerHasDone() {
        Benches benches = new Benches(1, LEAST);
        for (int n = 0; n < 1_000; n++) {
            benches.pause("job " + n, Instant.EPOCH);
        }

        assertThat(benches.pause("late", Instant.EPOCH.plusSeconds(3_600))).isLessThanOrEqualTo(LEAST);
    }

    private record Coming(String job, long atMillis) {}

    /** 1,600 recordings after 500 cameras, each of which takes four seconds: played through in simulated time. */
    @Test
    void manyAreNoWorkThemselvesAndLeaveNoPlaceIdle() {
        Benches benches = new Benches(1, LEAST);
        PriorityQueue<Coming> coming = new PriorityQueue<>(java.util.Comparator.comparingLong(Coming::atMillis));
        for (int n = 0; n < 1_600; n++) {
            coming.add(new Coming("job " + n, 0));
        }
        long busyUntil = 0;
        int turnedAway = 0;
        while (!coming.isEmpty()) {
            Coming next = coming.remove();
            if (busyUntil > 0 && next.atMillis() >= busyUntil) {
                benches.leave();
                busyUntil = 0;
            }
            if (benches.take(next.job())) {
                busyUntil = next.atMillis() + 4_000;
            } else {
                turnedAway++;
                coming.add(new Coming(
                        next.job(),
                        next.atMillis()
                                + benches.pause(next.job(), Instant.ofEpochMilli(next.atMillis()))
                                        .toMillis()));
            }
        }

        long seconds = busyUntil / 1_000;
        assertThat(seconds).as("no more than a tenth idle").isBetween(6_400L, 7_040L);
        assertThat(turnedAway / seconds).as("a second").isLessThan(25);
    }
}
