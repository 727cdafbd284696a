package org.vidimus.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vidimus.cameras.CameraFolder;
import org.vidimus.cameras.Docked;
import org.vidimus.cameras.VirtualCamera;
import org.vidimus.server.access.Household;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.handout.PastHandOuts;

/**
 * The dock room: cameras that stand there charge and do what the dock asks, and leave when they are taken. Who had them before is told to
 * the house before the dock can see them.
 */
final class DemoRoom implements DemoCameras.Arrival {
    private static final Logger LOG = LoggerFactory.getLogger(DemoRoom.class);
    private static final Caller DEMO = Caller.job("demo");
    private static final Duration GLANCE = Duration.ofSeconds(2);

    private final Household household;
    private final Fleet fleet;
    private final PastHandOuts handOuts;
    private final Clock clock;
    private final DemoFleet past;
    private final DemoRota rota = new DemoRota();
    private final Map<String, Standing> standing = new LinkedHashMap<>();

    DemoRoom(Household household, Fleet fleet, PastHandOuts handOuts, Clock clock, DemoFleet past) {
        this.household = household;
        this.fleet = fleet;
        this.handOuts = handOuts;
        this.clock = clock;
        this.past = past;
    }

    private record Standing(Docked camera, CameraFolder card) {}

    @Override
    public void comes(int number, VirtualCamera camera) {
        List<DemoRota.Shift> shifts = rota.of(number, camera.worn());
        CameraId id = fleet.find(camera.serial()).orElseThrow();
        handOuts.takeOver(
                DEMO,
                id,
                shifts.stream()
                        .map(shift -> new PastHandOuts.Past(id, person(shift.person()), shift.from(), shift.until()))
                        .toList());
    }

    private PersonId person(DemoPerson person) {
        return household.named(person.login()).orElseThrow().id();
    }

    @Override
    public synchronized void stands(int number, VirtualCamera camera, CameraFolder card) {
        standing.put(camera.serial(), new Standing(new Docked(camera, card, past.end()), card));
    }

    /** How many stand in it, whether the dock has seen them or not. */
    synchronized int standing() {
        return standing.size();
    }

    /** Somebody takes it: it leaves its slot. */
    synchronized void leaves(String serial, Path to) throws IOException {
        Optional<Standing> taken = Optional.ofNullable(standing.remove(serial));
        if (taken.isPresent()) {
            Files.createDirectories(to.getParent());
            taken.get().card().move(to);
        }
    }

    /** Until it is interrupted. */
    void live() throws InterruptedException {
        while (true) {
            Thread.sleep(GLANCE);
            glance();
        }
    }

    private synchronized void glance() {
        standing.forEach((serial, one) -> {
            try {
                one.camera().until(clock.instant());
            } catch (IOException e) {
                // The next glance tries again.
                LOG.warn("event=demo-camera-stuck camera={} reason=\"{}\"", serial, e.getMessage());
            }
        });
    }
}
