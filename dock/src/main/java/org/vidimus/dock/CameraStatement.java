package org.vidimus.dock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vidimus.dock.board.Texts;
import org.vidimus.dock.camera.Camera;
import org.vidimus.dock.camera.CameraLog;
import org.vidimus.dock.camera.Fact;
import org.vidimus.dock.camera.FileName;
import org.vidimus.dock.camera.Finding;
import org.vidimus.dock.camera.Listing;
import org.vidimus.dock.camera.Part;
import org.vidimus.dock.camera.Recording;
import org.vidimus.dock.camera.Relative;
import org.vidimus.dock.camera.Stage;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the dock reports to the server about a camera: its state, and every recording on it by number and part, so that the
 * server can tell what is missing. In English, whatever the dock's screen speaks; the codes are for programs.
 *
 * @param gone files that were erased since the listing
 */
record CameraStatement(
        Listing listing, List<Finding> findings, Set<Part> gone, String dock, Instant at, Tending tending) {
    private static final int MOST_PROBLEMS = 1_000;
    private static final int MOST_STAGES = 10_000;
    private static final Texts ENGLISH = new Texts(Locale.ROOT);

    CameraStatement {
        findings = List.copyOf(findings);
        gone = new HashSet<>(gone);
    }

    byte[] json() {
        Camera camera = listing.camera();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("at", at.toString());
            json.writeStringProperty("dock", dock);
            json.writeStringProperty("slot", FileName.of(camera.root()).text());
            json.writeStringProperty("layout", camera.layout().name());
            text(json, "maker", camera.fact(Fact.MAKER));
            text(json, "model", camera.fact(Fact.MODEL));
            text(json, "firmware", camera.fact(Fact.FIRMWARE).or(() -> tending.log()
                    .flatMap(log -> Optional.ofNullable(log.firmware()))));
            number(json, "clockOffsetMs", camera.number(Fact.CLOCK_OFFSET_MS));
            number(
                    json,
                    "batteryPercent",
                    camera.number(Fact.BATTERY_PERCENT).filter(percent -> percent >= 0 && percent <= 100));
            space(json, camera);
            json.writeNumberProperty("filesListed", listing.files());
            counters(json, camera);
            recordings(json);
            stages(json);
            tending.log().ifPresent(log -> log(json, log));
            settings(json);
            json.writeBooleanProperty("clockSet", tending.clockSet());
            problems(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void text(JsonGenerator json, String key, Optional<String> value) {
        value.ifPresent(text -> json.writeStringProperty(key, text));
    }

    private static void number(JsonGenerator json, String key, Optional<Long> value) {
        value.ifPresent(number -> json.writeNumberProperty(key, number));
    }

    private static void space(JsonGenerator json, Camera camera) {
        Space space = Space.of(camera);
        if (space != null) {
            json.writeNumberProperty("freeBytes", space.freeBytes());
            json.writeNumberProperty("totalBytes", space.totalBytes());
            json.writeBooleanProperty("readOnly", space.readOnly());
        }
    }

    /** The room on a camera's card. */
    record Space(long freeBytes, long totalBytes, boolean readOnly) {
        /** Null where the file system does not say. */
        static @Nullable Space of(Camera camera) {
            try {
                FileStore store = Files.getFileStore(camera.root());
                return new Space(
                        Math.max(0, store.getUsableSpace()), Math.max(0, store.getTotalSpace()), store.isReadOnly());
            } catch (IOException unknown) {
                return null;
            }
        }
    }

    private static void counters(JsonGenerator json, Camera camera) {
        json.writeObjectPropertyStart("counters");
        number(json, "recordings", camera.number(Fact.COUNTER).filter(counter -> counter >= 0));
        number(json, "wrapsAt", camera.layout().wrapsAt());
        json.writeEndObject();
    }

    private void recordings(JsonGenerator json) {
        json.writeArrayPropertyStart("recordings");
        for (Recording recording : listing.recordings()) {
            List<Integer> parts = new ArrayList<>();
            for (Part part : recording.parts()) {
                if (!gone.contains(part)) {
                    parts.add(part.n());
                }
            }
            if (parts.isEmpty() && recording.absent().isEmpty()) {
                continue;
            }
            json.writeStartObject();
            json.writeStringProperty("recording", recording.id());
            if (recording.number() != null) {
                json.writeNumberProperty("number", recording.number());
            }
            if (recording.preRecordSeconds() != null) {
                json.writeNumberProperty("preRecordSeconds", recording.preRecordSeconds());
            }
            if (recording.start() != null) {
                json.writeStringProperty("startedAt", recording.start().toString());
            }
            numbers(json, "parts", parts);
            numbers(json, "absent", recording.absent());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void numbers(JsonGenerator json, String key, List<Integer> numbers) {
        if (!numbers.isEmpty()) {
            json.writeArrayPropertyStart(key);
            numbers.forEach(json::writeNumber);
            json.writeEndArray();
        }
    }

    private void stages(JsonGenerator json) {
        json.writeArrayPropertyStart("stages");
        List<Stage> stages = listing.stages();
        for (Stage stage : stages.subList(Math.max(0, stages.size() - MOST_STAGES), stages.size())) {
            json.writeStartObject();
            json.writeStringProperty("at", stage.at());
            json.writeStringProperty("stage", stage.stage());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void log(JsonGenerator json, CameraLog log) {
        json.writeObjectPropertyStart("log");
        json.writeArrayPropertyStart("readings");
        for (CameraLog.Reading reading : log.readings()) {
            json.writeStartObject();
            moment(json, reading.when());
            decimal(json, "batteryPercent", reading.batteryPercent());
            decimal(json, "batteryHealthPercent", reading.batteryHealthPercent());
            number(json, "chargeCycles", Optional.ofNullable(reading.chargeCycles()));
            decimal(json, "temperatureC", reading.temperatureC());
            number(json, "freeBytes", Optional.ofNullable(reading.freeBytes()));
            number(json, "totalBytes", Optional.ofNullable(reading.totalBytes()));
            if (reading.charging() != null) {
                json.writeBooleanProperty("charging", reading.charging());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("stages");
        for (CameraLog.Reached stage : log.stages()) {
            json.writeStartObject();
            moment(json, stage.when());
            json.writeStringProperty("stage", stage.stage().name());
            json.writeBooleanProperty("preRecord", stage.preRecord());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("faults");
        for (CameraLog.Fault fault : log.faults()) {
            json.writeStartObject();
            moment(json, fault.when());
            json.writeStringProperty("code", fault.code());
            text(json, "text", Optional.ofNullable(fault.text()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("unread", log.unread());
        json.writeEndObject();
    }

    private static void moment(JsonGenerator json, CameraLog.Moment moment) {
        json.writeStringProperty("at", moment.at().toString());
        number(json, "clockOffsetMs", Optional.ofNullable(moment.offsetMs()));
    }

    private static void decimal(JsonGenerator json, String key, @Nullable Double value) {
        if (value != null) {
            json.writeNumberProperty(key, value);
        }
    }

    private void settings(JsonGenerator json) {
        json.writeObjectPropertyStart("settings");
        tending.settings().forEach((code, value) -> {
            if (value.isPresent()) {
                json.writeStringProperty(code, value.get());
            } else {
                json.writeNullProperty(code);
            }
        });
        json.writeEndObject();
    }

    private void problems(JsonGenerator json) {
        Map<String, Place> places = places();
        json.writeArrayPropertyStart("problems");
        int written = 0;
        for (Finding finding : findings) {
            if (written++ == MOST_PROBLEMS) {
                break;
            }
            json.writeStartObject();
            finding.file().ifPresent(file -> json.writeStringProperty("file", file));
            finding.file().map(places::get).ifPresent(place -> {
                json.writeStringProperty("recording", place.recording());
                json.writeNumberProperty("part", place.part());
            });
            json.writeStringProperty("code", finding.code().text());
            json.writeStringProperty("message", ENGLISH.say(finding));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What a file is of: cameras give one name to many. */
    private record Place(String recording, int part) {}

    /** Of the files that something was found about. */
    private Map<String, Place> places() {
        Set<String> named =
                findings.stream().flatMap(finding -> finding.file().stream()).collect(Collectors.toSet());
        Map<String, Place> places = new HashMap<>();
        if (!named.isEmpty()) {
            for (Recording recording : listing.recordings()) {
                recording.files().forEach(part -> {
                    String name = Relative.to(listing.camera().root(), part.file());
                    if (named.contains(name)) {
                        places.put(name, new Place(recording.id(), part.n()));
                    }
                });
            }
        }
        return places;
    }
}
