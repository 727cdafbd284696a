package org.vidimus.server.fleet.endurance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.endurance.EnduranceTable.InUnit;

/** Which cameras do not last the usual shift of their unit. */
@Service
public class Shortfalls {
    private final EnduranceTable table;

    Shortfalls(EnduranceTable table) {
        this.table = table;
    }

    /**
     * One whose full charge will more likely than not end before the shift does.
     *
     * @param expected switched on, from full
     * @param shift as it is usual in the unit: what four in five do not go beyond, of its cameras' in the middle
     */
    public record Shortfall(CameraId camera, String serial, Duration expected, Duration shift) {}

    /** By serial, from what was worked out last; for code of this house that acts as a job. Nothing is said where too little is known. */
    public List<Shortfall> find() {
        List<InUnit> cameras = table.inService();
        Map<Optional<UUID>, List<Double>> usual = new HashMap<>();
        for (InUnit each : cameras) {
            Double own = each.summary().usualShift();
            if (own != null) {
                usual.computeIfAbsent(each.unit(), _ -> new ArrayList<>()).add(own);
            }
        }
        Map<Optional<UUID>, Double> shifts = new HashMap<>();
        usual.forEach((unit, each) -> shifts.put(
                unit,
                Robust.median(each.stream().mapToDouble(Double::doubleValue).toArray())));
        List<Shortfall> found = new ArrayList<>();
        for (InUnit each : cameras) {
            double shift = Objects.requireNonNullElse(shifts.get(each.unit()), Endurance.USUAL_SHIFT);
            Summary summary = each.summary();
            if (!summary.hours().isEmpty() && summary.quantile(0.5) < shift) {
                found.add(new Shortfall(each.camera(), each.serial(), hours(summary.quantile(0.5)), hours(shift)));
            }
        }
        return found;
    }

    private static Duration hours(double hours) {
        return Duration.ofMinutes(Math.round(hours * 60));
    }
}
