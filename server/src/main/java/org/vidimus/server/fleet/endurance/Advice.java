package org.vidimus.server.fleet.endurance;

import java.util.ArrayList;
import java.util.List;

/** What would change how long a camera lasts, worked out from what its own hours take. Nothing is said of what was not seen both ways. */
record Advice(Code code, int minutes) {
    private static final double SELDOM = 0.1;
    private static final int WORTH_SAYING = 10;
    private static final int STEP = 5;

    enum Code {
        /** Without pre-recording it would last so much longer. */
        PRE_RECORD_OFF,
        /** With pre-recording it would last so much shorter. */
        PRE_RECORD_ON
    }

    static List<Advice> of(Forecast forecast, double percent, List<Hours> shifts) {
        List<Advice> advice = new ArrayList<>();
        double now = forecast.lasts(percent, shifts).median();
        boolean ring = shifts.stream().mapToDouble(Hours::ring).average().orElse(0) > SELDOM;
        List<Hours> other =
                shifts.stream().map(ring ? Hours::withoutRing : Hours::withRing).toList();
        int minutes = rounded(Math.abs(forecast.lasts(percent, other).median() - now));
        if (minutes >= WORTH_SAYING && forecast.knowsRing()) {
            advice.add(new Advice(ring ? Code.PRE_RECORD_OFF : Code.PRE_RECORD_ON, minutes));
        }
        return advice;
    }

    private static int rounded(double hours) {
        return (int) Math.round(hours * 60 / STEP) * STEP;
    }
}
