package org.vidimus.server.fleet.endurance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.vidimus.server.fleet.endurance.Trace.Reading;
import org.vidimus.server.fleet.endurance.Trace.Stage;
import org.vidimus.server.fleet.endurance.Trace.Turn;

/**
 * A fleet that has nothing in common with {@code cameras/}: other batteries, other gauges, other habits, other logs. There so that the
 * estimate is not checked against the ideas of those who wrote it.
 */
final class OtherFleet {
    private static final Instant BEGIN = Instant.parse("2026-09-14T00:00:00Z");
    private static final double MINUTE = 1.0 / 60;
    private static final double LONGEST = 60;

    /** What is unlike the virtual fleet, one thing at a time and then all of it. */
    enum World {
        /** A capacity in amperes and a gauge that counts them well. */
        PLAIN_OTHER,
        /** Long at 100 %, quick in the middle, long at the end. */
        PLATEAU,
        /** Shows tenths only. */
        TENTHS,
        /** Shows twentieths, and those late. */
        TWENTIETHS,
        /** Sharp below 8 °C, nothing above; heavy loads suffer more. */
        FROST,
        /** The radio is on now and then, and no log says so. */
        WIFI,
        /** Taken out of the dock at 55 to 100 %. */
        NOT_FULL,
        /** Four readings in ten are missing, whole hours too; one in 25 is wrong by up to eight percent; no temperature. */
        GAPS,
        /** The dock charges and then lets it go down again. */
        IDLE_DOCK,
        /** Half of the cameras get a new battery in the middle. */
        NEW_BATTERY,
        /** Pre-recording is switched on or off for everybody in the middle. */
        SETTINGS_CHANGED,
        /** Three to seven shifts each, eight cameras. */
        FEW,
        /** The wearer changes between every two shifts, and no two have the same habits. */
        STRANGERS,
        /** All of it, but few. */
        EVERYTHING;

        boolean is(World one) {
            return this == one || (this == EVERYTHING && one != FEW && one != TENTHS && one != PLAIN_OTHER);
        }
    }

    private OtherFleet() {}

