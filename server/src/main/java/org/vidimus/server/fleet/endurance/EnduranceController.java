package org.vidimus.server.fleet.endurance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.fleet.CameraId;

@RestController
class EnduranceController {
    private final Endurance endurance;

    EnduranceController(Endurance endurance) {
        this.endurance = endurance;
    }

    @GetMapping("/api/cameras/{id}/endurance")
    @Does(Action.CAMERA_ENDURANCE)
    Outlook show(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Double hours,
            @RequestParam(required = false) @Nullable Double temperature) {
        return endurance.show(caller, new CameraId(id), within(hours, 0.25, 48), within(temperature, -40, 80));
    }

    /** What cannot be is taken for the nearest that can: a question is no change. */
    private static OptionalDouble within(@Nullable Double value, double least, double most) {
        return value == null || value.isNaN()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.clamp(value, least, most));
    }

    /**
     * @param hours of the coming shift
     * @param known cameras of which enough is known
     * @param unknown cameras of which it is not, those that never said anything with them
     */
    record Batteries(double hours, int known, int unknown, List<Item> items) {}

    /** @param chance that a full charge lasts the shift; missing where too little is known */
    record Item(
            UUID id,
            String serial,
            @Nullable String maker,
            @Nullable String model,
            int shifts,
            @Nullable Double full,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double chance,
            double strength,
            @Nullable Double perMonth,
            boolean failing,
            Set<Battery.Sign> signs,
            @Nullable LocalDate since,
            @Nullable Double reportedHealth,
            @Nullable Integer cycles) {
        static Item of(EnduranceTable.Listed one, Summary summary, double hours) {
            boolean known = !summary.hours().isEmpty();
            return new Item(
                    one.id(),
                    one.serial(),
                    one.maker(),
                    one.model(),
                    summary.shifts(),
                    known ? (Double) summary.quantile(0.5) : null,
                    known ? (Double) summary.quantile(0.1) : null,
                    known ? (Double) summary.quantile(0.9) : null,
                    known ? (Double) Outlook.rounded(summary.chance(hours)) : null,
                    Outlook.rounded(summary.strength()),
                    summary.perMonth() == null ? null : (Double) Outlook.rounded(summary.perMonth()),
                    !summary.signs().isEmpty(),
                    summary.signs(),
                    summary.since() == null ? null : Endurance.day(summary.since()),
                    summary.reportedHealth(),
                    summary.cycles());
        }

        boolean worthAWord() {
            return failing || (chance != null && chance < Endurance.SURE);
        }
    }

    /** Failing batteries and cameras that would not last the shift, those first that will end soonest. */
    @GetMapping("/api/endurance")
    @Does(Action.BATTERY_LIST)
    Batteries list(Caller caller, @RequestParam(required = false) @Nullable Double hours) {
        double asked = within(hours, 0.25, 48).orElse(Endurance.USUAL_SHIFT);
        List<EnduranceTable.Listed> all = endurance.list(caller);
        List<Item> items = new ArrayList<>();
        int known = 0;
        for (EnduranceTable.Listed one : all) {
            Summary summary = one.summary();
            if (summary == null) {
                continue;
            }
            Item item = Item.of(one, summary, asked);
            known += item.full() == null ? 0 : 1;
            if (item.worthAWord()) {
                items.add(item);
            }
        }
        items.sort(Comparator.comparingDouble((Item item) -> item.full() == null ? 0 : item.full())
                .thenComparing(Item::serial));
        return new Batteries(asked, known, all.size() - known, items);
    }
}
