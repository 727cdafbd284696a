package org.vidimus.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No cell about fewer than k people, and none that can be computed from the others. */
class CellsTest {
    private static final int K = 5;

    private final Cells cells = new Cells(K);

    @Test
    void showEnoughPeople() {
        fill("many", 8);
        fill("more", 20);

        assertThat(shown()).isEqualTo(Map.of("many", Optional.of(8), "more", Optional.of(20)));
        assertThat(cells.tellsTotal()).isTrue();
    }

    @Test
    void hideTheNextSmallestWithTheOnlyHiddenOne() {
        fill("few", 2);
        fill("many", 8);
        fill("more", 20);

        assertThat(shown())
                .isEqualTo(Map.of("few", Optional.empty(), "many", Optional.empty(), "more", Optional.of(20)));
    }

    @Test
    void hideOneViewerOfManyAndManyViewersOfOne() {
        for (int i = 0; i < 30; i++) {
            cells.count("one viewer", new UUID(0, 1), Set.of(UUID.randomUUID()));
            cells.count("one wearer", UUID.randomUUID(), Set.of(new UUID(0, 2)));
        }
        fill("many", 100);

        assertThat(shown().get("one viewer")).isEmpty();
        assertThat(shown().get("one wearer")).isEmpty();
        assertThat(shown().get("many")).contains(100);
    }

    @Test
    void tellNoTotalOfTooFew() {
        fill("a", 2);
        fill("b", 2);

        assertThat(cells.tellsTotal()).isFalse();
        assertThat(shown().values()).allSatisfy(count -> assertThat(count).isEmpty());
    }

    @Test
    void neverLeaveAHiddenCellToBeComputed() {
        var random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            var these = new Cells(K);
            int count = 1 + random.nextInt(6);
            for (int cell = 0; cell < count; cell++) {
                int people = random.nextInt(12);
                for (int i = 0; i < people; i++) {
                    these.count("c" + cell, UUID.randomUUID(), Set.of(UUID.randomUUID()));
                }
            }

            long hidden =
                    these.shown().stream().filter(one -> one.count().isEmpty()).count();
            int seen = these.shown().stream()
                    .mapToInt(one -> one.count().orElse(0))
                    .sum();
            // Every person here looked once: what is missing from the total is how many people are hidden.
            if (these.tellsTotal() && hidden > 0) {
                assertThat(hidden).isGreaterThan(1);
                assertThat(these.total() - seen).isGreaterThanOrEqualTo(K);
            }
            assertThat(these.shown())
                    .allSatisfy(one -> assertThat(one.count().orElse(K)).isGreaterThanOrEqualTo(K));
        }
    }

    private void fill(String key, int people) {
        for (int i = 0; i < people; i++) {
            cells.count(key, UUID.randomUUID(), Set.of(UUID.randomUUID()));
        }
    }

    private Map<String, Optional<Integer>> shown() {
        return cells.shown().stream().collect(Collectors.toMap(Cells.Shown::key, Cells.Shown::count));
    }
}
