package org.vidimus.server.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Does with their hands what people do with a camera: whoever was given one carries it away, and one that was taken back or mended is put
 * back into its slot. So a hand-out at the desk or the kiosk is seen in the dock room.
 */
final class DemoWearers {
    private static final Logger LOG = LoggerFactory.getLogger(DemoWearers.class);
    private static final Duration GLANCE = Duration.ofSeconds(3);
    /** Time to read from the screen which slot it is. */
    private static final Duration WALK = Duration.ofSeconds(8);

    private final Leaving room;
    private final DemoCameras cameras;
    private final Instant shiftEnd;
    private final Clock clock;

    /** Takes a camera's card out of its slot, to where it is worn. */
    interface Leaving {
        void leaves(String serial, Path to) throws IOException;
    }

    /** @param shiftEnd what was given before has come back since */
    DemoWearers(Leaving room, DemoCameras cameras, Instant shiftEnd, Clock clock) {
        this.room = room;
        this.cameras = cameras;
        this.shiftEnd = shiftEnd;
        this.clock = clock;
    }

    /** Until it is interrupted. */
    void live(DemoApi api, String frida) throws InterruptedException {
        while (true) {
            Thread.sleep(GLANCE);
            try {
                for (JsonNode camera : api.get(frida, "/api/cameras?limit=200").path("items")) {
                    move(camera);
                }
            } catch (IOException e) {
                // The next glance tries again.
                LOG.warn("event=demo-wearers-stuck reason=\"{}\"", e.getMessage());
            }
        }
    }

    /** @param camera as the list of the fleet has it */
    void move(JsonNode camera) throws IOException {
        String serial = camera.path("serial").asString("");
        JsonNode given = camera.path("handOut");
        if (!given.isMissingNode()) {
            Instant from = Instant.parse(given.path("from").asString());
            // One that has come back from its shift is somebody's until it is ready: it stays.
            boolean taken = from.isAfter(shiftEnd) && from.plus(WALK).isBefore(clock.instant());
            if (camera.has("slot") && taken) {
                room.leaves(serial, cameras.away(serial));
            }
        } else if (camera.path("standing").asString("").equals("IN_SERVICE")) {
            cameras.putBack(serial);
        }
    }
}
