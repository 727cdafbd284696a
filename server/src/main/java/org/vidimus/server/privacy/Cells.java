package org.vidimus.server.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One total, split up. A cell about fewer than k people is hidden, and others with it until what is hidden is at least two cells
 * and together at least k people: then neither the total nor another split of it gives a hidden cell away (complementary
 * suppression). People are counted on both sides: those who looked and those who were looked at.
 */
final class Cells {
    private final int k;
    private final Map<String, Cell> cells = new TreeMap<>();

    Cells(int k) {
        this.k = k;
    }

    private static final class Cell {
        private final Set<UUID> viewers = new HashSet<>();
        private final Set<UUID> wearers = new HashSet<>();
        private int count;

        void add(Cell other) {
            viewers.addAll(other.viewers);
            wearers.addAll(other.wearers);
            count += other.count;
        }

        boolean isFewerThan(int k) {
            return viewers.size() < k || wearers.size() < k;
        }
    }

    /** @param count empty where it is about too few people */
    record Shown(String key, Optional<Integer> count) {}

    void count(String key, UUID viewer, Set<UUID> wearers) {
        Cell cell = cells.computeIfAbsent(key, _ -> new Cell());
        cell.viewers.add(viewer);
        cell.wearers.addAll(wearers);
        cell.count++;
    }

    /** Whether the total may be told beside these cells. */
    boolean tellsTotal() {
        Cell all = sum(cells.values().stream().toList());
        return all.count == 0 || !all.isFewerThan(k);
    }

    int total() {
        return sum(cells.values().stream().toList()).count;
    }

    /** Every cell by its key, some of them without their count. */
    List<Shown> shown() {
        Set<String> hidden = hidden();
        return cells.entrySet().stream()
                .map(cell -> new Shown(
                        cell.getKey(),
                        hidden.contains(cell.getKey()) ? Optional.empty() : Optional.of(cell.getValue().count)))
                .toList();
    }

    private Set<String> hidden() {
        var hidden = new HashSet<String>();
        cells.forEach((key, cell) -> {
            if (cell.isFewerThan(k)) {
                hidden.add(key);
            }
        });
        if (hidden.isEmpty()) {
            return hidden;
        }
        List<String> smallestFirst = cells.keySet().stream()
                .filter(key -> !hidden.contains(key))
                .sorted(Comparator.comparingInt(this::countOf))
                .toList();
        for (String next : smallestFirst) {
            if (hidden.size() > 1 && !sumOf(hidden).isFewerThan(k)) {
                break;
            }
            hidden.add(next);
        }
        return hidden;
    }

    private int countOf(String key) {
        return sumOf(Set.of(key)).count;
    }

    private Cell sumOf(Set<String> keys) {
        var chosen = new ArrayList<Cell>();
        cells.forEach((key, cell) -> {
            if (keys.contains(key)) {
                chosen.add(cell);
            }
        });
        return sum(chosen);
    }

    private static Cell sum(List<Cell> cells) {
        var sum = new Cell();
        cells.forEach(sum::add);
        return sum;
    }
}
