package org.vidimus.dock;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vidimus.client.Server;
import org.vidimus.dock.board.CameraBar;
import org.vidimus.dock.camera.Camera;
import org.vidimus.dock.camera.Fact;
import org.vidimus.dock.camera.Slot;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the server what is in the slots: every two seconds while something moves, each half minute otherwise. Works in a thread of
 * its own and fails in silence: offloading neither waits for it nor learns of its failures.
 */
final class SlotReports implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SlotReports.class.getName());
    private static final JsonMapper JSON = JsonMapper.shared();
    static final Duration WHILE_MOVING = Duration.ofSeconds(2);
    static final Duration OTHERWISE = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final String AGENT = "1.0";

    private final Gear gear;
    private final Thread thread;
    /** Null before anybody has looked: to say that there are none would take every camera out of its slot. */
    private volatile @Nullable List<Occupied> slots;

    private JsonNode said = JSON.createArrayNode();
    private Instant saidAt = Instant.MIN;

    /** A slot, and the stay of the camera in it; a camera without serial has none. */
    record Occupied(Slot slot, java.util.Optional<Stay> stay) {}

    SlotReports(Gear gear) {
        this.gear = gear;
        this.thread = Thread.ofPlatform().name("slots").daemon().start(this::repeat);
    }

    void show(List<Occupied> now) {
        slots = List.copyOf(now);
    }

    private void repeat() {
        try {
            while (true) {
                Thread.sleep(WHILE_MOVING);
                tell(false);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells it now, whatever was said before. Waits a few seconds at most. */
    void tellNow() throws InterruptedException {
        tell(true);
    }

    private synchronized void tell(boolean anyway) throws InterruptedException {
        List<Occupied> here = slots;
        if (here == null) {
            return;
        }
        Instant now = gear.clock().instant();
        ArrayNode say = JSON.createArrayNode();
        here.forEach(slot -> say.add(line(slot)));
        boolean due = anyway || !say.equals(said) || !now.isBefore(saidAt.plus(OTHERWISE));
        if (!due) {
            return;
        }
        try {
            JsonNode answer = post(say);
            said = say;
            saidAt = now;
            hear(here, answer);
        } catch (IOException | JacksonException unheard) {
            LOG.log(System.Logger.Level.DEBUG, "slots-untold reason=\"" + unheard.getMessage() + "\"");
        }
    }

    private JsonNode post(ArrayNode say) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("agent", AGENT);
        body.set("slots", say);
        Server server = gear.server();
        byte[] answer = server.send(server.request(server.at("api/docks/" + PathSegment.of(gear.name()) + "/slots"))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .timeout(ANSWER)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                        .build())
                .body();
        return answer.length == 0 ? JSON.createObjectNode() : JSON.readTree(answer);
    }

    private void hear(List<Occupied> here, JsonNode answer) {
        JsonNode cameras = answer.path("cameras");
        for (Occupied occupied : here) {
            occupied.stay().ifPresent(stay -> {
                JsonNode settings = cameras.path(stay.serial()).path("settings");
                Map<String, String> wanted = new HashMap<>();
                for (String code : settings.propertyNames()) {
                    wanted.put(code, settings.path(code).asString());
                }
                if (gear.wishes().want(stay.serial(), wanted) && !wanted.isEmpty()) {
                    stay.lookSoon();
                }
            });
        }
    }

    private static ObjectNode line(Occupied occupied) {
        ObjectNode line = JSON.createObjectNode().put("slot", occupied.slot().name());
        occupied.slot().camera().ifPresent(camera -> {
            camera.serial().ifPresent(serial -> line.put("serial", serial));
            camera.number(Fact.BATTERY_PERCENT)
                    .filter(percent -> percent >= 0 && percent <= 100)
                    .ifPresent(percent -> line.put("batteryPercent", percent));
            occupied.stay().ifPresentOrElse(stay -> progress(line, stay), () -> unknown(line, camera));
        });
        return line;
    }

    private static void progress(ObjectNode line, Stay stay) {
        CameraBar bar = stay.bar();
        line.put("totalBytes", bar.totalBytes())
                .put("doneBytes", Math.min(bar.totalBytes(), Math.max(bar.securedBytes(), bar.sentBytes())))
                .put("filesLeft", Math.max(0, bar.files() - bar.secured()));
        Boolean charging = stay.charging();
        if (charging != null) {
            line.put("charging", charging);
        }
        String problem = stay.problem();
        switch (bar.phase()) {
            case LISTING -> line.put("phase", "FOUND");
            case OFFLOADING -> line.put("phase", bar.erasing() ? "ERASING" : "OFFLOADING");
            case WAITING -> line.put("phase", "WAITING");
            case SERVER_AWAY -> line.put("phase", "WAITING").put("problem", "server-silent");
            case SERVER_FULL -> line.put("phase", "WAITING").put("problem", "server-full");
            case TOKEN_REFUSED -> line.put("phase", "WAITING").put("problem", "token-refused");
            case DONE -> line.put("phase", "DONE");
            case LEFT -> line.put("phase", "camera-unknown".equals(problem) ? "UNKNOWN" : "LEFT");
            case GONE -> line.put("phase", "LEFT").put("problem", "camera-gone");
        }
        if (problem != null && !line.has("problem")) {
            line.put("problem", problem);
        }
    }

    private static void unknown(ObjectNode line, Camera camera) {
        line.put("phase", "UNKNOWN");
        if (camera.serial().isEmpty()) {
            line.put("problem", "no-serial");
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
