package org.vidimus.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberingTest {
    @Test
    void leavesNumbersAloneWhereTheCameraNeverStartsAgain() {
        Numbering numbering = Numbering.of(null, 40L, List.of());

        assertThat(numbering.count(41)).isEqualTo(41);
        assertThat(numbering.count(3)).isEqualTo(3);
    }

    @Test
    void countsOnWhenTheNumberingStartsAgain() {
        Numbering numbering = Numbering.of(9999L, 9998L, List.of());

        assertThat(numbering.count(9999)).isEqualTo(9999);
        assertThat(numbering.count(1)).isEqualTo(10_000);
        assertThat(numbering.count(9990)).isEqualTo(9990);
    }

    @Test
    void putsANewCamerasNumbersInOrderBehindTheirWidestGap() {
        Numbering numbering = Numbering.of(9999L, null, List.of(9998L, 9999L, 1L, 2L));

        assertThat(List.of(9998L, 9999L, 1L, 2L).stream().map(numbering::count))
                .containsExactly(9998L, 9999L, 10_000L, 10_001L);
    }

    @Test
    void keepsANewCamerasNumbersAsTheyAreWithoutAWrap() {
        Numbering numbering = Numbering.of(9999L, null, List.of(1L, 2L, 500L));

        assertThat(numbering.count(1)).isEqualTo(1);
        assertThat(numbering.count(500)).isEqualTo(500);
    }

    @Test
    void followsACameraThroughManyTurns() {
        Random random = new Random(7);
        long highest = 0;
        for (int i = 0; i < 100_000; i++) {
            long real = highest + 1 + random.nextInt(40);

            long counted = Numbering.of(999L, highest, List.of()).count((real - 1) % 999 + 1);

            assertThat(counted).isEqualTo(real);
            highest = real;
        }
    }
}
