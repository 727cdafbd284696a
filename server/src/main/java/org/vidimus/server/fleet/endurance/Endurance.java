package org.vidimus.server.fleet.endurance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.endurance.EnduranceTable.Charge;
import org.vidimus.server.fleet.endurance.EnduranceTable.Known;
import org.vidimus.server.fleet.endurance.EnduranceTable.StoredFit;
import org.vidimus.server.fleet.handout.Lasting.Warning;

/** Will it last the shift? */
@Service
public class Endurance {
    private static final Duration WEARERS_SHIFTS = Duration.ofDays(90);
    private static final int MOST_SHIFTS = 40;
    static final double USUAL_SHIFT = 8;
    /** A camera that lasts with less certainty than this is worth a word. */
    static final double SURE = 0.9;

    private final Gate gate;
    private final Scopes scopes;
    private final Estimates estimates;
    private final EnduranceTable table;
    private final Clock clock;

    Endurance(Gate gate, Scopes scopes, Estimates estimates, EnduranceTable table, Clock clock) {
        this.gate = gate;
        this.scopes = scopes;
        this.estimates = estimates;
        this.table = table;
        this.clock = clock;
    }

    /**
     * What to say when a camera is handed out.
     *
     * @param expected switched on, from the charge that it has now; empty where too little is known
     * @param low it lasts at least so long nine times in ten
     * @param high it lasts longer one time in ten
     */
    public record Expectation(
            Optional<Duration> expected, Optional<Duration> low, Optional<Duration> high, Optional<Warning> warning) {}

    /**
     * How long the camera lasts from now on, for shifts like that person's. For code of this house that has passed the gate; takes
     * some milliseconds.
     */
    public Expectation forHandOut(CameraId camera, PersonId person) {
        Optional<Known> known = table.camera(camera);
        if (known.isEmpty()) {
            return nothing();
        }
        estimates.catchUp(known.get());
        Look look = look(known.get(), Optional.of(person));
        if (!look.enough()) {
            return nothing();
        }
        double percent =
                table.charge(camera, estimates.latest()).map(Charge::percent).orElse(100.0);
        Forecast.Lasting lasting = new Forecast(look.camera, Shifts.warmth(look.runs)).lasts(percent, look.shifts);
        boolean failing = Battery.of(look.camera, look.runs, reported(camera)).failing();
        boolean lasts = lasting.chance(usualShift(look.runs)) >= SURE;
        Optional<Warning> warning =
                failing ? Optional.of(Warning.FAILING) : lasts ? Optional.empty() : Optional.of(Warning.MAY_NOT_LAST);
        return new Expectation(
                Optional.of(duration(lasting.median())),
                Optional.of(duration(lasting.low())),
                Optional.of(duration(lasting.high())),
                warning);
    }

