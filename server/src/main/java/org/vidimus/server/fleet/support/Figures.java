package org.vidimus.server.fleet.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.fleet.support.Experience.Life;
import org.vidimus.server.fleet.support.Experience.Under;
import org.vidimus.server.fleet.support.Experience.Visits;

/** Figures to take to the supplier: what failed how often, by model, firmware and dock, with how sure that is. */
@Component
class Figures {
    private final Gate gate;
    private final ExperienceTable experience;
    private final TicketTable tickets;
    private final Clock clock;

    Figures(Gate gate, ExperienceTable experience, TicketTable tickets, Clock clock) {
        this.gate = gate;
        this.experience = experience;
        this.tickets = tickets;
        this.clock = clock;
    }

    enum By {
        MODEL,
        FIRMWARE,
        DOCK
    }

    /**
     * @param per100 faults in 100 shifts; of a dock failed visits in 100
     * @param low lower end of that, 95 %, exact (Garwood); {@code high} the upper
     * @param repairDays mean days from ticket to mended
     */
    record Line(
            By by,
            String label,
            int cameras,
            int shifts,
            int faults,
            int visits,
            int failedVisits,
            Optional<Double> per100,
            Optional<Double> low,
            Optional<Double> high,
            Optional<Double> repairDays) {}

    record Answer(Instant from, Instant until, List<Line> lines, List<Pattern> patterns) {}

    Answer of(Caller caller, int days) {
        return gate.view(Passage.of(caller, Action.FLEET_FIGURES), _ -> {
            Instant until = clock.instant();
            Instant from = until.minus(Duration.ofDays(days));
            Experience read = experience.read(from, ExperienceTable.Since.FROM_THE_START);
            return new Answer(from, until, lines(read, tickets.repairDays(from)), Patterns.find(read));
        });
    }

    private static final class Sum {
        private final Set<UUID> cameras = new HashSet<>();
        private Under under = new Under(0, 0);
        private Under visits = new Under(0, 0);
    }

    static List<Line> lines(Experience read, Map<String, Double> repairDays) {
        Map<String, Sum> models = new LinkedHashMap<>();
        Map<String, Sum> firmware = new LinkedHashMap<>();
        Map<String, Sum> docks = new LinkedHashMap<>();
        Map<UUID, String> kinds = new HashMap<>();
        for (Life life : read.cameras()) {
            kinds.put(life.id(), life.kind());
            add(models, life.kind(), life.id(), life.whole());
            life.byFirmware().forEach((version, under) -> {
                if (!version.isEmpty()) {
                    add(firmware, (life.kind() + ", " + version).strip(), life.id(), under);
                }
            });
        }
        for (Visits visits : read.slots()) {
            Under one = new Under(visits.visits(), visits.failed());
            Sum dock = docks.computeIfAbsent(visits.dockName(), _ -> new Sum());
            dock.visits = dock.visits.plus(one);
            dock.cameras.add(visits.camera());
            Sum model = models.computeIfAbsent(kinds.getOrDefault(visits.camera(), ""), _ -> new Sum());
            model.visits = model.visits.plus(one);
        }
        List<Line> lines = new ArrayList<>();
        add(lines, By.MODEL, models, repairDays);
        add(lines, By.FIRMWARE, firmware, Map.of());
        add(lines, By.DOCK, docks, Map.of());
        return lines;
    }

    private static void add(Map<String, Sum> sums, String label, UUID camera, Under under) {
        Sum sum = sums.computeIfAbsent(label, _ -> new Sum());
        sum.cameras.add(camera);
        sum.under = sum.under.plus(under);
    }

    private static void add(List<Line> lines, By by, Map<String, Sum> sums, Map<String, Double> repairDays) {
        sums.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .forEach(entry -> lines.add(line(by, entry.getKey(), entry.getValue(), repairDays)));
    }

    private static Line line(By by, String label, Sum sum, Map<String, Double> repairDays) {
        Under rated = by == By.DOCK ? sum.visits : sum.under;
        Optional<Double> share = rated.shifts() == 0 ? Optional.empty() : Optional.of(100.0 / rated.shifts());
        Exact.Interval interval = Exact.events(rated.faults());
        return new Line(
                by,
                label,
                sum.cameras.size(),
                sum.under.shifts(),
                sum.under.faults(),
                sum.visits.shifts(),
                sum.visits.faults(),
                share.map(one -> one * rated.faults()),
                share.map(one -> one * interval.low()),
                share.map(one -> one * interval.high()),
                Optional.ofNullable(repairDays.get(label)));
    }
}
