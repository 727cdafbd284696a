package org.vidimus.server.fleet.endurance;

import java.util.List;

/** What past shifts say about the next: which shares of an hour went where, and how warm it was. */
final class Shifts {
    private static final int MOST = 40;
    private static final int LAST_WARMTHS = 5;
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

    /** As the camera measured it on its last shifts. */
    static double warmth(List<Run> runs) {
        return runs.subList(Math.max(0, runs.size() - LAST_WARMTHS), runs.size()).stream()
                .mapToDouble(Run::warmth)
                .average()
                .orElse(Temperature.MILD);
    }
}
