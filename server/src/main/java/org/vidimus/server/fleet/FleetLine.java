package org.vidimus.server.fleet;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vidimus.server.fleet.Readiness.Lack;

/**
 * As much of a camera as is needed to find it among all others and to put them in order.
 *
 * @param number by which people call it
 * @param docked whether it is in a slot; {@code given}, whether somebody has it
 * @param gaps how many recordings or parts are missing
 * @param faulty whether its dock found something wrong with a file or a slot
 * @param batteryPercent the newest that is known
 * @param seen when a dock last spoke of it
 * @param words all that it is looked for by, in small letters
 */
record FleetLine(
        CameraId id,
        String number,
        Optional<UnitRef> unit,
        Standing standing,
        boolean docked,
        boolean given,
        Readiness readiness,
        long gaps,
        boolean faulty,
        Optional<Integer> batteryPercent,
        Optional<Instant> seen,
        String words) {
    private static final Set<Lack> LASTING = EnumSet.of(Lack.SETTINGS_DIFFER, Lack.CLOCK_OFF);
    private static final int GAP = 1_000;
    private static final int TROUBLE = 100;
    private static final int MISSING = 50;

    static final Comparator<FleetLine> BY_NUMBER = Comparator.comparing(FleetLine::number, NumberOrder.INSTANCE);

    FleetState state() {
        return FleetState.of(standing, docked, given, readiness.ready());
    }

    /** Whether somebody should look into it: time alone does not mend it. How it is set counts only while it is here. */
    boolean troubled() {
        return standing != Standing.RETIRED
                && (gaps > 0 || faulty || (isHere() && LASTING.stream().anyMatch(readiness.missing()::contains)));
    }

    private boolean isHere() {
        return standing == Standing.IN_SERVICE && (docked || !given);
    }

    FleetLine lacking(Lack lack) {
        return new FleetLine(
                id,
                number,
                unit,
                standing,
                docked,
                given,
                readiness.lacking(lack),
                gaps,
                faulty,
                batteryPercent,
                seen,
                words);
    }

    record UnitRef(UUID id, String name) {}

    /** The more, the sooner somebody should look at it. */
    long urgency() {
        return (gaps > 0 ? GAP + gaps : 0) + (troubled() ? TROUBLE : 0) + (standing == Standing.MISSING ? MISSING : 0);
    }

    /** Whether every word is found somewhere in it. */
    boolean says(List<String> wanted) {
        return wanted.stream().allMatch(words::contains);
    }

    static List<String> words(String text) {
        return List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    }
}
