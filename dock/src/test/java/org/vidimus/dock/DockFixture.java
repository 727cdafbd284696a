package org.vidimus.dock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vidimus.client.Server;
import org.vidimus.client.Token;
import org.vidimus.client.Uploads;
import org.vidimus.dock.board.Board;
import org.vidimus.dock.board.CameraBar;
import org.vidimus.dock.camera.CameraFinder;
import org.vidimus.dock.camera.Finding;
import org.vidimus.dock.camera.Layouts;
import org.vidimus.dock.camera.Listing;
import org.vidimus.trust.Sha256;

/** A dock in this process, over a folder of cameras and a {@link FakeHouse}, with all that it showed. */
final class DockFixture implements AutoCloseable {
    final Path mounts;
    final Path state;
    final FakeHouse house;
    final Shown shown = new Shown();
    Clock clock = Clock.systemUTC();

    DockFixture(Path folder, FakeHouse.Mood mood, long seed) throws IOException {
        this.mounts = Files.createDirectories(folder.resolve("mounts"));
        this.state = folder.resolve("state");
        this.house = new FakeHouse(mood, seed);
    }

    boolean once() throws Exception {
        return once(false, Duration.ofSeconds(20));
    }

    boolean keeping() throws Exception {
        return once(true, Duration.ofSeconds(20));
    }

    boolean once(boolean keep, Duration patience) throws Exception {
        try (Running running = start(keep, Optional.of(patience))) {
            return running.dock.once();
        }
    }

    Running start(boolean keep, Optional<Duration> patience) throws IOException {
        return new Running(keep, patience);
    }

    /** One dock process's worth of state. */
    final class Running implements AutoCloseable {
        final EraseJournal journal = EraseJournal.open(state);
        final Server server = new Server(house.address(), new Token(FakeHouse.TOKEN));
        final Lanes lanes = new Lanes(4);
        final Gear gear;
        final Dock dock;

        Running(boolean keep, Optional<Duration> patience) throws IOException {
            gear = new Gear(
                    server,
                    new Uploads(server, Duration.ofSeconds(5)),
                    journal,
                    new Patience(patience, Duration.ofMillis(5), new Random(1)),
                    new Serials(),
                    new Wishes(),
                    lanes,
                    shown,
                    clock,
                    ZoneOffset.UTC,
                    "test dock",
                    keep);
            dock = new Dock(gear, new CameraFinder(Layouts.builtIn()), List.of(mounts));
        }

        @Override
        public void close() throws IOException {
            dock.close();
            lanes.close();
            server.close();
            journal.close();
        }
    }

    /** Every recording is on its camera, untouched, or it is secured and the dock was told so. */
    void assertNothingLost(SampleCamera... cameras) throws IOException {
        for (SampleCamera camera : cameras) {
            for (Map.Entry<Path, byte[]> file : camera.recordings().entrySet()) {
                if (Files.exists(file.getKey())) {
                    if (!Sha256.of(Files.readAllBytes(file.getKey())).equals(Sha256.of(file.getValue()))) {
                        throw new AssertionError(file.getKey() + " was changed");
                    }
                } else if (!house.securedAndTold(file.getValue())) {
                    throw new AssertionError(file.getKey() + " is gone and was not secured");
                }
            }
        }
        if (!house.violations().isEmpty()) {
            throw new AssertionError(house.violations().toString());
        }
    }

    @Override
    public void close() throws IOException {
        house.close();
    }

    /** Remembers what a dock showed. */
    static final class Shown implements Board {
        final List<Finding> findings = new CopyOnWriteArrayList<>();
        final Set<String> notes = ConcurrentHashMap.newKeySet();
        final Set<String> waits = ConcurrentHashMap.newKeySet();
        final Set<CameraBar.Phase> phases = ConcurrentHashMap.newKeySet();
        final List<String> secured = new CopyOnWriteArrayList<>();
        final List<String> erased = new CopyOnWriteArrayList<>();
        final List<CameraBar> finished = new CopyOnWriteArrayList<>();

        List<String> codes() {
            return findings.stream()
                    .map(finding -> finding.code().text())
                    .distinct()
                    .sorted()
                    .toList();
        }

        @Override
        public void recognised(CameraBar bar, String folder, String layout) {
            notes.add("recognised " + layout + " " + bar.label());
        }

        @Override
        public void listed(CameraBar bar, Listing listing) {
            notes.add("listed " + bar.label() + " " + listing.parts());
        }

        @Override
        public void found(Optional<CameraBar> bar, Finding finding) {
            findings.add(finding);
        }

        @Override
        public void secured(CameraBar bar, String file, UUID upload, Sha256 sha256) {
            secured.add(file);
        }

        @Override
        public void erased(CameraBar bar, String file, UUID upload) {
            erased.add(file);
        }

        @Override
        public void waiting(CameraBar bar, String why) {
            waits.add(why.toLowerCase(Locale.ROOT));
            phases.add(bar.phase());
        }

        @Override
        public void finished(CameraBar bar) {
            finished.add(bar);
        }

        @Override
        public void note(String key, String... facts) {
            notes.add(key);
        }

        @Override
        public void close() {}
    }
}
