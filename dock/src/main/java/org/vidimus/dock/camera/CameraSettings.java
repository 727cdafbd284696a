package org.vidimus.dock.camera;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vidimus.dock.camera.Upkeep.Settings.Value;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A camera's settings in its maker's own file. Values travel as text: {@code true}, {@code 30}, {@code 1080p}. What else is in the
 * file stays as it is.
 */
public final class CameraSettings {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Upkeep.Settings form;
    private final Path file;

    public CameraSettings(Camera camera, Upkeep.Settings form) {
        this.form = form;
        this.file = CameraFile.at(camera.root(), form.file());
    }

    /**
     * What is set now, by code; empty for a setting that such a camera has and that is not in its file.
     *
     * @throws IOException if the file cannot be read or is not of its form
     */
    public Map<String, Optional<String>> read() throws IOException {
        Map<String, Optional<String>> values = new TreeMap<>();
        Document document = document();
        form.values()
                .forEach((code, value) ->
                        values.put(code, document.get(value.name()).map(value::ours)));
        return values;
    }

    /**
     * Sets those of the values that such a camera has.
     *
     * @throws IOException if it could not be done; the file is as it was
     */
    public void write(Map<String, String> wanted) throws IOException {
        Document document = document();
        for (Map.Entry<String, Value> each : form.values().entrySet()) {
            String value = wanted.get(each.getKey());
            if (value != null) {
                document.set(each.getValue().name(), each.getValue().theirs(value));
            }
        }
        CameraFile.write(file, document.text().getBytes(StandardCharsets.UTF_8));
    }

    private Document document() throws IOException {
        String text = CameraFile.read(file)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        return switch (form.form()) {
            case JSON -> new Tree(text);
            case INI -> new Lines(text, true);
            case LINES -> new Lines(text, false);
        };
    }

    private interface Document {
        Optional<String> get(String name);

        void set(String name, String value);

        String text();
    }

    private static final class Tree implements Document {
        private final ObjectNode root;

        Tree(String text) throws IOException {
            try {
                JsonNode node = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
                if (!(node instanceof ObjectNode object)) {
                    throw new IOException("it is no JSON object");
                }
                root = object;
            } catch (JacksonException bad) {
                throw new IOException("it is no JSON: " + bad.getOriginalMessage(), bad);
            }
        }

        @Override
        public Optional<String> get(String name) {
            JsonNode node = root.at(name);
            return node.isValueNode() && !node.isNull() ? Optional.of(node.asString()) : Optional.empty();
        }

        @Override
        public void set(String name, String value) {
            List<String> path = Arrays.asList(name.substring(1).split("/"));
            ObjectNode parent = root;
            for (String step : path.subList(0, path.size() - 1)) {
                parent = parent.get(step) instanceof ObjectNode there ? there : parent.putObject(step);
            }
            String last = path.getLast();
            switch (value) {
                case "true", "false" -> parent.put(last, Boolean.parseBoolean(value));
                case String digits when digits.matches("-?\\d{1,9}") -> parent.put(last, Integer.parseInt(digits));
                default -> parent.put(last, value);
            }
        }

        @Override
        public String text() {
            return JSON.writeValueAsString(root) + "\n";
        }
    }

    private static final class Lines implements Document {
        private final List<String> lines;
        private final boolean sections;
        private final String end;

        Lines(String text, boolean sections) {
            this.sections = sections;
            this.end = text.contains("\r\n") ? "\r\n" : "\n";
            this.lines = new ArrayList<>(text.lines().toList());
        }

        @Override
        public Optional<String> get(String name) {
            int at = find(name);
            return at < 0
                    ? Optional.empty()
                    : Optional.of(lines.get(at)
                            .substring(lines.get(at).indexOf('=') + 1)
                            .strip());
        }

        private int find(String name) {
            String section = "";
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (sections && line.startsWith("[") && line.endsWith("]")) {
                    section = line.substring(1, line.length() - 1).strip();
                    continue;
                }
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith(";") && !line.startsWith("#")) {
                    String key = line.substring(0, equals).strip();
                    if ((section.isEmpty() ? key : section + "." + key).equalsIgnoreCase(name)) {
                        return i;
                    }
                }
            }
            return -1;
        }

        @Override
        public void set(String name, String value) {
            int at = find(name);
            if (at >= 0) {
                String line = lines.get(at);
                lines.set(at, line.substring(0, line.indexOf('=') + 1) + value);
                return;
            }
            int dot = sections ? name.lastIndexOf('.') : -1;
            String entry = name.substring(dot + 1) + "=" + value;
            if (dot < 0) {
                lines.add(firstSection(), entry);
                return;
            }
            String heading = "[" + name.substring(0, dot) + "]";
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().equalsIgnoreCase(heading)) {
                    lines.add(i + 1, entry);
                    return;
                }
            }
            lines.add(heading);
            lines.add(entry);
        }

        private int firstSection() {
            for (int i = 0; sections && i < lines.size(); i++) {
                if (lines.get(i).strip().startsWith("[")) {
                    return i;
                }
            }
            return lines.size();
        }

        @Override
        public String text() {
            return lines.isEmpty() ? "" : String.join(end, lines) + end;
        }
    }
}