    static List<OtherCamera> of(World world, long seed) {
        Random born = new Random(seed * 7_919 + world.ordinal());
        // Makers differ by a factor of three, and so do the differences between what a camera does.
        Make make = new Make(
                between(born, 4.2, 13),
                between(born, 0.07, 0.32),
                between(born, 0.04, 0.5),
                between(born, 0.05, 0.28),
                between(born, 0.0005, 0.004));
        int count = world == World.FEW ? 8 : 18;
        List<OtherCamera> cameras = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            OtherCamera camera = new OtherCamera(world, make, n, new Random(born.nextLong()));
            camera.live();
            cameras.add(camera);
        }
        return cameras;
    }

    private static double between(Random dice, double low, double high) {
        return low + (high - low) * dice.nextDouble();
    }

    /**
     * @param hours that a new one lasts at rest on somebody's chest
     * @param display more than that, as a share; {@code recording} and {@code ring} likewise
     * @param fade of the capacity, a shift
     */
    private record Make(double hours, double display, double recording, double ring, double fade) {}

    /** Minutes of a shift, by what the camera does in each. */
    private record Minutes(List<Stage> stages, boolean wifi) {}

    /** Habits of one person: encounters an hour, the share of those that are recorded, and how long. */
    private record Wearer(double encounters, double recorded, double minutes, double shiftHours) {
        static Wearer of(Random dice) {
            return new Wearer(
                    between(dice, 0.2, 3.2), between(dice, 0.1, 0.9), between(dice, 3, 22), between(dice, 4, 11.5));
        }
    }

    static final class OtherCamera {
        private final World world;
        private final Make make;
        private final Random dice;
        private final double[] taste;
        private final Wearer own;
        private final boolean changesBattery;
        private final List<Reading> readings = new ArrayList<>();
        private final List<Turn> turns = new ArrayList<>();
        private final List<Double> warmths = new ArrayList<>();
        private double capacity;
        private double charge = 1;
        private boolean ring;
        private double shownLast = 100;
        private double season = 14;
        private final int offset;

        OtherCamera(World world, Make make, int number, Random dice) {
            this.world = world;
            this.make = make;
            this.dice = dice;
            offset = number % 3;
            // One camera takes more while recording, another while waiting.
            taste = new double[] {factor(0.06), factor(0.08), factor(0.08), factor(0.2)};
            own = Wearer.of(dice);
            capacity = between(dice, 0.72, 1.05);
            changesBattery = dice.nextBoolean();
            ring = world.is(World.SETTINGS_CHANGED) ? number % 2 == 0 : dice.nextInt(4) == 0;
        }

        private double factor(double deviation) {
            return Math.exp(deviation * dice.nextGaussian());
        }

        List<Run> runs() {
            return new Trace(readings, turns).runs();
        }

        /** How warm it truly was on the last shifts, whether it measures that or not. */
        double warmth() {
            return warmths.subList(Math.max(0, warmths.size() - 5), warmths.size()).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(20);
        }

        boolean measuresWarmth() {
            return !world.is(World.GAPS);
        }

        double capacity() {
            return capacity;
        }

        boolean rings() {
            return ring;
        }

        private void live() {
            int days = world == World.FEW ? 5 + dice.nextInt(5) : 42;
            double rested = 0.85;
            Instant free = BEGIN;
            for (int day = 0; day < days; day++) {
                if (world.is(World.NEW_BATTERY) && changesBattery && day == days / 2) {
                    capacity = between(dice, 1.0, 1.08);
                }
                if (world.is(World.SETTINGS_CHANGED) && day == days * 2 / 3) {
                    ring = !ring;
                }
                season = 16 - 0.25 * day + 3 * dice.nextGaussian();
                if (dice.nextDouble() > rested) {
                    continue;
                }
                Instant begin =
                        BEGIN.plus(Duration.ofDays(day)).plusSeconds(3_600L * (4 + 7 * offset) + dice.nextInt(5_000));
                if (begin.isBefore(free)) {
                    continue;
                }
                charge(free, begin);
                free = wear(begin, wearer());
                capacity *= 1 - make.fade() * between(dice, 0.5, 1.5);
            }
        }

        private Wearer wearer() {
            return world.is(World.STRANGERS) ? Wearer.of(dice) : own;
        }

        private void charge(Instant from, Instant until) {
            double hours = Duration.between(from, until).toSeconds() / 3_600.0;
            double begun = charge;
            double most = world.is(World.NOT_FULL) ? between(dice, 0.55, 1.0) : 1;
            double lost = world.is(World.IDLE_DOCK) ? between(dice, 0, 0.09) : 0;
            for (double at = 0; at < hours; at += 0.25) {
                boolean charging = charge < most && !(world.is(World.IDLE_DOCK) && at > 4);
                charge = charging ? Math.min(most, charge + 0.09) : Math.max(0, charge - lost / 40);
                if (dice.nextInt(3) > 0) {
                    say(from.plusSeconds((long) (3_600 * at)), 21, charging && charge < most);
                }
            }
            if (hours > 10) {
                charge = Math.max(charge, Math.min(most, begun + 0.9)) - lost;
            }
            // The gauge begins anew with each charge.
            shownLast = 101;
        }

        /** Takes the temperature of a minute, in share of a new battery an hour. */
        private double uses(Stage stage, boolean ringing, boolean wifi, double celsius) {
            double base = 1 / make.hours();
            double load =
                    switch (stage) {
                        case OFF, DOCKED -> 0.002;
                        case PRESENT -> taste[0];
                        case DISPLAY -> taste[1] * (1 + 1.6 * make.display());
                        case RECORDING -> taste[2] * (1 + 1.4 * make.recording());
                    };
            double more = (ringing && (stage == Stage.PRESENT || stage == Stage.DISPLAY) ? make.ring() * taste[3] : 0)
                    + (wifi && stage != Stage.OFF ? 0.22 : 0);
            double felt = load + more;
            if (world.is(World.FROST)) {
                double frost = Math.max(0, 8 - celsius) / 10;
                felt *= 1 + 0.16 * frost * frost * felt + 0.09 * frost;
            } else {
                felt *= 1 + 0.0035 * Math.max(0, 18 - celsius);
            }
            return base * felt;
        }

        private double end(double celsius) {
            double cold = world.is(World.FROST) ? Math.max(0, 4 - celsius) * 0.004 : 0;
            return 0.015 + cold + 0.05 * Math.max(0, 0.8 - capacity);
        }

        private double shown() {
            double percent = 100 * curve(charge);
            double noise = world.is(World.GAPS) ? 1.1 : 0.35;
            percent += noise * dice.nextGaussian();
            double seen = inSteps(percent);
            if (step() > 1) {
                // A coarse gauge goes one way.
                seen = Math.min(seen, shownLast);
            }
            shownLast = seen;
            boolean wrong = world.is(World.GAPS) && dice.nextInt(25) == 0;
            return Math.clamp(wrong ? seen + step() * Math.rint(between(dice, -8, 8) / step()) : seen, 0, 100);
        }

        private double step() {
            return world == World.TENTHS ? 10 : world.is(World.TWENTIETHS) ? 5 : 1;
        }

        private double inSteps(double percent) {
            return Math.floor(percent / step() + (step() > 1 ? 0.999 : 0.5)) * step();
        }

        private double curve(double of) {
            double x = Math.clamp(of, 0, 1);
            if (!world.is(World.PLATEAU)) {
                return x;
            }
            // Holds 100 % for long, falls in the middle, and creeps at the end.
            double s = 1 / (1 + Math.exp(-6.5 * (x - 0.46)));
            double low = 1 / (1 + Math.exp(6.5 * 0.46));
            double high = 1 / (1 + Math.exp(-6.5 * 0.54));
            return 0.55 * (s - low) / (high - low) + 0.45 * x;
        }

        private void say(Instant at, double celsius, boolean charging) {
            boolean knows = !world.is(World.GAPS);
            readings.add(new Reading(at, shown(), knows ? (Double) celsius : null, charging));
        }

        /** @return when it came back */
        private Instant wear(Instant begin, Wearer wearer) {
            Minutes shift = shift(wearer, wearer.shiftHours() * between(dice, 0.85, 1.15));
            double celsius = season + 5;
            warmths.add(celsius);
            int every = world.is(World.GAPS) ? 5 : world == World.TENTHS ? 10 : 3;
            Stage was = Stage.OFF;
            int quietUntil = -1;
            int minute = 0;
            for (Stage stage : shift.stages()) {
                Instant at = begin.plusSeconds(60L * minute);
                if (stage != was) {
                    turns.add(new Turn(at, stage, ring && stage != Stage.OFF));
                    was = stage;
                }
                charge -= uses(stage, ring, shift.wifi(), celsius) * MINUTE / capacity;
                if (charge <= end(celsius)) {
                    charge = Math.max(0, charge);
                    break;
                }
                if (world.is(World.GAPS) && dice.nextInt(400) == 0) {
                    quietUntil = minute + 20 + dice.nextInt(60);
                }
                boolean missed = minute < quietUntil || (world.is(World.GAPS) && dice.nextInt(10) < 4);
                if (minute % every == 0 && stage != Stage.OFF && !missed) {
                    say(at, celsius + 3 * (stage == Stage.RECORDING ? 1 : 0), false);
                }
                minute++;
            }
            boolean died = minute < shift.stages().size();
            Instant off = begin.plusSeconds(60L * minute);
            if (!died) {
                turns.add(new Turn(off, Stage.OFF, false));
            }
            Instant in = off.plusSeconds(1_500 + dice.nextInt(2_000));
            turns.add(new Turn(in, Stage.DOCKED, false));
            say(in, 21, true);
            return in.plusSeconds(60);
        }

        private Minutes shift(Wearer wearer, double hours) {
            List<Stage> stages = new ArrayList<>();
            double busy = factor(0.3);
            int left = 0;
            Stage now = Stage.PRESENT;
            while (stages.size() < hours * 60) {
                if (left <= 0) {
                    if (now == Stage.DISPLAY && dice.nextDouble() < wearer.recorded()) {
                        now = Stage.RECORDING;
                        left = 1 + (int) (wearer.minutes() * factor(0.7));
                    } else if (now == Stage.PRESENT && dice.nextDouble() < wearer.encounters() * busy / 60) {
                        now = Stage.DISPLAY;
                        left = 1 + dice.nextInt(4);
                    } else {
                        now = Stage.PRESENT;
                    }
                }
                stages.add(now);
                left--;
            }
            return new Minutes(stages, world.is(World.WIFI) && dice.nextInt(3) == 0);
        }

        /** How long it truly lasts from a charge, at work, in a shift that nobody has seen. */
        double lasts(double from, double celsius) {
            Minutes shift = shift(wearer(), LONGEST);
            double left = from;
            int minute = 0;
            while (left > end(celsius) && minute < shift.stages().size()) {
                left -= uses(shift.stages().get(minute), ring, shift.wifi(), celsius) * MINUTE / capacity;
                minute++;
            }
            return minute * MINUTE;
        }

        /** Doing one thing, on a day in general: with the radio on for a third of all days, where it has one. */
        double steady(Stage stage, boolean ringing, double celsius) {
            double wifi = world.is(World.WIFI) ? 1.0 / 3 : 0;
            double hour =
                    (1 - wifi) * uses(stage, ringing, false, celsius) + wifi * uses(stage, ringing, true, celsius);
            return (1 - end(celsius)) * capacity / hour;
        }

        /** What the gauge shows of a charge, undisturbed. */
        double shownOf(double of) {
            return inSteps(100 * curve(of));
        }
    }
}
