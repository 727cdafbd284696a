package org.vidimus.dock.camera;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vidimus.dock.camera.Upkeep.Settings.Form;
import org.vidimus.dock.camera.Upkeep.Settings.Value;
import tools.jackson.databind.JsonNode;

/** Reads the members {@code log}, {@code clock} and {@code settings} of a layout. */
final class UpkeepReader {
    private UpkeepReader() {}

    /** @throws IllegalArgumentException saying what is wrong */
    static Upkeep read(JsonNode layout) {
        return new Upkeep(
                member(layout, "log").map(UpkeepReader::log),
                member(layout, "clock").map(UpkeepReader::clock),
                member(layout, "settings").map(UpkeepReader::settings));
    }

    private static Optional<JsonNode> member(JsonNode layout, String name) {
        return layout.path(name).isObject() ? Optional.of(layout.path(name)) : Optional.empty();
    }

    private static Upkeep.Log log(JsonNode node) {
        List<String> files = Layouts.strings(node.path("files"));
        if (files.isEmpty()) {
            throw new IllegalArgumentException("'log' has no 'files'");
        }
        if (LogReader.FORMAT.equals(node.path("format").asString(""))) {
            return new Upkeep.Log.Own(files);
        }
        List<Pattern> lines = new ArrayList<>();
        for (String line : Layouts.strings(node.path("lines"))) {
            Pattern pattern = Pattern.compile(line);
            if (!pattern.namedGroups().containsKey("at")) {
                throw new IllegalArgumentException("'" + line + "' needs a group 'at'");
            }
            lines.add(pattern);
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("'log' has neither a 'format' nor 'lines'");
        }
        Map<String, CameraLog.Name> stages = new LinkedHashMap<>();
        words(node.path("stages"))
                .forEach((word, stage) -> stages.put(word.toUpperCase(Locale.ROOT), CameraLog.Name.valueOf(stage)));
        Map<String, String> faults = new LinkedHashMap<>();
        words(node.path("faults")).forEach((word, code) -> faults.put(word.toUpperCase(Locale.ROOT), code));
        return new Upkeep.Log.Lines(
                files,
                List.copyOf(lines),
                DateTimeFormatter.ofPattern(Layouts.text(node, "time"), Locale.ROOT),
                node.path("utc").asBoolean(false),
                Map.copyOf(stages),
                Layouts.strings(node.path("preRecord")),
                Map.copyOf(faults));
    }

    private static Upkeep.Clock clock(JsonNode node) {
        String content = Layouts.text(node, "content");
        ClockSetting.check(content);
        return new Upkeep.Clock(file(node), content);
    }

    private static Upkeep.Settings settings(JsonNode node) {
        Form form = Form.valueOf(Layouts.text(node, "form").toUpperCase(Locale.ROOT));
        Map<String, Value> values = new LinkedHashMap<>();
        for (String code : node.path("values").propertyNames()) {
            JsonNode value = node.path("values").path(code);
            String name = value.isString() ? value.asString() : Layouts.text(value, "name");
            if (form == Form.JSON && !name.startsWith("/")) {
                throw new IllegalArgumentException("'" + name + "' of '" + code + "' is no JSON pointer");
            }
            values.put(code, new Value(name, words(value.path("words"))));
        }
        // In the order of the layout, so that what is new in a file comes in an order that somebody chose.
        return new Upkeep.Settings(file(node), form, Collections.unmodifiableMap(values));
    }

    private static String file(JsonNode node) {
        String file = Layouts.text(node, "file");
        boolean below = !file.startsWith("/") && !file.contains("*") && !file.contains("..") && !file.isBlank();
        if (!below) {
            throw new IllegalArgumentException("'" + file + "' is no path below the camera's folder");
        }
        return file;
    }

    private static Map<String, String> words(JsonNode node) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String word : node.propertyNames()) {
            words.put(word, node.path(word).asString());
        }
        return words;
    }
}
