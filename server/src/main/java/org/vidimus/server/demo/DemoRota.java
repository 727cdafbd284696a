package org.vidimus.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vidimus.cameras.VirtualCamera.Worn;

/**
 * Who wore which camera: it is dealt out camera by camera, in the order of their numbers, so that the same fleet gives the same rota. Nobody
 * has two shifts within half a day; a shift for which nobody is left was worn without having been booked.
 */
final class DemoRota {
    private static final Duration BEFORE = Duration.ofMinutes(12);
    private static final Duration AFTER = Duration.ofMinutes(25);
    private static final Duration REST = Duration.ofHours(10);
    /** Its last shift nobody has booked. */
    private static final int UNBOOKED = 20;

    private final Map<DemoPerson, List<Shift>> taken = new HashMap<>();

    /** @param until empty while it is not back */
    record Shift(DemoPerson person, Instant from, Optional<Instant> until) {}

    /** The hand-outs of one camera, oldest first. */
    List<Shift> of(int number, List<Worn> worn) {
        List<Shift> shifts = new ArrayList<>();
        for (int n = 0; n < worn.size(); n++) {
            boolean last = n == worn.size() - 1;
            if (last && number == UNBOOKED) {
                continue;
            }
            Instant from = worn.get(n).from().minus(BEFORE);
            Instant until = worn.get(n).docked().plus(AFTER);
            boolean open = last && DemoFleet.isOfToday(number);
            free(number, from, until).ifPresent(person -> {
                Shift shift = new Shift(person, from, open ? Optional.empty() : Optional.of(until));
                shifts.add(shift);
                taken.computeIfAbsent(person, _ -> new ArrayList<>()).add(new Shift(person, from, Optional.of(until)));
            });
        }
        return shifts;
    }

    /** Whoever it is kept for; of the pool whoever had the fewest shifts. */
    private Optional<DemoPerson> free(int number, Instant from, Instant until) {
        List<DemoPerson> asked =
                DemoFleet.keptFor(number).map(List::of).orElse(DemoPerson.wearersOf(DemoFleet.unit(number)));
        return asked.stream()
                .filter(person -> shiftsOf(person).stream()
                        .allMatch(shift -> shift.from().minus(REST).isAfter(until)
                                || shift.until().orElse(until).plus(REST).isBefore(from)))
                .min(Comparator.comparing(person -> shiftsOf(person).size()));
    }

    private List<Shift> shiftsOf(DemoPerson person) {
        return taken.getOrDefault(person, List.of());
    }
}
