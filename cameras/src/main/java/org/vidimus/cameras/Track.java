package org.vidimus.cameras;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A walk through invented streets, as a receiver writes it beside a recording (GPX 1.1). */
final class Track {
    private static final double METRE = 1 / 111_320.0;

    private Track() {}

    static String of(VirtualCamera camera, Take take) {
        Dice dice = Dice.of(camera.serial().hashCode(), take.number(), 6);
        double latitude = 51.71 + dice.normal(0, 900) * METRE;
        double longitude = 8.75 + dice.normal(0, 900) * METRE * 1.6;
        double heading = dice.between(0, 2 * StrictMath.PI);
        long every = Math.max(2, take.length().toSeconds() / 240);
        StringBuilder text = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<gpx version=\"1.1\" creator=\"vidimus cameras\" xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><trkseg>\n");
        for (long second = 0; second <= take.length().toSeconds(); second += every) {
            // A receiver has its time from the satellites: true, whatever the camera's clock says.
            Instant at = take.start().plusSeconds(second);
            text.append(String.format(
                    Locale.ROOT,
                    "<trkpt lat=\"%.6f\" lon=\"%.6f\"><time>%s</time></trkpt>\n",
                    latitude,
                    longitude,
                    at.truncatedTo(ChronoUnit.SECONDS)));
            heading += dice.normal(0, 0.25);
            double walked = 1.2 * every * METRE;
            latitude += walked * StrictMath.cos(heading);
            longitude += walked * StrictMath.sin(heading) * 1.6;
        }
        return text.append("</trkseg></trk></gpx>\n").toString();
    }
}
