package org.vidimus.cameras;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A virtual camera's card: {@code vidimus-camera.json}, {@code vidimus-log.jsonl} and {@code recordings/}, as docs/spec/camera-layouts.md
 * has them. One thread at a time.
 */
public final class CameraFolder {
    static final String LIST = "vidimus-camera.json";
    static final String LOG = "vidimus-log.jsonl";
    static final String SETTINGS = "vidimus-settings.json";
    static final String CLOCK = "vidimus-clock.json";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_STAGES = 500;

    private final VirtualCamera camera;
    private Path folder;
    private final Map<Integer, Map<String, Object>> listed = new LinkedHashMap<>();
    private int logged;

    /** @param folder where it is, or shall be; a card that an earlier run left there is gone on with */
    public CameraFolder(Path folder, VirtualCamera camera) throws IOException {
        this.folder = folder;
        this.camera = camera;
        Files.createDirectories(folder.resolve("recordings"));
        Path log = folder.resolve(LOG);
        if (Files.exists(folder.resolve(LIST))) {
            goOn();
        } else {
            Map<String, Object> head = new LinkedHashMap<>();
            head.put("format", "vidimus.log/v1");
            head.put("serial", camera.serial());
            head.put("firmware", camera.firmware());
            Files.writeString(log, JSON.writeValueAsString(head) + "\n");
            Files.writeString(folder.resolve(SETTINGS), JSON.writeValueAsString(camera.settings()) + "\n");
        }
    }

    /** What the camera lived through up to here stands in its log already. */
    private void goOn() throws IOException {
        logged = camera.log().size();
        if (Files.exists(folder.resolve(SETTINGS))) {
            camera.settings().putAll(values(JSON.readTree(Files.readString(folder.resolve(SETTINGS)))));
        }
        for (JsonNode recording :
                JSON.readTree(Files.readString(folder.resolve(LIST))).path("recordings")) {
            add(values(recording));
        }
    }

    private static Map<String, Object> values(JsonNode object) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.properties().forEach(each -> values.put(each.getKey(), JSON.treeToValue(each.getValue(), Object.class)));
        return values;
    }

    /** A recording that was made elsewhere and lies on the card, as the list shall have it, with its {@code number}. */
    public void add(Map<String, Object> recording) {
        if (recording.get("number") instanceof Number number) {
            listed.put(number.intValue(), recording);
        }
    }

    Path at() {
        return folder;
    }

    /** Into a slot or out of it, in one step. */
    public void move(Path to) throws IOException {
        Files.move(folder, to, StandardCopyOption.ATOMIC_MOVE);
        folder = to;
    }

    /** Writes the newest recordings that the camera has and that are not written yet. */
    void record(Footage footage, int most) throws IOException {
        List<Take> takes = camera.takes();
        for (Take take : takes.subList(Math.max(0, takes.size() - most), takes.size())) {
            if (!listed.containsKey(take.number())) {
                listed.put(take.number(), recording(footage, take));
            }
        }
    }

    private Map<String, Object> recording(Footage footage, Take take) throws IOException {
        String name = String.format(Locale.ROOT, "recordings/%04d-1", take.number());
        Path video = folder.resolve(name + ".mp4");
        footage.write(camera, take, video);
        Path track = folder.resolve(name + ".gpx");
        Files.writeString(track, Track.of(camera, take));
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("part", 1);
        part.put("file", name + ".mp4");
        part.put("type", "video/mp4");
        part.put("start", text(take.shownStart()));
        part.put("end", text(take.shownStart().plus(take.length())));
        part.put("sha256", digest(video));
        Map<String, Object> beside = new LinkedHashMap<>();
        beside.put("file", name + ".gpx");
        beside.put("type", "application/gpx+xml");
        beside.put("sha256", digest(track));
        part.put("sidecars", List.of(beside));
        Map<String, Object> recording = new LinkedHashMap<>();
        recording.put("id", String.format(Locale.ROOT, "%s-%04d", camera.serial(), take.number()));
        recording.put("number", take.number());
        recording.put("start", text(take.shownStart()));
        recording.put("parts", List.of(part));
        return recording;
    }

    private static String digest(Path file) throws IOException {
        return Sha256.of(Files.readAllBytes(file)).toString();
    }

    /** Appends what the camera noted since. */
    public void log() throws IOException {
        List<Line> lines = camera.log();
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(LOG), StandardOpenOption.APPEND)) {
            for (Line line : lines.subList(logged, lines.size())) {
                Map<String, Object> members = new LinkedHashMap<>();
                members.put("at", text(line.at().plusMillis(line.ahead())));
                members.putAll(line.members());
                out.write(JSON.writeValueAsString(members));
                out.write('\n');
            }
        }
        logged = lines.size();
    }

    /** Writes the list last: a dock never sees half a camera. What a dock has erased is not listed again. */
    public void list(Instant now) throws IOException {
        listed.values().removeIf(recording -> !Files.exists(folder.resolve(file(recording))));
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("format", "vidimus.camera/v1");
        list.put("serial", camera.serial());
        list.put("maker", camera.device().maker());
        list.put("model", camera.device().model());
        list.put("firmware", camera.firmware());
        list.put("counter", camera.counter());
        list.put("batteryPercent", Math.round(camera.percent()));
        list.put("clock", Map.of("offsetMs", camera.clockAhead(now)));
        list.put("settings", camera.settings());
        list.put("recordings", List.copyOf(listed.values()));
        list.put("stages", stages());
        Path draft = folder.resolve(LIST + ".tmp");
        Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list));
        Files.move(draft, folder.resolve(LIST), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String file(Map<String, Object> recording) {
        Object file = ((Map<?, ?>) ((List<?>) recording.getOrDefault("parts", List.of())).getFirst()).get("file");
        return String.valueOf(file);
    }

    private List<Map<String, Object>> stages() {
        List<Map<String, Object>> stages = new ArrayList<>();
        for (Line line : camera.log()) {
            if (line instanceof Line.Turn turn) {
                Map<String, Object> stage = new LinkedHashMap<>();
                stage.put("at", text(turn.at().plusMillis(turn.ahead())));
                stage.put("stage", turn.stage().name());
                stages.add(stage);
            }
        }
        return stages.subList(Math.max(0, stages.size() - MOST_STAGES), stages.size());
    }

    private static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
