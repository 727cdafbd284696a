package org.vidimus.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vidimus.cameras.Physics;
import org.vidimus.cameras.Script;
import org.vidimus.cameras.VirtualCamera;
import org.vidimus.cameras.VirtualFleet;

/**
 * The demo's cameras before they come into its dock: five weeks of shifts of the virtual fleet, the same ones from the same seed.
 * What happens to them happens by chance, but for what a demo has to show: CAM-3 has lost a recording, CAM-5's clock is an hour off,
 * CAM-8 lost power while it recorded, CAM-9 runs an old firmware, CAM-10 still pre-records.
 */
final class DemoFleet {
    static final int COUNT = 20;
    /** Cameras from here on are the second unit's. */
    static final int FIRST_OF_SOUTH = 13;

    private static final String PREFIX = "CAM-";
    private static final long SEED = 28;
    private static final int WEEKS = 5;
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int DAYS = 5;
    private static final Duration SHIFT = Duration.ofMinutes(8 * 60 + 10);
    private static final Duration HANDED_IN = Duration.ofMinutes(4);

    private static final int WRONG_CLOCK_OF = 5;
    private static final int OLD_FIRMWARE_OF = 9;
    private static final int PRE_RECORDING = 10;
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private final Instant shiftEnd;

    /** @param shiftEnd when the last of them came in */
    DemoFleet(Instant shiftEnd) {
        this.shiftEnd = shiftEnd.truncatedTo(ChronoUnit.SECONDS);
    }

    static String serial(int number) {
        return PREFIX + number;
    }

    /** @param serial of one of the demo's own */
    static int number(String serial) {
        return Integer.parseInt(serial.substring(PREFIX.length()));
    }

    static String unit(int number) {
        return number < FIRST_OF_SOUTH ? DemoPerson.MIDDLE : DemoPerson.SOUTH;
    }

    /** The first ones are kept for somebody each; the others are the pool. */
    static Optional<DemoPerson> keptFor(int number) {
        List<DemoPerson> middle = DemoPerson.wearersOf(DemoPerson.MIDDLE);
        return number <= middle.size() ? Optional.of(middle.get(number - 1)) : Optional.empty();
    }

    Instant end() {
        return shiftEnd;
    }

    /** Whether it comes back from a shift of today; the others have been charging for a day or more. */
    static boolean isOfToday(int number) {
        return daysAgo(number) == 0;
    }

    private static int daysAgo(int number) {
        return (number - 1) % DAYS;
    }

    private Instant in(int number) {
        return shiftEnd.minus(HANDED_IN).minus(Duration.ofDays(daysAgo(number)));
    }

    private Instant begin(int number) {
        return in(number).minus(SHIFT);
    }

    /** When, in true time, recording {@code index} of the camera began; the first cameras' are the newest. */
    Instant startOf(int number, int index) {
        return shiftEnd.minus(Duration.ofDays(daysAgo(number)))
                .minus(Duration.ofMinutes(17L * number + 53L * index + 25));
    }

    /** How far the camera's clock is ahead of true time. */
    Duration clockOffset(int number) {
        return number == WRONG_CLOCK_OF ? Duration.ofMinutes(-61) : Duration.ofMillis(number * 137L % 2000 - 700);
    }

    /**
     * The camera with its past, up to where it stands in the dock.
     *
     * @param recorded on its last shift; what is older than that shift is not in its log
     * @param ahead of true time its clock was on that shift
     * @param counter number of its newest recording
     */
    VirtualCamera camera(int number, List<Script.Recorded> recorded, Duration ahead, int counter) {
        Instant begin = begin(number);
        VirtualFleet.Plan plan =
                new VirtualFleet.Plan(COUNT, 7 * WEEKS, SEED, Physics.PLAIN, shiftEnd, STEP, PREFIX, 1);
        return VirtualFleet.live(
                plan,
                number,
                new Script(
                        serial(number),
                        begin,
                        in(number),
                        recorded.stream()
                                .filter(one -> one.start().isAfter(begin.plus(HALF_A_MINUTE)))
                                .toList(),
                        ahead,
                        settings(number),
                        number == OLD_FIRMWARE_OF ? Optional.of("1.3.0") : Optional.empty(),
                        counter));
    }

    private static Map<String, Object> settings(int number) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("preRecordSeconds", number == PRE_RECORDING ? (int) HALF_A_MINUTE.toSeconds() : 0);
        settings.put("tones", true);
        settings.put("reminderSeconds", 120);
        settings.put("volume", 60);
        return settings;
    }

    /** The model, without living through anything. */
    static String model(int number) {
        return VirtualFleet.model(number);
    }
}
