package org.vidimus.cameras;

import java.time.Instant;
import java.time.ZoneOffset;

/** Outside temperatures of a temperate place, the same ones for the whole fleet. */
record Weather(long seed) {
    double celsius(Instant at) {
        var time = at.atZone(ZoneOffset.UTC);
        double season = 10.5 - 9.5 * StrictMath.cos(2 * StrictMath.PI * (time.getDayOfYear() - 20) / 365);
        double day = Dice.of(seed, 77, time.toLocalDate().toEpochDay()).normal(0, 2.5);
        double hour = 3.5 * StrictMath.cos(2 * StrictMath.PI * (time.getHour() + time.getMinute() / 60.0 - 15) / 24);
        return season + day + hour;
    }
}
