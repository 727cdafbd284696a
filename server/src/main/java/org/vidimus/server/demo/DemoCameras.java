package org.vidimus.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vidimus.cameras.CameraFolder;
import org.vidimus.cameras.Script;
import org.vidimus.cameras.VirtualCamera;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lays footage out as the cameras of the last days would bring it: one folder a camera, in the layout of Vidimus's own cameras
 * ({@code docs/spec/camera-layouts.md}), with what the {@link DemoFleet} has lived through in its log. CAM-3 has lost a recording.
 */
final class DemoCameras {
    private static final int LOST_BY = 3;
    /** What nobody measured is taken for so long. */
    private static final Duration USUAL_LENGTH = Duration.ofMinutes(1);

    private final Path folder;
    private final DemoFleet fleet;
    private final Arrival arrival;

    /**
     * @param folder where the cameras appear, one subfolder each
     * @param arrival who is told of each
     */
    DemoCameras(Path folder, DemoFleet fleet, Arrival arrival) {
        this.folder = folder;
        this.fleet = fleet;
        this.arrival = arrival;
    }

    /** Hears of each camera, those of an earlier start as well. */
    interface Arrival {
        /** Before the dock can see it. */
        void comes(int number, VirtualCamera camera) throws IOException;

        /** It stands in its slot from now on. */
        void stands(int number, VirtualCamera camera, CameraFolder card) throws IOException;
    }

    Instant startOf(int number, int index) {
        return fleet.startOf(number, index);
    }

    Duration clockOffset(int number) {
        return fleet.clockOffset(number);
    }

    /**
     * A file of a recording.
     *
     * @param length empty where nobody measured it
     * @param track what the receiver wrote beside it, as GPX
     * @param brokenOff whether the camera went off while it wrote it
     */
    record Part(Path file, Optional<Duration> length, Optional<String> track, boolean brokenOff) {
        static Part of(Path file) {
            return new Part(file, Optional.empty(), Optional.empty(), false);
        }
    }

    /**
     * Lays out one camera with its recordings, the newest first, each of one or more parts. The camera's list is written last, and the folder
     * appears under its name in one step: the dock never sees half of a camera.
     */
    void lay(int number, List<List<Part>> footage) throws IOException {
        Path home = folder.resolve(DemoFleet.serial(number));
        if (Files.exists(home)) {
            goOn(number, home);
            return;
        }
        if (Files.exists(away(DemoFleet.serial(number)))) {
            arrival.comes(number, fleet.camera(number, List.of(), Duration.ZERO, 0));
            return;
        }
        Path draft = folder.resolveSibling("laying-" + DemoFleet.serial(number));
        Files.createDirectories(draft.resolve("recordings"));
        Files.createDirectories(folder);
        List<Map<String, Object>> recordings = new ArrayList<>();
        List<Script.Recorded> recorded = new ArrayList<>();
        int counter = 100 * number;
        for (int index = footage.size() - 1; index >= 0; index--) {
            counter += number == LOST_BY && index == 0 ? 2 : 1;
            Instant start = startOf(number, index);
            List<Part> parts = footage.get(index);
            Instant shown = start.plus(clockOffset(number));
            recordings.add(recording(number, counter, shown, parts(draft, counter, shown, parts)));
            recorded.add(new Script.Recorded(
                    start,
                    parts.stream()
                            .map(part -> part.length().orElse(USUAL_LENGTH))
                            .reduce(Duration.ZERO, Duration::plus),
                    parts.stream().anyMatch(Part::brokenOff)));
        }
        VirtualCamera camera = fleet.camera(number, recorded, clockOffset(number), counter);
        arrival.comes(number, camera);
        CameraFolder card = new CameraFolder(draft, camera);
        recordings.forEach(card::add);
        card.log();
        card.list(fleet.end());
        card.move(home);
        arrival.stands(number, camera, card);
    }

    /** Where it is while somebody wears it: on the same volume, so that it leaves its slot in one step. */
    Path away(String serial) {
        return folder.resolveSibling("worn").resolve(serial);
    }

    /** Brings it back from whoever wore it; nothing happens to one that is not away. */
    void putBack(String serial) throws IOException {
        Path worn = away(serial);
        if (Files.exists(worn)) {
            Path home = folder.resolve(serial);
            Files.move(worn, home, StandardCopyOption.ATOMIC_MOVE);
            goOn(DemoFleet.number(serial), home);
        }
    }

    /** One that was laid by an earlier start: its clock was set and its footage taken since, or will be. */
    private void goOn(int number, Path home) throws IOException {
        JsonNode list = new JsonMapper().readTree(Files.readString(home.resolve("vidimus-camera.json")));
        Duration ahead = list.path("recordings").isEmpty() ? Duration.ZERO : clockOffset(number);
        VirtualCamera camera =
                fleet.camera(number, List.of(), ahead, list.path("counter").asInt());
        arrival.comes(number, camera);
        arrival.stands(number, camera, new CameraFolder(home, camera));
    }

    private static List<Map<String, Object>> parts(Path camera, int counter, Instant start, List<Part> footage)
            throws IOException {
        List<Map<String, Object>> parts = new ArrayList<>();
        Optional<Instant> begins = Optional.of(start);
        for (Part part : footage) {
            int n = parts.size() + 1;
            String file =
                    "recordings/%04d-%d-%s".formatted(counter, n, part.file().getFileName());
            Files.copy(part.file(), camera.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("part", n);
            entry.put("file", file);
            begins.ifPresent(at -> entry.put("start", at.toString()));
            begins = begins.flatMap(at -> part.length().map(at::plus));
            begins.ifPresent(at -> entry.put("end", at.toString()));
            if (part.track().isPresent()) {
                String track = "recordings/%04d-%d.gpx".formatted(counter, n);
                Files.writeString(camera.resolve(track), part.track().get());
                entry.put("sidecars", List.of(Map.of("file", track, "type", "application/gpx+xml")));
            }
            parts.add(entry);
        }
        return parts;
    }

    private static Map<String, Object> recording(
            int number, int counter, Instant start, List<Map<String, Object>> parts) {
        Map<String, Object> recording = new LinkedHashMap<>();
        recording.put("id", String.format(Locale.ROOT, "CAM-%d-%04d", number, counter));
        recording.put("number", counter);
        recording.put("start", start.toString());
        recording.put("parts", parts);
        return recording;
    }
}
