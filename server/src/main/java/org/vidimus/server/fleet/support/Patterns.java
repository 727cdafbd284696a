package org.vidimus.server.fleet.support;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vidimus.server.fleet.support.Experience.Life;
import org.vidimus.server.fleet.support.Experience.Under;
import org.vidimus.server.fleet.support.Experience.Visits;

/**
 * Sees what fails more often than the rest of the fleet. Each camera, model, firmware and slot is compared with all others by an
 * exact test; because many are compared, at most one finding in twenty may be expected to be chance (Benjamini and Yekutieli, 2001,
 * which holds however the tests depend on each other). A model, a firmware or a slot is not blamed for one bad camera: it must
 * stand out without its worst camera as well.
 */
final class Patterns {
    private static final double FALSE_DISCOVERIES = 0.05;
    /** Fewer are an anecdote. */
    private static final int FEWEST = 3;
    /** What fails hardly more often than the rest is no use to a supplier, however sure it is. */
    private static final double LEAST_RATIO = 1.5;

    private Patterns() {}

    static List<Pattern> find(Experience experience) {
        List<Tested> tested = new ArrayList<>();
        Under fleet = experience.cameras().stream().map(Life::whole).reduce(new Under(0, 0), Under::plus);
        cameras(experience, fleet, tested);
        groups(experience, fleet, Pattern.Kind.MODEL, tested);
        groups(experience, fleet, Pattern.Kind.FIRMWARE, tested);
        slots(experience, tested);
        return discoveries(tested);
    }

    private static void cameras(Experience experience, Under fleet, List<Tested> tested) {
        for (Life life : experience.cameras()) {
            Under own = life.whole();
            if (own.shifts() == 0) {
                continue;
            }
            tested.add(tested(
                    new Group(
                            Pattern.Kind.CAMERA,
                            life.serial(),
                            Optional.of(life.id()),
                            Optional.empty(),
                            Optional.empty()),
                    1,
                    own,
                    own,
                    fleet,
                    most(life.codes())));
        }
    }

    private record Group(
            Pattern.Kind kind, String label, Optional<UUID> camera, Optional<UUID> dock, Optional<String> slot) {
        String key() {
            return kind + " " + label;
        }
    }

    private static void groups(Experience experience, Under fleet, Pattern.Kind kind, List<Tested> tested) {
        Map<String, List<Under>> members = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> codes = new HashMap<>();
        for (Life life : experience.cameras()) {
            if (life.model().isEmpty()) {
                continue;
            }
            if (kind == Pattern.Kind.MODEL) {
                members.computeIfAbsent(life.kind(), _ -> new ArrayList<>()).add(life.whole());
                add(codes, life.kind(), life.codes());
                continue;
            }
            life.byFirmware().forEach((firmware, under) -> {
                if (!firmware.isEmpty()) {
                    String label = life.kind() + ", " + firmware;
                    members.computeIfAbsent(label, _ -> new ArrayList<>()).add(under);
                    add(codes, label, life.codes());
                }
            });
        }
        members.forEach((label, each) -> {
            Under all = each.stream().reduce(new Under(0, 0), Under::plus);
            tested.add(tested(
                    new Group(kind, label, Optional.empty(), Optional.empty(), Optional.empty()),
                    each.size(),
                    all,
                    withoutWorst(all, each),
                    fleet,
                    most(codes.getOrDefault(label, Map.of()))));
        });
    }

    private static void slots(Experience experience, List<Tested> tested) {
        Map<String, List<Visits>> bySlot = new LinkedHashMap<>();
        for (Visits visits : experience.slots()) {
            bySlot.computeIfAbsent(visits.dockName() + " / " + visits.slot(), _ -> new ArrayList<>())
                    .add(visits);
        }
        Under all = experience.slots().stream().map(Patterns::under).reduce(new Under(0, 0), Under::plus);
        bySlot.forEach((label, each) -> {
            List<Under> members = each.stream().map(Patterns::under).toList();
            Under own = members.stream().reduce(new Under(0, 0), Under::plus);
            Visits first = each.getFirst();
            tested.add(tested(
                    new Group(Pattern.Kind.SLOT, label, Optional.empty(), first.dock(), Optional.of(first.slot())),
                    each.size(),
                    own,
                    withoutWorst(own, members),
                    all,
                    Optional.empty()));
        });
    }

    private static Under under(Visits visits) {
        return new Under(visits.visits(), visits.failed());
    }

    private static Under withoutWorst(Under all, List<Under> members) {
        Under worst =
                members.stream().max(Comparator.comparingInt(Under::faults)).orElse(new Under(0, 0));
        return new Under(all.shifts() - worst.shifts(), all.faults() - worst.faults());
    }

    /** @param chance that a fleet in which all are alike shows as much or more */
    private record Tested(Group group, int cameras, Under own, Under others, double chance, Optional<String> code) {
        Optional<Double> ratio() {
            return others.faults() == 0 || own.shifts() == 0
                    ? Optional.empty()
                    : Optional.of((double) own.faults() / own.shifts() * others.shifts() / others.faults());
        }

        Pattern pattern() {
            Exact.Interval interval = Exact.ratio(own.faults(), own.shifts(), others.faults(), others.shifts());
            return new Pattern(
                    group.kind(),
                    group.key(),
                    group.label(),
                    group.camera(),
                    group.dock(),
                    group.slot(),
                    cameras,
                    own.faults(),
                    own.shifts(),
                    others.faults(),
                    others.shifts(),
                    ratio(),
                    interval.low(),
                    Double.isInfinite(interval.high()) ? Optional.empty() : Optional.of(interval.high()),
                    chance,
                    code);
        }
    }

    private static Tested tested(
            Group group, int cameras, Under own, Under cautious, Under fleet, Optional<String> code) {
        Under others = new Under(fleet.shifts() - own.shifts(), fleet.faults() - own.faults());
        boolean comparable = own.shifts() > 0 && others.shifts() > 0;
        double chance = comparable ? Math.max(chance(own, others), chance(cautious, others)) : 1;
        return new Tested(group, cameras, own, others, chance, code);
    }

    private static double chance(Under own, Under others) {
        if (own.shifts() <= 0) {
            return 1;
        }
        return Exact.atLeast(
                own.faults(), own.faults() + others.faults(), (double) own.shifts() / (own.shifts() + others.shifts()));
    }

    /** Sorted by chance, the surest first. */
    private static List<Pattern> discoveries(List<Tested> tested) {
        List<Tested> sorted = tested.stream()
                .sorted(Comparator.comparingDouble(Tested::chance))
                .toList();
        double harmonic = 0;
        for (int i = 1; i <= sorted.size(); i++) {
            harmonic += 1.0 / i;
        }
        int found = 0;
        for (int i = 1; i <= sorted.size(); i++) {
            if (sorted.get(i - 1).chance() <= FALSE_DISCOVERIES * i / (sorted.size() * harmonic)) {
                found = i;
            }
        }
        return sorted.stream()
                .limit(found)
                .filter(each -> each.own().faults() >= FEWEST && each.ratio().orElse(Double.MAX_VALUE) >= LEAST_RATIO)
                .map(Tested::pattern)
                .toList();
    }

    private static void add(Map<String, Map<String, Integer>> codes, String label, Map<String, Integer> more) {
        Map<String, Integer> sum = codes.computeIfAbsent(label, _ -> new HashMap<>());
        more.forEach((code, days) -> sum.merge(code, days, Integer::sum));
    }

    private static Optional<String> most(Map<String, Integer> codes) {
        return codes.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }
}
