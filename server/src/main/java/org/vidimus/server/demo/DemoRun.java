package org.vidimus.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vidimus.server.Settings;
import org.vidimus.server.access.Household;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.handout.PastHandOuts;
import org.vidimus.server.media.Toolbox;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The course of {@code ./vidimus demo}: furnish the house, let the dock agent find the cameras, say READY when the first
 * recording can be watched. Every step may be cut short; the next start goes on with what is missing.
 */
@Component
@Profile("demo")
class DemoRun {
    private static final Logger LOG = LoggerFactory.getLogger(DemoRun.class);
    /** Phases of a slot whose camera the dock has been through with. */
    private static final Set<String> SETTLED = Set.of("DONE", "LEFT");

    private final Settings settings;
    private final DemoSettings demo;
    private final DemoHouse house;
    private final DemoDock dock;
    private final Household household;
    private final Fleet fleet;
    private final PastHandOuts handOuts;
    private final Toolbox tools;
    private final JsonMapper json;
    private final Clock clock;

    DemoRun(
            Settings settings,
            DemoSettings demo,
            DemoHouse house,
            DemoDock dock,
            Household household,
            Fleet fleet,
            PastHandOuts handOuts,
            Toolbox tools,
            JsonMapper json,
            Clock clock) {
        this.settings = settings;
        this.demo = demo;
        this.house = house;
        this.dock = dock;
        this.household = household;
        this.fleet = fleet;
        this.handOuts = handOuts;
        this.tools = tools;
        this.json = json;
        this.clock = clock;
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        String port = ready.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
        String url = "http://127.0.0.1:" + port;
        Thread.ofPlatform().name("demo").daemon().start(() -> run(url));
    }

    private void run(String url) {
        try (DemoApi api = new DemoApi(url, json)) {
            house.furnish(url, api);
            Path folder = settings.data().resolve("demo");
            Path cameras = Files.createDirectories(folder.resolve("cameras"));
            DemoDay day = new DemoDay(api, house::token, folder);
            day.morning(DemoHouse.DOCK, house.people(), house.units());
            if (demo.dockJar() != null) {
                dock.start(
                        demo.dockJar(),
                        url,
                        house.dockToken(),
                        cameras,
                        folder.resolve("dock"),
                        folder.resolve("dock.log"));
            }
            DemoFleet past = new DemoFleet(shiftEnd(folder));
            DemoRoom room = new DemoRoom(household, fleet, handOuts, clock, past);
            DemoCameras layout = new DemoCameras(cameras, past, room);
            Thread.ofPlatform().name("demo-room").daemon().start(() -> live(room));
            Thread laying = Thread.ofPlatform().name("demo-footage").daemon().start(() -> lay(folder, layout));
            awaitFirstPlayable(api);
            // The one line that scripts wait for.
            System.out.println("READY " + url);
            awaitOffloaded(api, laying, room);
            List<String> taken = day.afternoon(house.people());
            for (String serial : taken) {
                room.leaves(serial, layout.away(serial));
            }
            awaitSlots(api, DemoFleet.COUNT - taken.size());
            day.evening();
            System.out.println("Everything is there. The first figures about batteries follow within a minute.");
            new DemoWearers(room::leaves, layout, past.end(), clock).live(api, house.token("frida"));
        } catch (IOException | RuntimeException e) {
            LOG.error("the demo cannot go on: {}", e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void live(DemoRoom room) {
        try {
            room.live();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lay(Path folder, DemoCameras layout) {
        try {
            if (demo.media() != null) {
                DemoFootage.given(demo.media(), layout, DemoFleet.COUNT);
            } else {
                DemoFootage.generated(tools, folder.resolve("clips"), layout, DemoFleet.COUNT);
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("the demo's footage could not be laid out: {}", e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same at every start, so that a demo cut short goes on with the same times. */
    private Instant shiftEnd(Path folder) throws IOException {
        Path file = folder.resolve("shift-end");
        if (!Files.exists(file)) {
            Files.writeString(file, clock.instant().toString());
        }
        return Instant.parse(Files.readString(file));
    }

    private void awaitFirstPlayable(DemoApi api) throws IOException, InterruptedException {
        String viktor = house.token("viktor");
        while (api.get(viktor, "/api/evidence?state=PLAYABLE&limit=1")
                .path("items")
                .isEmpty()) {
            Thread.sleep(150);
        }
    }

    /** Until the dock has noticed who is gone. */
    private void awaitSlots(DemoApi api, int most) throws IOException, InterruptedException {
        do {
            Thread.sleep(1_000);
        } while (docked(api).size() > most);
    }

    /** Says now and then how far it has come. */
    private void awaitOffloaded(DemoApi api, Thread laying, DemoRoom room) throws IOException, InterruptedException {
        int said = 0;
        while (true) {
            boolean laid = !laying.isAlive();
            List<JsonNode> docked = docked(api);
            int done = (int) docked.stream()
                    .filter(slot -> SETTLED.contains(slot.path("phase").asString("")))
                    .count();
            if (laid && done == docked.size() && done == room.standing()) {
                return;
            }
            if (done >= said + 5) {
                said = done;
                System.out.println("The dock has offloaded " + done + " of " + DemoFleet.COUNT + " cameras …");
            }
            Thread.sleep(1_000);
        }
    }

    /** Slots with a camera in them. Those of which somebody took it are there, too, and empty. */
    private List<JsonNode> docked(DemoApi api) throws IOException, InterruptedException {
        List<JsonNode> docked = new ArrayList<>();
        for (JsonNode dock : api.get(house.token("frida"), "/api/docks").path("items")) {
            dock.path("slots").forEach(slot -> {
                if (slot.has("camera")) {
                    docked.add(slot);
                }
            });
        }
        return docked;
    }
}
