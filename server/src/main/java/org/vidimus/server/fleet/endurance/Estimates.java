package org.vidimus.server.fleet.endurance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.endurance.EnduranceTable.Ends;
import org.vidimus.server.fleet.endurance.EnduranceTable.Known;
import org.vidimus.server.fleet.endurance.EnduranceTable.Make;
import org.vidimus.server.fleet.endurance.EnduranceTable.StoredFit;

/**
 * Keeps what readings add up to: goes through new ones, learns models, works out what lists say. All of it comes from readings and
 * may be done again at any time.
 */
@Service
class Estimates {
    /** A clock that is a little wrong may be believed; one in another year may not. */
    private static final Duration AHEAD = Duration.ofHours(26);

    private static final Duration KEPT = Duration.ofDays(180);
    /** Logs come late, and out of order: so much is gone through again. */
    private static final Duration AGAIN = Duration.ofHours(36);

    private static final int CAMERAS_LEARNED_FROM = 120;
    private static final int RUNS_LEARNED_FROM = 40;
    private static final int RUNS = 120;
    private static final int SHIFTS_KEPT = 60;
    private static final double GROWN = 1.25;
    private static final Duration OLD = Duration.ofDays(1);
    static final int LEAST_SHIFTS = 3;

    private final EnduranceTable table;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Estimates(EnduranceTable table, TransactionTemplate transactions, Clock clock) {
        this.table = table;
        this.transactions = transactions;
        this.clock = clock;
    }

    Instant latest() {
        return clock.instant().plus(AHEAD);
    }

    /** Goes through whatever came in. For a job; bears being stopped anywhere and begun again. */
    int catchUp() {
        Map<Make, List<Known>> behind = new LinkedHashMap<>();
        for (Known camera : table.behind(latest())) {
            goThrough(camera.id());
            behind.computeIfAbsent(camera.make(), _ -> new ArrayList<>()).add(camera);
        }
        behind.forEach((make, cameras) -> {
            StoredFit fit = fit(make);
            cameras.forEach(camera -> summarise(camera, fit));
        });
        return behind.values().stream().mapToInt(List::size).sum();
    }

    /** Makes sure that everything this camera said is in. */
    void catchUp(Known camera) {
        Optional<Ends> newest = table.newest(camera.id(), latest());
        if (newest.isPresent() && !newest.equals(table.goneThrough(camera.id()))) {
            goThrough(camera.id());
            summarise(camera, fit(camera.make()));
        }
    }

    private void goThrough(CameraId camera) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(_ -> {
            Optional<Ends> before = table.lock(camera);
            Optional<Ends> newest = table.newest(camera, latest());
            if (newest.isEmpty()) {
                return;
            }
            Instant from = before.filter(
                            ends -> ends.stage() != null || newest.get().stage() == null)
                    .map(ends -> table.beginning(camera, ends.common().minus(AGAIN)))
                    .orElse(now.minus(KEPT));
            List<Run> runs = table.trace(camera, from, newest.get().reading()).runs();
            table.replace(camera, from, runs, now.minus(KEPT));
            table.store(camera, newest.get(), table.count(camera));
        });
        // Commit point: the runs and how far they go are durable together. A crash before leaves the readings to be
        // gone through again.
    }

    List<Run> runs(CameraId camera) {
        return table.runs(camera, RUNS);
    }

    /** What is known of a model, learned anew when there is a good deal more to learn from. */
    StoredFit fit(Make make) {
        Optional<StoredFit> stored = table.fit(make);
        long runs = table.runCount(make);
        Instant now = clock.instant();
        if (stored.isPresent()
                && runs < GROWN * stored.get().runs()
                && (runs == stored.get().runs() || stored.get().at().plus(OLD).isAfter(now))) {
            return stored.get();
        }
        List<List<Run>> fleet = table.fleet(make, CAMERAS_LEARNED_FROM, RUNS_LEARNED_FROM);
        List<Hours> shifts = new ArrayList<>();
        for (List<Run> of : fleet) {
            shifts.addAll(of.isEmpty() ? List.of() : Shifts.of(of.subList(Math.max(0, of.size() - 3), of.size())));
        }
        StoredFit fit = new StoredFit(
                Calibration.of(fleet),
                shifts.subList(Math.max(0, shifts.size() - SHIFTS_KEPT), shifts.size()),
                runs,
                now);
        if (runs > 0) {
            table.store(make, fit);
        }
        return fit;
    }

    private void summarise(Known camera, StoredFit fit) {
        List<Run> runs = runs(camera.id());
        Optional<EnduranceTable.Health> health = table.health(camera.id(), latest());
        Double reported = health.map(EnduranceTable.Health::percent).orElse(null);
        CameraFit known = CameraFit.of(fit.fit(), runs);
        Battery battery = Battery.of(known, runs, reported);
        List<Double> hours = new ArrayList<>();
        if (enough(runs)) {
            Forecast.Lasting lasting = new Forecast(known, Shifts.warmth(runs)).lasts(100, Shifts.of(runs));
            for (int n = 1; n < 20; n++) {
                hours.add(Math.rint(100 * Robust.quantile(lasting.hours(), n * Summary.STEP)) / 100);
            }
        }
        table.store(
                camera.id(),
                battery.failing(),
                new Summary(
                        (int) runs.stream().filter(Run::telling).count(),
                        hours,
                        battery.strength(),
                        battery.low(),
                        battery.high(),
                        battery.perMonth(),
                        Set.copyOf(battery.signs()),
                        battery.since(),
                        reported,
                        health.map(EnduranceTable.Health::cycles).orElse(null),
                        Shifts.usual(runs).stream().boxed().findFirst().orElse(null)));
    }

    static boolean enough(List<Run> runs) {
        return runs.stream().filter(Run::telling).count() >= LEAST_SHIFTS;
    }
}
