package org.vidimus.server.bench;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.fleet.endurance.Endurance;
import org.vidimus.server.fleet.endurance.EnduranceLoad;

/** What it costs to know how long 2,000 cameras last: the first time, after a shift of all of them, and at the kiosk. */
final class EnduranceTopic implements Topic {
    private static final int CAMERAS = 2_000;
    private static final int DAYS = 10;
    private static final int HAND_OUTS = 100;

    @Override
    public void run(Options options, Table table) throws Exception {
        int cameras = Math.min(CAMERAS, Math.max(40, options.rows() / 500));
        try (House house = House.open(Files.createDirectories(options.folder().resolve("endurance")))) {
            EnduranceLoad load = new EnduranceLoad(
                    house.part(JdbcTemplate.class), house.part(EnduranceLoad.worker()), house.part(Endurance.class));
            Instant until = house.part(Clock.class)
                    .instant()
                    .truncatedTo(ChronoUnit.HOURS)
                    .minus(1, ChronoUnit.HOURS);
            load.fill(cameras, DAYS, until);
            table.say("endurance: " + cameras + " cameras, " + load.readings() + " readings");
            // The server's own job may have taken some already: what is left is counted.
            rate(load, "endurance: cameras gone through for the first time", table);
            load.say(until.plus(10, ChronoUnit.MINUTES));
            rate(load, "endurance: cameras gone through after one more shift", table);
            Times times = new Times();
            for (int n = 0; n < HAND_OUTS; n++) {
                long start = System.nanoTime();
                load.handOut(n * 17, new PersonId(UUID.randomUUID()));
                times.add(Times.millis(start));
            }
            table.add(Line.of("endurance: said at a hand-out, p95", times.percentile(95), "ms", Aim.atMost(150)));
        }
    }

    private static void rate(EnduranceLoad load, String what, Table table) {
        long start = System.nanoTime();
        int gone = load.catchUp();
        if (gone > 0) {
            table.add(Line.of(what, gone / Times.seconds(start), "/s", Aim.atLeast(10)));
        }
    }
}
