package org.vidimus.dock.camera;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recognises cameras among mounted folders by the layouts it is given. Follows no link. */
public final class CameraFinder {
    private static final int MOST_TEXT_BYTES = 64 << 10;
    private static final long MOST_JSON_BYTES = 8 << 20;
    private static final int LONGEST_FACT = 100;

    private final Layouts layouts;

    public CameraFinder(Layouts layouts) {
        this.layouts = layouts;
    }

    /**
     * The camera that {@code mount} is, or else the cameras directly below it, by name.
     *
     * @throws IOException if the folder cannot be listed
     */
    public List<Camera> find(Path mount) throws IOException {
        return slots(mount).stream().flatMap(slot -> slot.camera().stream()).toList();
    }

    /**
     * As {@link #find}, with the folders that have no camera in them.
     *
     * @throws IOException if the folder cannot be listed
     */
    public List<Slot> slots(Path mount) throws IOException {
        Optional<Camera> itself = recognise(mount);
        if (itself.isPresent()) {
            return List.of(new Slot(FileName.of(mount).text(), itself));
        }
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(mount)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    folders.add(entry);
                }
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        folders.sort(null);
        List<Slot> slots = new ArrayList<>();
        for (Path folder : folders) {
            String name = FileName.of(folder).text();
            Optional<Camera> camera = recognise(folder);
            if (camera.isPresent() || !isTheSystems(name)) {
                slots.add(new Slot(name, camera));
            }
        }
        return slots;
    }

    private static boolean isTheSystems(String name) {
        return name.startsWith(".") || name.equals("lost+found") || name.equals("System Volume Information");
    }

    /** Empty if the folder is no camera that any layout knows. */
    public Optional<Camera> recognise(Path folder) {
        for (Layout layout : layouts.layouts()) {
            if (layout.recognisedBy().stream()
                    .anyMatch(path -> locate(folder, path).isPresent())) {
                return Optional.of(new Camera(folder, layout, facts(folder, layout)));
            }
        }
        return Optional.empty();
    }

    private static Map<Fact, String> facts(Path folder, Layout layout) {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        Map<String, Optional<JsonNode>> documents = new HashMap<>();
        layout.facts().forEach((fact, sources) -> first(folder, sources, documents)
                .ifPresent(value -> facts.put(fact, value)));
        return facts;
    }

    /** The serial that the camera's folder tells now. */
    public static Optional<String> serial(Camera camera) {
        return first(camera.root(), camera.layout().facts().getOrDefault(Fact.SERIAL, List.of()), new HashMap<>());
    }

    private static Optional<String> first(
            Path folder, List<FactSource> sources, Map<String, Optional<JsonNode>> documents) {
        for (FactSource source : sources) {
            String value = value(folder, source, documents);
            if (value != null && !value.isBlank()) {
                return Optional.of(shortened(value.strip()));
            }
        }
        return Optional.empty();
    }

    private static @Nullable String value(Path folder, FactSource source, Map<String, Optional<JsonNode>> documents) {
        return switch (source) {
            case FactSource.InText(String file, Pattern find) ->
                locate(folder, file).map(path -> firstGroup(find, text(path))).orElse(null);
            case FactSource.InJson(String file, String pointer) ->
                documents
                        .computeIfAbsent(file, name -> locate(folder, name).flatMap(CameraFinder::json))
                        .map(node -> node.at(pointer))
                        .filter(JsonNode::isValueNode)
                        .map(node -> node.asString(""))
                        .orElse(null);
            case FactSource.FolderName(Pattern match) ->
                firstGroup(match, FileName.of(folder).text());
            case FactSource.Constant(String value) -> value;
        };
    }

    private static @Nullable String firstGroup(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(MOST_TEXT_BYTES), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            // A fact that cannot be read is unknown; a camera without serial is named as such.
            return "";
        }
    }

    private static Optional<JsonNode> json(Path file) {
        try {
            if (Files.size(file) > MOST_JSON_BYTES) {
                return Optional.empty();
            }
            return Optional.of(JsonMapper.shared().readTree(Files.readAllBytes(file)));
        } catch (IOException | JacksonException unreadable) {
            // As above; the listing says what is wrong with the camera's own list.
            return Optional.empty();
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_FACT ? text : text.substring(0, LONGEST_FACT);
    }

    /** The first path below {@code folder} that fits, upper and lower case alike. */
    static Optional<Path> locate(Path folder, String path) {
        return locateAll(folder, path).stream().findFirst();
    }

    /** All of them, by name. */
    static List<Path> locateAll(Path folder, String path) {
        String first = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        Pattern name = Pattern.compile(
                Pattern.quote(first).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        List<Path> fitting = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (name.matcher(FileName.of(entry).text()).matches() && !Files.isSymbolicLink(entry)) {
                    fitting.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of();
        }
        fitting.sort(null);
        if (first.length() == path.length()) {
            return fitting;
        }
        String rest = path.substring(first.length() + 1);
        return fitting.stream()
                .filter(Files::isDirectory)
                .flatMap(entry -> locateAll(entry, rest).stream())
                .toList();
    }
}
