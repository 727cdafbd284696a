package org.vidimus.cameras;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.vidimus.cameras.Duty.Habits;

/**
 * One camera of the virtual fleet: it is worn, records, drains, is docked and charges. Everything it does follows from the seed and
 * its number. One thread at a time.
 */
public final class VirtualCamera {
    private static final double BODY_WARMTH = 7;
    private static final double SELF_HEATING = 4;
    private static final Instant CLOCK_STARTS_OVER = Instant.parse("2000-01-01T00:00:00Z");
    static final Duration DOCK_READINGS = Duration.ofMinutes(10);
    /** How many shifts are tried out to say how long a full charge lasts at work. */
    private static final int TRIALS = 60;

    private final String serial;
    private final int number;
    private final Device device;
    private final Weather weather;
    private final Physics physics;
    private final Dice dice;
    private final Dice years;
    private final Cell cell;
    private final Duty duty;
    private final Habits habits;
    private final Duty.Hours rota;
    private final double driftPpm;
    private final double proneness;
    private final double failsOn;
    private final double firstAhead;
    private final long firstDay;
    private final Duration step;

    private final List<Line> log = new ArrayList<>();
    private final List<Take> takes = new ArrayList<>();
    private final SequencedMap<String, Object> settings = new LinkedHashMap<>();
    private int counter;
    private double ahead;
    private Instant clockRead;
    private boolean wentDark;
    private double pace = 1;
    private Instant pluggedIn = Instant.MIN;
    private String firmware;
    private final List<Worn> worn = new ArrayList<>();
    private LocalDate failingSince = LocalDate.MAX;

    /**
     * @param from when it is first seen, full and in a dock
     * @param days that it will live, among which its failures are dealt
     */
    VirtualCamera(String serial, int number, Physics physics, long seed, Instant from, int days, Duration step) {
        this.serial = serial;
        this.number = number;
        this.physics = physics;
        this.step = step;
        device = Device.of(number);
        firmware = device.firmware();
        weather = new Weather(seed);
        Dice birth = Dice.of(seed, number);
        dice = Dice.of(seed, number, 1);
        years = Dice.of(seed, number, 2);
        cell = new Cell(physics, device.wattHours(), birth.between(0, 420), Dice.of(seed, number, 3));
        duty = birth.oneOf(Duty.values());
        habits = Habits.of(birth);
        rota = birth.oneOf(Duty.Hours.values());
        driftPpm = birth.normal(0, 12) * (birth.happens(0.05) ? 20 : 1);
        proneness = birth.exponential(1);
        failsOn = birth.happens(physics.suddenFailures()) || birth.happens(0.06)
                ? days * birth.between(0.3, 0.85)
                : Double.POSITIVE_INFINITY;
        firstAhead = birth.normal(0, 900);
        ahead = firstAhead;
        clockRead = from;
        firstDay = from.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
        counter = 20 + birth.below(400);
        boolean ring = birth.happens(0.35);
        settings.put("resolution", "1080p");
        settings.put("preRecordSeconds", ring ? 30 : 0);
        settings.put("frontDisplay", true);
    }

    public String serial() {
        return serial;
    }

    int number() {
        return number;
    }

    /** What a camera that somebody has made up wants of it: its own firmware, and the number of its newest recording. */
    void be(Script script) {
        firmware = script.firmware().orElse(firmware);
        counter = script.counter();
    }

    String firmware() {
        return firmware;
    }

    /**
     * A shift that it was worn on.
     *
     * @param docked when it came into its dock
     */
    public record Worn(Instant from, Instant docked) {}

    /** Its shifts, oldest first. */
    public List<Worn> worn() {
        return List.copyOf(worn);
    }

    Device device() {
        return device;
    }

    int counter() {
        return counter;
    }

    List<Line> log() {
        return log;
    }

    List<Take> takes() {
        return takes;
    }

    /** As if it had been pressed no more than so often since: docks look for every number up to the counter. */
    void keep(int most) {
        int dropped = takes.size() - most;
        if (dropped > 0) {
            takes.subList(0, dropped).clear();
            takes.replaceAll(take ->
                    new Take(take.number() - dropped, take.start(), take.length(), take.ahead(), take.cutShort()));
            counter -= dropped;
        }
    }

    SequencedMap<String, Object> settings() {
        return settings;
    }

    /** For a fleet so large that the logs of all do not fit into memory. */
    void forgetLog() {
        log.clear();
        takes.clear();
    }

    /** Its readings and stages so far, in true time. */
    public List<Line> lines() {
        return List.copyOf(log);
    }

    public String model() {
        return device.model();
    }

    /** What it wears and ages by itself, once a day. */
    void age(LocalDate day) {
        cell.fade(0.00008);
        double past = day.toEpochDay() - firstDay - failsOn;
        if (past >= 0 && past < 1 && physics.suddenFailures() > 0) {
            cell.fade(years.between(0.3, 0.45));
        } else if (past >= 0 && past < 30) {
            cell.fade(0.009);
        }
        if (failingSince.equals(LocalDate.MAX) && cell.health() < 0.7) {
            failingSince = day;
        }
    }

