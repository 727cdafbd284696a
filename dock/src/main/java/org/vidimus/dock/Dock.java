package org.vidimus.dock;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.vidimus.dock.Visit.Outcome;
import org.vidimus.dock.board.CameraBar;
import org.vidimus.dock.camera.Camera;
import org.vidimus.dock.camera.CameraFinder;
import org.vidimus.dock.camera.Finding;
import org.vidimus.dock.camera.Finding.Code;
import org.vidimus.dock.camera.Slot;

/** Looks for cameras in the mounted folders and visits them, all at the same time: once, or for as long as it runs. */
final class Dock implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration TOKEN_PAUSE = Duration.ofSeconds(60);

    /** A folder that cannot be listed for a moment has not lost its cameras; one that cannot for longer has. */
    private static final Duration UNREADABLE = Duration.ofMinutes(1);

    private final Gear gear;
    private final CameraFinder finder;
    private final List<Path> mounts;
    private final Map<Path, Look> looks = new HashMap<>();
    private final Map<Place, Stay> stays = new HashMap<>();
    private final SlotReports slots;
    private List<Slot> seen = List.of();
    private volatile Instant pausedUntil = Instant.MIN;

    Dock(Gear gear, CameraFinder finder, List<Path> mounts) {
        this.gear = gear;
        this.finder = finder;
        this.mounts = List.copyOf(mounts);
        this.slots = new SlotReports(gear);
    }

    /** What was in a mounted folder when it could be listed last. */
    private record Look(List<Slot> slots, Instant at) {}

    /** One folder that says it is one camera. Another camera mounted in the same place is another stay. */
    private record Place(Path root, String serial) {}

    /**
     * Visits every camera there is, once.
     *
     * @return whether there was a camera, and everything on all of them is offloaded, and erased unless it shall be kept
     * @throws TokenRefused if the server does not accept the token
     */
    boolean once() throws InterruptedException, TokenRefused {
        List<Camera> cameras = look();
        if (cameras.isEmpty()) {
            gear.board().note("no-camera", mounts.toString());
            return false;
        }
        cameras.forEach(this::stayOf);
        show();
        slots.tellNow();
        boolean clean = true;
        List<Future<Outcome>> visits = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Camera camera : cameras) {
                Optional<Stay> stay = stayOf(camera);
                clean &= stay.isPresent();
                stay.ifPresent(it -> visits.add(threads.submit(() -> new Visit(gear, camera, it).run())));
            }
            for (Future<Outcome> visit : visits) {
                clean &= outcome(visit) == Outcome.CLEAN;
            }
        }
        look();
        show();
        slots.tellNow();
        gear.board().note(clean ? "all-done" : "something-left");
        return clean;
    }

    /** Visits cameras as they come, until the thread is interrupted. */
    void watch() throws InterruptedException {
        gear.board().note("watching", mounts.toString());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (true) {
                List<Camera> cameras = look();
                forgetAllBut(cameras);
                for (Camera camera : cameras) {
                    stayOf(camera).ifPresent(stay -> visitIfDue(camera, stay, threads));
                }
                show();
                Thread.sleep(LOOK_EVERY);
            }
        }
    }

    private void visitIfDue(Camera camera, Stay stay, ExecutorService threads) {
        Instant now = gear.clock().instant();
        if (now.isBefore(pausedUntil) || !stay.begin(now)) {
            return;
        }
        threads.submit(() -> {
            Outcome outcome = Outcome.LEFT;
            try {
                outcome = new Visit(gear, camera, stay).run();
            } catch (TokenRefused refused) {
                pausedUntil = gear.clock().instant().plus(TOKEN_PAUSE);
                gear.board().note("token-refused", refused.code(), Reason.of(refused));
            } finally {
                stay.end(outcome, gear.clock().instant());
            }
            return outcome;
        });
    }

    private List<Camera> look() {
        List<Slot> found = new ArrayList<>();
        Instant now = gear.clock().instant();
        for (Path mount : mounts) {
            try {
                looks.put(mount, new Look(finder.slots(mount), now));
            } catch (IOException unlistable) {
                gear.board().note("mount-unreadable", mount.toString(), Reason.of(unlistable));
            }
            Look last = looks.get(mount);
            if (last != null && now.isBefore(last.at().plus(UNREADABLE))) {
                found.addAll(last.slots());
            }
        }
        seen = List.copyOf(found);
        List<Camera> cameras =
                found.stream().flatMap(slot -> slot.camera().stream()).toList();
        for (Camera camera : cameras) {
            camera.serial().ifPresent(serial -> gear.serials().present(serial, camera.root()));
        }
        return cameras;
    }

    /** Two mounts may have folders of one name; then a number tells them apart. */
    private void show() {
        List<SlotReports.Occupied> occupied = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Slot slot : seen) {
            String name = slot.name();
            for (int n = 2; !names.add(name); n++) {
                name = slot.name() + " (" + n + ")";
            }
            Optional<Stay> stay = slot.camera()
                    .filter(camera -> camera.serial().isPresent())
                    .flatMap(camera -> Optional.ofNullable(
                            stays.get(new Place(camera.root(), camera.serial().orElse("")))));
            occupied.add(new SlotReports.Occupied(new Slot(name, slot.camera()), stay));
        }
        slots.show(occupied);
    }

    @Override
    public void close() {
        slots.close();
    }

    /** Empty for a camera that does not tell its serial, which is shown the first time. */
    private Optional<Stay> stayOf(Camera camera) {
        Place place = new Place(camera.root(), camera.serial().orElse(""));
        Stay known = stays.get(place);
        if (known == null) {
            CameraBar bar = new CameraBar(camera.label());
            known = new Stay(camera.serial().orElse(""), bar);
            stays.put(place, known);
            gear.board()
                    .recognised(bar, camera.root().toString(), camera.layout().name());
            if (camera.serial().isEmpty()) {
                bar.phase(CameraBar.Phase.LEFT);
                gear.board().found(Optional.of(bar), Finding.of(Code.NO_SERIAL));
            }
        }
        return camera.serial().isPresent() ? Optional.of(known) : Optional.empty();
    }

    private void forgetAllBut(List<Camera> cameras) {
        Set<Place> here = new HashSet<>();
        cameras.forEach(
                camera -> here.add(new Place(camera.root(), camera.serial().orElse(""))));
        stays.entrySet().removeIf(entry -> {
            boolean gone = !here.contains(entry.getKey()) && !entry.getValue().busy();
            if (gone) {
                gear.serials().gone(entry.getKey().serial(), entry.getKey().root());
                entry.getValue().bar().phase(CameraBar.Phase.GONE);
                gear.board().finished(entry.getValue().bar());
            }
            return gone;
        });
    }

    private static Outcome outcome(Future<Outcome> visit) throws InterruptedException, TokenRefused {
        try {
            return visit.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case TokenRefused refused -> throw refused;
                case InterruptedException stopped -> throw stopped;
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
