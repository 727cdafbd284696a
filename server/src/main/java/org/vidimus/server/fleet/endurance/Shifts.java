package org.vidimus.server.fleet.endurance;

import java.util.List;
import java.util.OptionalDouble;

/** What past shifts say about the next: which shares of an hour went where, and how warm it was. */
final class Shifts {
    private static final int MOST = 40;
    private static final int LAST_WARMTHS = 5;
    private static final double LEAST_HOURS = 3;
    private static final Hours USUAL = new Hours(0.82, 0.08, 0.10, 0);

    private Shifts() {}

    /** Shares of each of the last shifts; one usual shift where there is none. */
    static List<Hours> of(List<Run> runs) {
        List<Hours> shares = runs.stream()
                .filter(run -> run.hours().on() >= 1)
                .map(run -> run.hours().shares())
                .toList();
        return shares.isEmpty() ? List.of(USUAL) : shares.subList(Math.max(0, shares.size() - MOST), shares.size());
    }

    /** The same shifts with pre-recording as it was in {@code like}: it is a setting of the camera, not a habit of whoever wears it. */
    static List<Hours> set(List<Hours> shifts, Hours like) {
        boolean ring = like.ring() > 0.5 * (like.present() + like.display());
        return shifts.stream().map(ring ? Hours::withRing : Hours::withoutRing).toList();
    }

    /** As the camera measured it on its last shifts. */
    static double warmth(List<Run> runs) {
        return runs.subList(Math.max(0, runs.size() - LAST_WARMTHS), runs.size()).stream()
                .mapToDouble(Run::warmth)
                .average()
                .orElse(Temperature.MILD);
    }

    /** As long as four in five of them, of those that did not end because the battery did; empty for fewer than three. */
    static OptionalDouble usual(List<Run> runs) {
        double[] hours = runs.stream()
                .filter(run -> run.diedAt() == null)
                .mapToDouble(run -> run.hours().on())
                .filter(on -> on >= LEAST_HOURS)
                .sorted()
                .toArray();
        return hours.length < Estimates.LEAST_SHIFTS
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.clamp(Robust.quantile(hours, 0.8), 4, 12));
    }
}
