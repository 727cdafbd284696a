package org.vidimus.cameras;

import java.util.ArrayList;
import java.util.List;

/** A kind of work, and how often and how long it brings encounters. */
enum Duty {
    FOOT(2.0, 2.2, 0.5, 6),
    CAR(1.0, 1.4, 0.6, 9),
    EVENT(0.7, 3.5, 0.7, 24);

    private final double encountersAnHour;
    private final double displayMinutes;
    private final double recorded;
    private final double recordingMinutes;

    Duty(double encountersAnHour, double displayMinutes, double recorded, double recordingMinutes) {
        this.encountersAnHour = encountersAnHour;
        this.displayMinutes = displayMinutes;
        this.recorded = recorded;
        this.recordingMinutes = recordingMinutes;
    }

    /** When shifts of a kind begin, by universal time, and how long they are. */
    enum Hours {
        EARLY(5),
        LATE(13),
        NIGHT(21);

        final int begin;

        Hours(int begin) {
            this.begin = begin;
        }
    }

    /**
     * What somebody does with a camera, as factors of what is usual.
     *
     * @param offAtBreaks whether they switch it off for the break
     */
    record Habits(double encounters, double display, double recorded, double length, boolean offAtBreaks) {
        static Habits of(Dice dice) {
            return new Habits(
                    dice.factor(0.25), dice.factor(0.35), dice.factor(0.2), dice.factor(0.25), dice.happens(0.3));
        }
    }

    /**
     * @param second from the beginning of the shift
     * @param cut whether the camera goes off at its end, unasked
     */
    record Step(int second, Stage stage, boolean cut) {
        Step(int second, Stage stage) {
            this(second, stage, false);
        }
    }

    /** The stages of one shift, the first at second 0, the last {@code OFF} at its end. */
    List<Step> course(int seconds, Habits habits, boolean hasDisplay, Dice dice) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(0, Stage.PRESENT));
        double busy = dice.factor(0.25);
        int pause = habits.offAtBreaks() ? (int) (seconds * dice.between(0.4, 0.6)) : Integer.MAX_VALUE;
        int at = 0;
        while (true) {
            int next = at + (int) (3600 * dice.exponential(1 / (encountersAnHour * habits.encounters() * busy))) + 20;
            if (at < pause && next >= pause && pause + 1_500 < seconds) {
                steps.add(new Step(pause, Stage.OFF));
                steps.add(new Step(pause + 1_500, Stage.PRESENT));
                pause = Integer.MAX_VALUE;
                at = steps.getLast().second();
                continue;
            }
            if (next >= seconds - 120) {
                break;
            }
            at = encounter(steps, next, seconds - 60, habits, hasDisplay, dice);
        }
        steps.add(new Step(seconds, Stage.OFF));
        return steps;
    }

    private int encounter(List<Step> steps, int from, int latest, Habits habits, boolean hasDisplay, Dice dice) {
        int at = from;
        if (hasDisplay) {
            steps.add(new Step(at, Stage.DISPLAY));
            at += 10 + (int) (60 * dice.exponential(displayMinutes * habits.display()));
        }
        if (at < latest && dice.happens(Math.min(0.95, recorded * habits.recorded()))) {
            steps.add(new Step(at, Stage.RECORDING));
            at += 20 + (int) (60 * recordingMinutes * habits.length() * dice.factor(0.6) * 0.84);
        }
        at = Math.clamp(at, from + 5, latest);
        steps.add(new Step(at, Stage.PRESENT));
        return at;
    }
}
