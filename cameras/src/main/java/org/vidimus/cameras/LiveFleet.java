package org.vidimus.cameras;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cameras that come into their slots, do what the dock asks, charge, and leave for the next shift. The fleet's own time begins some
 * days ago and runs faster until it reaches the present, so that no camera is ever ahead of the house.
 */
final class LiveFleet {
    private static final Duration GLANCE = Duration.ofMillis(300);

    private final Options options;
    private final Footage footage;
    private final Clock clock;
    private final PrintStream out;

    LiveFleet(Options options, Footage footage, Clock clock, PrintStream out) {
        this.options = options;
        this.footage = footage;
        this.clock = clock;
        this.out = out;
    }

    /** Until it is interrupted. */
    void run(double factor) throws IOException, InterruptedException {
        Instant started = clock.instant();
        Instant begin = started.minus(Duration.ofDays(options.plan().days()));
        VirtualFleet.Plan given = options.plan();
        VirtualFleet.Plan plan = new VirtualFleet.Plan(
                given.count(),
                given.days(),
                given.seed(),
                given.physics(),
                started,
                given.step(),
                given.prefix(),
                given.firstNumber());
        List<Life> lives = new ArrayList<>();
        for (int n = 0; n < plan.count(); n++) {
            lives.add(new Life(plan.camera(plan.firstNumber() + n), begin));
        }
        out.println(plan.count() + " cameras live in " + options.out() + " from " + begin + " on");
        while (!Thread.currentThread().isInterrupted()) {
            Instant present = clock.instant();
            long passed = Duration.between(started, present).toMillis();
            Instant now = begin.plusMillis((long) (passed * factor));
            for (Life life : lives) {
                life.until(now.isAfter(present) ? present : now);
            }
            Thread.sleep(GLANCE);
        }
    }

    /** One camera: away or in its slot. */
    private final class Life {
        private final VirtualCamera camera;
        private final CameraFolder card;
        private final Path home;
        private final Path slot;
        private @Nullable Docked slotted;
        private Instant since;
        private LocalDate day;
        private Instant leaves = Instant.MAX;
        private Instant returns = Instant.MAX;
        private final Footage footage = LiveFleet.this.footage;

        Life(VirtualCamera camera, Instant begin) throws IOException {
            this.camera = camera;
            this.since = begin;
            day = begin.atZone(ZoneOffset.UTC).toLocalDate();
            // Beside the mount and on the same volume: a folder moves in one step, and the dock never sees one that is
            // away.
            home = options.out()
                    .resolveSibling(options.out().getFileName() + ".away")
                    .resolve(camera.serial());
            slot = options.out().resolve(String.format(Locale.ROOT, "slot-%03d", camera.number()));
            if (Files.exists(home) || Files.exists(slot)) {
                throw new IOException("there is a camera of an earlier run in " + slot + " or " + home);
            }
            card = new CameraFolder(home, camera);
            next();
        }

        void until(Instant now) throws IOException {
            if (slotted != null) {
                slotted.until(leaves.isBefore(now) ? leaves : now);
            }
            while (true) {
                if (slotted != null || (leaves.isBefore(Instant.MAX) && returns.equals(Instant.MAX))) {
                    if (!leaves.isBefore(now)) {
                        return;
                    }
                    leave();
                } else if (returns.isBefore(now)) {
                    come(returns);
                } else {
                    return;
                }
            }
        }

        /** Plans the next shift. */
        private void next() {
            Instant begin;
            do {
                day = day.plusDays(1);
                camera.age(day);
                begin = camera.begins(day);
            } while (!camera.works(day) || begin.isBefore(since));
            leaves = begin;
            returns = Instant.MAX;
        }

        private void leave() throws IOException {
            if (slotted == null) {
                camera.rest(since, leaves);
            } else {
                slotted.leave(leaves);
                card.move(home);
                slotted = null;
                out.println(camera.serial() + " leaves " + leaves);
            }
            int seconds = camera.shiftSeconds();
            camera.work(leaves, seconds);
            returns = leaves.plusSeconds(seconds + 600L);
        }

        private void come(Instant at) throws IOException {
            camera.dock(at);
            camera.keep(options.recordings());
            card.record(footage, options.recordings());
            camera.takes().clear();
            card.log();
            card.list(at);
            card.move(slot);
            slotted = new Docked(camera, card, at);
            since = at;
            out.println(camera.serial() + " docks " + at);
            next();
        }
    }
}