    /** Whether it is worn on that day. */
    boolean works(LocalDate day) {
        return Dice.of(number, day.toEpochDay(), 5).happens(0.72);
    }

    /** When its shift of that day begins. */
    Instant begins(LocalDate day) {
        return day.atTime(rota.begin, 0).toInstant(ZoneOffset.UTC).plusSeconds(dice.below(2_400));
    }

    int shiftSeconds() {
        return 8 * 3600 + dice.below(4_200) - 1_200;
    }

    private long ahead(Instant at) {
        ahead += driftPpm * 1e-3 * Duration.between(clockRead, at).toSeconds();
        clockRead = at;
        return Math.round(ahead);
    }

    /** Docks write values as numbers or as text. */
    private boolean ring() {
        return !String.valueOf(settings.get("preRecordSeconds")).equals("0");
    }

    private boolean display() {
        return !String.valueOf(settings.get("frontDisplay")).equals("false");
    }

    private double celsius(Instant at, double watts) {
        return weather.celsius(at) + BODY_WARMTH + SELF_HEATING * watts;
    }

    /** Wears it from {@code begin}; the battery may end before the shift does. */
    void work(Instant begin, int seconds) {
        if (dice.happens(0.0015)) {
            // The clock's own small cell was empty: it starts over in the year 2000.
            ahead = CLOCK_STARTS_OVER.toEpochMilli() - begin.toEpochMilli();
            clockRead = begin;
        }
        work(begin, duty.course(seconds, habits, display(), dice));
    }

    /** @param course the first step at second 0, the last one its end */
    void work(Instant begin, List<Duty.Step> course) {
        Instant end = begin.plusSeconds(course.getLast().second());
        worn.add(new Worn(begin, end));
        for (int n = 0; n < course.size(); n++) {
            Duty.Step now = course.get(n);
            Instant from = begin.plusSeconds(now.second());
            boolean ring = ring() && now.stage() != Stage.OFF;
            log.add(new Line.Turn(from, ahead(from), now.stage(), ring));
            if (n + 1 == course.size()) {
                break;
            }
            Instant until = begin.plusSeconds(course.get(n + 1).second());
            Instant lasted = hold(now.stage(), ring, from, until);
            boolean torn = now.cut() && lasted.equals(until);
            if (now.stage() == Stage.RECORDING && lasted.isAfter(from)) {
                counter++;
                long shown = ahead(lasted);
                takes.add(
                        new Take(counter, from, Duration.between(from, lasted), shown, torn || lasted.isBefore(until)));
            }
            if (torn || lasted.isBefore(until)) {
                wentDark = true;
                break;
            }
        }
        mishaps(begin, end);
        cell.learn();
    }

    /** @return when that ended: {@code until}, or when the battery did */
    private Instant hold(Stage stage, boolean ring, Instant from, Instant until) {
        double watts = device.watts(stage, ring);
        Instant at = from;
        while (at.isBefore(until)) {
            Instant next = tick(at, until);
            double celsius = celsius(at, watts);
            if (stage != Stage.OFF && cell.ends(watts, celsius)) {
                return at;
            }
            cell.drain(watts, celsius, Duration.between(at, next).toMillis() / 3_600_000.0);
            at = next;
            if (stage != Stage.OFF && onTick(at)) {
                log.add(reading(at, celsius, false));
            }
        }
        return until;
    }

    private Instant tick(Instant at, Instant until) {
        long every = step.toMillis();
        Instant next = Instant.ofEpochMilli((at.toEpochMilli() / every + 1) * every);
        return next.isBefore(until) ? next : until;
    }

    private boolean onTick(Instant at) {
        return at.toEpochMilli() % step.toMillis() == 0;
    }

    private Line.Reading reading(Instant at, double celsius, boolean charging) {
        long used = takes.stream()
                .mapToLong(take -> take.length().toSeconds() * device.bytesPerSecond())
                .sum();
        return new Line.Reading(
                at,
                ahead(at),
                cell.shown(),
                cell.reportedHealth(),
                cell.cycles(),
                celsius + dice.normal(0, 0.4),
                Math.max(0, device.storage() - used),
                device.storage(),
                charging);
    }

    private void mishaps(Instant begin, Instant end) {
        double hours = Duration.between(begin, end).toSeconds() / 3600.0;
        mishap(begin, end, 0.002 * hours, "BUTTON_STUCK", "record button held for 30 s");
        mishap(begin, end, 0.001 * hours, "CARD_SLOW", "card wrote 0.6 MB/s for 12 s");
        mishap(begin, end, 0.0006 * hours, "GPS_LOST", "no position for 40 min");
        log.sort(Comparator.comparing(Line::at));
    }

    private void mishap(Instant begin, Instant end, double odds, String code, String text) {
        if (dice.happens(Math.min(0.5, odds * proneness))) {
            Instant at = begin.plusSeconds(
                    dice.below((int) Duration.between(begin, end).toSeconds()));
            log.add(new Line.Fault(at, ahead(at), code, text));
        }
    }