    private static Expectation nothing() {
        return new Expectation(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Warning.TOO_LITTLE_KNOWN));
    }

    private static Duration duration(double hours) {
        return Duration.ofMinutes(Math.round(hours * 60));
    }

    /** If nothing else is asked for: to a quarter of an hour. */
    private static double usualShift(List<Run> runs) {
        return Math.rint(4 * Shifts.usual(runs).orElse(USUAL_SHIFT)) / 4;
    }

    /** A camera, its model, its runs, and the shifts that the next is taken to be like. */
    private record Look(CameraFit camera, StoredFit model, List<Run> runs, List<Hours> shifts, Outlook.Like like) {
        boolean enough() {
            return Estimates.enough(runs);
        }
    }

    private Look look(Known camera, Optional<PersonId> person) {
        List<Run> runs = estimates.runs(camera.id());
        StoredFit fit = estimates.fit(camera.make());
        CameraFit known = CameraFit.of(fit.fit(), runs);
        Optional<PersonId> wearer = person.or(camera::wearer);
        List<Run> theirs = wearer.map(one -> table.runsOf(one, clock.instant().minus(WEARERS_SHIFTS), MOST_SHIFTS))
                .orElse(List.of());
        if (Estimates.enough(theirs)) {
            return new Look(known, fit, runs, asSet(Shifts.of(theirs), runs), Outlook.Like.WEARER);
        }
        if (Estimates.enough(runs)) {
            return new Look(known, fit, runs, asSet(Shifts.of(runs), runs), Outlook.Like.CAMERA);
        }
        return fit.shifts().isEmpty()
                ? new Look(known, fit, runs, Shifts.of(List.of()), Outlook.Like.USUAL)
                : new Look(known, fit, runs, asSet(fit.shifts(), runs), Outlook.Like.MODEL);
    }

    private static List<Hours> asSet(List<Hours> shifts, List<Run> runs) {
        return runs.isEmpty() ? shifts : Shifts.set(shifts, runs.getLast().hours());
    }

    private @Nullable Double reported(CameraId camera) {
        return table.health(camera, estimates.latest())
                .map(EnduranceTable.Health::percent)
                .orElse(null);
    }

    /**
     * @param hours of the shift that is asked about; empty for one as usual
     * @param temperature as the camera itself measures; empty for that of its last shifts
     */
    Outlook show(Caller caller, CameraId id, OptionalDouble hours, OptionalDouble temperature) {
        return gate.view(Passage.of(caller, Action.CAMERA_ENDURANCE, Subject.camera(id.value())), _ -> {
            Known camera = table.camera(id).orElseThrow();
            estimates.catchUp(camera);
            return outlook(camera, hours, temperature);
        });
    }

    private Outlook outlook(Known camera, OptionalDouble hours, OptionalDouble temperature) {
        Look look = look(camera, Optional.empty());
        Optional<EnduranceTable.Health> health = table.health(camera.id(), estimates.latest());
        Battery battery = Battery.of(
                look.camera,
                look.runs,
                health.map(EnduranceTable.Health::percent).orElse(null));
        double celsius = temperature.orElse(Shifts.warmth(look.runs));
        Forecast forecast = new Forecast(look.camera, celsius);
        Optional<Charge> charge = table.charge(camera.id(), estimates.latest());
        Forecast.Lasting full = forecast.lasts(100, look.shifts);
        Optional<Forecast.Lasting> now = charge.map(is -> forecast.lasts(is.percent(), look.shifts));
        double asked = hours.orElse(usualShift(look.runs));
        boolean enough = look.enough();
        return new Outlook(
                camera.id().value(),
                camera.serial(),
                enough,
                new Outlook.Basis(
                        (int) look.runs.stream().filter(Run::telling).count(),
                        look.model.fit().cameras(),
                        look.model.fit().runs(),
                        look.like),
                new Outlook.Temperatures(Outlook.rounded(celsius), temperature.isPresent()),
                enough ? Outlook.Span.of(full) : null,
                enough ? charge.flatMap(is -> now.map(left -> now(is, left))).orElse(null) : null,
                enough ? states(forecast, look.runs) : List.of(),
                enough
                        ? new Outlook.Shift(
                                Outlook.rounded(asked),
                                full.chance(asked),
                                now.map(left -> left.chance(asked)).orElse(null))
                        : null,
                enough ? course(forecast, charge, look.shifts, asked) : List.of(),
                enough ? Advice.of(forecast, 100, look.shifts) : List.of(),
                cell(battery, health),
                held(BackTest.of(look.model.fit(), look.runs, 12)));
    }

    private static Outlook.Now now(Charge is, Forecast.Lasting left) {
        Outlook.Span span = Outlook.Span.of(left);
        return new Outlook.Now(is.percent(), is.at(), is.charging(), span.hours(), span.low(), span.high());
    }

    private static List<Outlook.State> states(Forecast forecast, List<Run> runs) {
        Hours seen = runs.subList(Math.max(0, runs.size() - MOST_SHIFTS), runs.size()).stream()
                .map(Run::hours)
                .reduce(Hours.NONE, Hours::plus);
        return List.of(
                state(forecast, Outlook.Kind.PRESENT, new Hours(1, 0, 0, 0), seen.present()),
                state(forecast, Outlook.Kind.PRE_RECORD, new Hours(1, 0, 0, 1), seen.ring()),
                state(forecast, Outlook.Kind.DISPLAY, new Hours(0, 1, 0, 0), seen.display()),
                state(forecast, Outlook.Kind.RECORDING, new Hours(0, 0, 1, 0), seen.recording()));
    }

    private static Outlook.State state(Forecast forecast, Outlook.Kind kind, Hours use, double seen) {
        Outlook.Span span = Outlook.Span.of(forecast.steady(100, use));
        return new Outlook.State(kind, span.hours(), span.low(), span.high(), Outlook.rounded(seen));
    }

    private static List<Outlook.Level> course(
            Forecast forecast, Optional<Charge> charge, List<Hours> shifts, double asked) {
        // One that is charging will be full when it is taken.
        double from = charge.filter(is -> !is.charging()).map(Charge::percent).orElse(100.0);
        return forecast.course(from, shifts, Math.max(asked * 1.25, 4)).stream()
                .map(level -> new Outlook.Level(
                        Outlook.rounded(level.hours()),
                        Outlook.rounded(level.percent()),
                        Outlook.rounded(level.low()),
                        Outlook.rounded(level.high())))
                .toList();
    }

    private static Outlook.Cell cell(Battery battery, Optional<EnduranceTable.Health> health) {
        return new Outlook.Cell(
                Outlook.rounded(battery.strength()),
                Outlook.rounded(battery.low()),
                Outlook.rounded(battery.high()),
                battery.perMonth() == null ? null : (Double) Outlook.rounded(battery.perMonth()),
                battery.failing(),
                java.util.Set.copyOf(battery.signs()),
                battery.since() == null ? null : day(battery.since()),
                health.map(EnduranceTable.Health::percent).orElse(null),
                health.map(EnduranceTable.Health::cycles).orElse(null),
                battery.history().stream()
                        .map(point -> new Outlook.Point(
                                day(point.at()),
                                Outlook.rounded(point.strength()),
                                Outlook.rounded(point.low()),
                                Outlook.rounded(point.high())))
                        .toList());
    }

    private static Outlook.Held held(List<BackTest.Held> held) {
        List<Outlook.One> items = new ArrayList<>();
        for (BackTest.Held one : held) {
            items.add(new Outlook.One(
                    day(one.at()),
                    Outlook.rounded(one.expected()),
                    Outlook.rounded(one.low()),
                    Outlook.rounded(one.high()),
                    Outlook.rounded(one.actual())));
        }
        var off = held.stream().mapToDouble(BackTest.Held::hoursOff).average();
        return new Outlook.Held(
                held.size(),
                (int) held.stream().filter(BackTest.Held::within).count(),
                off.isPresent() ? (Integer) (int) Math.round(off.getAsDouble() * 60) : null,
                items);
    }

    static java.time.LocalDate day(Instant at) {
        return at.atZone(java.time.ZoneOffset.UTC).toLocalDate();
    }

    /** What was worked out of the cameras that the caller may see. */
    List<EnduranceTable.Listed> list(Caller caller) {
        return gate.view(
                Passage.of(caller, Action.BATTERY_LIST), _ -> table.list(scopes.of(caller, Action.BATTERY_LIST)));
    }
}
