package org.vidimus.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lays footage out as the cameras of the last days would bring it: one folder a camera, in the layout of Vidimus's own cameras
 * ({@code docs/spec/camera-layouts.md}), with counter, clock offset, battery and stage log. CAM-3 has lost a recording, CAM-5's
 * clock is far off.
 */
final class DemoCameras {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LOST_BY = 3;
    private static final int WRONG_CLOCK_OF = 5;
    private static final int DAYS = 5;

    private final Path folder;
    private final Instant shiftEnd;

    /** @param folder where the cameras appear, one subfolder each */
    DemoCameras(Path folder, Instant shiftEnd) {
        this.folder = folder;
        this.shiftEnd = shiftEnd.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * A file of a recording.
     *
     * @param length empty where nobody measured it
     * @param track what the receiver wrote beside it, as GPX
     */
    record Part(Path file, Optional<Duration> length, Optional<String> track) {
        static Part of(Path file) {
            return new Part(file, Optional.empty(), Optional.empty());
        }
    }

    /** When, in true time, recording {@code index} of camera {@code number} began; the first cameras' are the newest. */
    Instant startOf(int number, int index) {
        return shiftEnd.minus(Duration.ofDays((number - 1) % DAYS))
                .minus(Duration.ofMinutes(17L * number + 53L * index + 25));
    }

    /** How far the camera's clock is ahead of true time. */
    Duration clockOffset(int number) {
        return number == WRONG_CLOCK_OF ? Duration.ofMinutes(-61) : Duration.ofMillis(number * 137L % 2000 - 700);
    }

    /**
     * Lays out one camera with its recordings, the newest first, each of one or more parts. The camera's list is written last, and the folder
     * appears under its name in one step: the dock never sees half of a camera.
     */
    void lay(int number, List<List<Part>> footage) throws IOException {
        Path camera = folder.resolve("CAM-" + number);
        if (Files.exists(camera)) {
            return;
        }
        Path draft = folder.resolveSibling("laying-CAM-" + number);
        Files.createDirectories(draft.resolve("recordings"));
        Files.createDirectories(folder);
        List<Map<String, Object>> recordings = new ArrayList<>();
        List<Map<String, Object>> stages = new ArrayList<>();
        int counter = 100 * number;
        for (int index = footage.size() - 1; index >= 0; index--) {
            counter += number == LOST_BY && index == 0 ? 2 : 1;
            Instant start = startOf(number, index).plus(clockOffset(number));
            recordings.add(recording(number, counter, start, parts(draft, counter, start, footage.get(index))));
            stages.add(stage(start.minusSeconds(95), "PRESENT"));
            stages.add(stage(start.minusSeconds(20), "DISPLAY"));
            stages.add(stage(start, "RECORDING"));
        }
        Files.writeString(
                draft.resolve("vidimus-camera.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list(number, counter, recordings, stages)));
        Files.move(draft, camera, StandardCopyOption.ATOMIC_MOVE);
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

    private static Map<String, Object> stage(Instant at, String stage) {
        return Map.of("at", at.toString(), "stage", stage);
    }

    private Map<String, Object> list(
            int number, int counter, List<Map<String, Object>> recordings, List<Map<String, Object>> stages) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("format", "vidimus.camera/v1");
        list.put("serial", "CAM-" + number);
        list.put("maker", "Vidimus");
        list.put("model", "Demo");
        list.put("firmware", "1.0.0");
        list.put("counter", counter);
        list.put("batteryPercent", 96 - number * 23 % 71);
        list.put("clock", Map.of("offsetMs", clockOffset(number).toMillis()));
        list.put("recordings", recordings);
        list.put("stages", stages);
        return list;
    }
}