    /** It comes into a dock: what it noticed of its own end, its stage, its charge. */
    void dock(Instant at) {
        if (wentDark) {
            log.add(new Line.Fault(at, ahead(at), "SUDDEN_SHUTDOWN", "switched off without being asked"));
            wentDark = false;
        }
        if (cell.reportedHealth() < 65) {
            log.add(new Line.Fault(at, ahead(at), "BATTERY_WORN", "battery holds less than 65 % of its charge"));
        }
        log.add(new Line.Turn(at, ahead(at), Stage.DOCKED, false));
        log.add(reading(at, weather.celsius(at) / 3 + 15, true));
        if (!worn.isEmpty()) {
            worn.add(new Worn(worn.removeLast().from(), at));
        }
    }

    /** It was a dock's turn before: offloaded, erased, clock set. */
    void serve(Instant at) {
        takes.clear();
        setClock(at);
    }

    /** Somebody has set it wrongly. */
    void setAhead(Instant at, Duration by) {
        ahead = by.toMillis();
        clockRead = at;
    }

    void setClock(Instant at) {
        long was = ahead(at);
        ahead = 0;
        log.add(new Line.ClockSet(at, 0, was));
    }

    void take(Map<String, Object> values, Instant at) {
        settings.putAll(values);
        log.add(new Line.SettingsTaken(at, ahead(at), Map.copyOf(values)));
    }

    /** Charges while it stays. */
    void rest(Instant from, Instant until) {
        plugIn(from);
        for (Instant at = from; at.isBefore(until); at = at.plus(DOCK_READINGS)) {
            Instant next = at.plus(DOCK_READINGS).isBefore(until) ? at.plus(DOCK_READINGS) : until;
            charge(at, next);
        }
    }

    /** Its contacts may be bad, this time. */
    void plugIn(Instant at) {
        boolean badContact = dice.happens(0.004 * proneness);
        if (badContact) {
            log.add(new Line.Fault(at, ahead(at), "DOCK_CONTACT", "charging stopped and began 14 times"));
        }
        pace = badContact ? 0.25 : 1;
        pluggedIn = at;
    }

    /** Charges for some minutes, and notes how far it has come; one that has long been full notes nothing. */
    void charge(Instant from, Instant until) {
        cell.charge(pace * Duration.between(from, until).toSeconds() / 3600.0);
        boolean full = cell.shown() >= 99;
        if (!full || Duration.between(pluggedIn, from).toHours() < 4) {
            log.add(reading(until, weather.celsius(until) / 3 + 17, !full));
        }
    }

    double percent() {
        return cell.shown();
    }

    long clockAhead(Instant at) {
        return ahead(at);
    }

    /**
     * How it truly is now.
     *
     * @param capacity what the battery holds, as a share of what it held when new
     * @param failingSince empty while it holds 70 %
     * @param hoursByState what a full charge lasts in one state alone, at that temperature
     * @param shifts what a full charge lasts at work, in hours, for so many shifts tried out, shortest first
     */
    public record Truth(
            double capacity,
            Optional<LocalDate> failingSince,
            double celsius,
            Map<String, Double> hoursByState,
            List<Double> shifts) {}

    /** How it is now at a temperature, as the camera measures it, without changing it. */
    public Truth truth(double celsius) {
        Map<String, Double> states = new LinkedHashMap<>();
        states.put("PRESENT", until(Stage.PRESENT, false, celsius));
        states.put("PRE_RECORD", until(Stage.PRESENT, true, celsius));
        states.put("DISPLAY", until(Stage.DISPLAY, false, celsius));
        states.put("RECORDING", until(Stage.RECORDING, false, celsius));
        Dice trials = Dice.of(number, 9);
        List<Double> shifts = new ArrayList<>();
        for (int n = 0; n < TRIALS; n++) {
            shifts.add(shift(celsius, trials));
        }
        shifts.sort(Double::compare);
        return new Truth(
                cell.health(),
                failingSince.equals(LocalDate.MAX) ? Optional.empty() : Optional.of(failingSince),
                celsius,
                states,
                shifts);
    }

    private double until(Stage stage, boolean ring, double celsius) {
        Cell full = cell.full();
        double watts = device.watts(stage, ring);
        double hours = 0;
        while (!full.ends(watts, celsius)) {
            full.drain(watts, celsius, 1.0 / 60);
            hours += 1.0 / 60;
        }
        return hours;
    }

    /** Hours switched on, with breaks left out, as a battery has them. */
    private double shift(double celsius, Dice trials) {
        Cell full = cell.full();
        double hours = 0;
        List<Duty.Step> course = duty.course(
                60 * 3600,
                new Habits(habits.encounters(), habits.display(), habits.recorded(), habits.length(), false),
                display(),
                trials);
        for (int n = 0; n + 1 < course.size(); n++) {
            double watts = device.watts(course.get(n).stage(), ring());
            double left = (course.get(n + 1).second() - course.get(n).second()) / 3600.0;
            while (left > 0) {
                if (full.ends(watts, celsius)) {
                    return hours;
                }
                double now = Math.min(left, 1.0 / 60);
                full.drain(watts, celsius, now);
                hours += now;
                left -= now;
            }
        }
        return hours;
    }
}
