package org.vidimus.cameras;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cameras that live through some days and come into their docks at the end of the last, with their last shift's footage on them. */
public final class VirtualFleet {
    private VirtualFleet() {}

    /**
     * @param until when the last camera has come in
     * @param step between a camera's readings while it is worn
     */
    public record Plan(
            int count,
            int days,
            long seed,
            Physics physics,
            Instant until,
            Duration step,
            String prefix,
            int firstNumber) {
        public Plan {
            if (count < 1 || days < 1 || step.toSeconds() < 1) {
                throw new IllegalArgumentException("a fleet has at least one camera, one day and a step of a second");
            }
        }

        public static Plan of(int count, int days, long seed, Physics physics, Instant until) {
            return new Plan(count, days, seed, physics, until, Duration.ofMinutes(1), "CAM-", 1);
        }

        Instant from() {
            return until.minus(days, ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
        }

        VirtualCamera camera(int number) {
            return camera(number, prefix + String.format(Locale.ROOT, "%04d", number));
        }

        VirtualCamera camera(int number, String serial) {
            return new VirtualCamera(serial, number, physics, seed, from(), days, step);
        }
    }

    /** The model of a camera by its number, whatever the seed. */
    public static String model(int number) {
        return Device.of(number).model();
    }

    /** All of them, after their last shift. */
    public static List<VirtualCamera> live(Plan plan) {
        List<VirtualCamera> cameras = new ArrayList<>();
        for (int n = 0; n < plan.count(); n++) {
            cameras.add(live(plan, plan.firstNumber() + n));
        }
        return cameras;
    }

    /** One of them. It is the same whoever else is in the fleet. */
    public static VirtualCamera live(Plan plan, int number) {
        VirtualCamera camera = plan.camera(number);
        Dice dice = Dice.of(plan.seed(), number, 4);
        // The last shift ends just before the end, for everybody.
        int lastSeconds = camera.shiftSeconds();
        Instant lastIn = plan.until().minusSeconds(dice.below(1_500));
        Instant lastBegin = lastIn.minusSeconds(lastSeconds + 600L);
        camera.rest(liveUntil(plan, camera, dice, lastBegin), lastBegin);
        camera.work(lastBegin, lastSeconds);
        camera.dock(lastIn);
        return camera;
    }

    /** One of them, whose last shift is as the script has it; from then to the end of the plan it charges. */
    public static VirtualCamera live(Plan plan, int number, Script script) {
        VirtualCamera camera = plan.camera(number, script.serial());
        camera.settings().putAll(script.settings());
        Dice dice = Dice.of(plan.seed(), number, 4);
        camera.rest(liveUntil(plan, camera, dice, script.begin()), script.begin());
        camera.setAhead(script.begin(), script.ahead());
        camera.work(script.begin(), script.course());
        camera.dock(script.in());
        camera.be(script);
        camera.rest(script.in(), plan.until());
        return camera;
    }

    /** @return since when it stands in its dock */
    private static Instant liveUntil(Plan plan, VirtualCamera camera, Dice dice, Instant lastBegin) {
        Instant free = plan.from();
        LocalDate first = plan.from().atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
        for (LocalDate day = first;
                day.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(lastBegin);
                day = day.plusDays(1)) {
            camera.age(day);
            Instant begin = camera.begins(day);
            int seconds = camera.shiftSeconds();
            Instant in = begin.plusSeconds(seconds + 240L + dice.below(1_500));
            if (!camera.works(day)
                    || begin.isBefore(free)
                    || in.plus(3, ChronoUnit.HOURS).isAfter(lastBegin)) {
                continue;
            }
            camera.rest(free, begin);
            camera.work(begin, seconds);
            camera.dock(in);
            camera.serve(in.plusSeconds(300));
            free = in.plusSeconds(360);
        }
        return free;
    }
}
