package org.vidimus.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;

/**
 * Somebody on foot in streets that do not exist, laid over an empty heath: blocks of a hundred metres, a pause now and then, and the few metres
 * by which receivers err. The same number gives the same walk.
 */
final class DemoWalk {
    private static final double LATITUDE = 51.8300;
    private static final double LONGITUDE = 8.7400;
    private static final double METRES_A_DEGREE = 111_320;
    private static final double BLOCK_METRES = 100;

    private final Random random;
    private double east;
    private double north;
    private int heading;
    private double toCorner;

    DemoWalk(int number) {
        this.random = new Random(number * 7919L);
        this.east = BLOCK_METRES * random.nextInt(12);
        this.north = BLOCK_METRES * random.nextInt(9);
        this.heading = random.nextInt(4);
        this.toCorner = 8 + random.nextDouble() * 20;
    }

    /** The next stretch of the walk as GPX 1.1, a point a second. */
    String gpx(Instant start, Duration length) {
        StringBuilder gpx = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <gpx version="1.1" creator="Vidimus demo" xmlns="http://www.topografix.com/GPX/1/1">
                <trk><trkseg>
                """);
        Instant first = start.truncatedTo(ChronoUnit.SECONDS);
        for (long second = 0; second <= length.toSeconds(); second++) {
            step(second);
            gpx.append(String.format(
                    Locale.ROOT,
                    "<trkpt lat=\"%.7f\" lon=\"%.7f\"><ele>%.1f</ele><time>%s</time><hdop>%.1f</hdop></trkpt>%n",
                    LATITUDE + (north + error()) / METRES_A_DEGREE,
                    LONGITUDE + (east + error()) / (METRES_A_DEGREE * Math.cos(Math.toRadians(LATITUDE))),
                    131 + north / 200 + error(),
                    first.plusSeconds(second),
                    0.8 + random.nextDouble() * 0.6));
        }
        return gpx.append("</trkseg></trk></gpx>\n").toString();
    }

    /** A second on: 1.1 to 1.6 metres, or none; at a corner perhaps into another street. */
    private void step(long second) {
        double metres = second % 23 > 19 ? 0 : 1.1 + random.nextDouble() * 0.5;
        east += heading == 1 ? metres : heading == 3 ? -metres : 0;
        north += heading == 0 ? metres : heading == 2 ? -metres : 0;
        toCorner -= metres;
        if (toCorner <= 0) {
            toCorner = BLOCK_METRES;
            heading = (heading + 3 + random.nextInt(3)) % 4;
        }
    }

    private double error() {
        return random.nextGaussian() * 0.5;
    }
}
