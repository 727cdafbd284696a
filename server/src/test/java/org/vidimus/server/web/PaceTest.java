package org.vidimus.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.vidimus.server.access.Network;

class PaceTest {
    private final Ticking clock = new Ticking();
    private final Pace pace = new Pace(new PaceSettings(10, 1_000, 2, 3_000, 10), clock);

    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void tick(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void letsWhoeverSavedUpGoFasterForAWhile() {
        for (int i = 0; i < 100; i++) {
            assertThat(pace.take(Pace.Sort.VISITOR, "a")).isEmpty();
        }

        assertThat(pace.take(Pace.Sort.VISITOR, "a")).hasValue(Duration.ofMillis(100));
        assertThat(pace.take(Pace.Sort.VISITOR, "b")).isEmpty();
        assertThat(pace.take(Pace.Sort.CALLER, "a")).isEmpty();
        clock.tick(Duration.ofMillis(100));
        assertThat(pace.take(Pace.Sort.VISITOR, "a")).isEmpty();
        assertThat(pace.take(Pace.Sort.VISITOR, "a")).isPresent();
    }

    @Test
    void letsAPlayerHaveHundredsOfRangesASecondForAsLongAsItPlays() {
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 900; i++) {
                assertThat(pace.take(Pace.Sort.CALLER, "player")).isEmpty();
            }
            clock.tick(Duration.ofSeconds(1));
        }
    }

    @Test
    void remembersABoundedNumber() {
        for (int i = 0; i < 200_000; i++) {
            pace.take(Pace.Sort.VISITOR, "address " + i);
        }

        assertThat(pace.size()).isLessThanOrEqualTo(32_000);
    }

    @Test
    void countsAWholeNetworkOfTheSixthVersionAsOne() {
        assertThat(Network.of("2001:db8:1:2:3:4:5:6")).isEqualTo(Network.of("2001:db8:1:2::9"));
        assertThat(Network.of("2001:db8:1:3::9")).isNotEqualTo(Network.of("2001:db8:1:2::9"));
        assertThat(Network.of("10.1.2.3")).isEqualTo("10.1.2.3");
    }
}
