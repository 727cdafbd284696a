package org.vidimus.server.fleet.endurance;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lists say of a camera, worked out when its readings came in.
 *
 * @param shifts that it rests on
 * @param hours that a full charge lasts, by quantile: 5 %, 10 %, … 95 %; empty where too little is known
 * @param strength as against the better cameras of the model
 * @param signs why the battery is failing
 * @param usualShift hours switched on that four in five of its shifts do not go beyond; missing while it had too few
 */
record Summary(
        int shifts,
        List<Double> hours,
        double strength,
        double strengthLow,
        double strengthHigh,
        @Nullable Double perMonth,
        Set<Battery.Sign> signs,
        @Nullable Instant since,
        @Nullable Double reportedHealth,
        @Nullable Integer cycles,
        @Nullable Double usualShift) {
    static final double STEP = 0.05;

    Summary {
        hours = List.copyOf(hours);
        signs = Set.copyOf(signs);
    }

    double quantile(double share) {
        return hours.get((int) Math.clamp(Math.round(share / STEP) - 1, 0, hours.size() - 1));
    }

    /** The chance that a full charge lasts so long, to the nearest twentieth. */
    double chance(double wanted) {
        return hours.stream().filter(one -> one >= wanted).count() / (double) hours.size();
    }
}
