package org.vidimus.dock.camera;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vidimus.dock.camera.Layout.Rule;
import org.vidimus.dock.camera.Layout.SidecarRule;
import org.vidimus.dock.camera.Layout.Start;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The layouts a dock knows, those of the operator first. The first that recognises a folder counts. */
public record Layouts(List<Layout> layouts) {
    private static final List<String> BUILT_IN = List.of("vidimus", "gopro", "novatek", "dcim");
    private static final SidecarRule USUAL_SIDECARS =
            new SidecarRule(pattern("(?<stem>.+)\\.(?:GPX|NMEA|NME|JSON|SRT|THM|LRV)"), List.of("{stem}"));
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    public static Layouts builtIn() {
        List<Layout> layouts = new ArrayList<>();
        for (String name : BUILT_IN) {
            try (InputStream in = Layouts.class.getResourceAsStream("/org/vidimus/dock/layouts/" + name + ".json")) {
                if (in == null) {
                    throw new IllegalStateException("the layout " + name + " is not in this program");
                }
                layouts.add(read(in.readAllBytes(), name + ".json"));
            } catch (IOException e) {
                throw new IllegalStateException("the layout " + name + " cannot be read", e);
            }
        }
        return new Layouts(layouts);
    }

    /**
     * The layouts of a folder's {@code *.json} in the order of their names, before these.
     *
     * @throws IOException if the folder or one of the files cannot be read
     * @throws IllegalArgumentException naming the file and what is wrong with it
     */
    public Layouts with(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.json")) {
            entries.forEach(files::add);
        }
        files.sort(null);
        List<Layout> all = new ArrayList<>();
        for (Path file : files) {
            all.add(read(Files.readAllBytes(file), file.toString()));
        }
        all.addAll(layouts);
        return new Layouts(all);
    }

    /** @throws IllegalArgumentException naming the file and what is wrong with it */
    static Layout read(byte[] json, String file) {
        try {
            JsonNode node = JSON.readTree(json);
            return new Layout(
                    text(node, "layout"),
                    strings(node.path("recognisedBy")),
                    facts(node.path("facts")),
                    rules(node.path("recordings")),
                    node.has("sidecars") ? sidecars(node.path("sidecars")) : List.of(USUAL_SIDECARS),
                    strings(node.path("ignored")).stream().map(Layouts::pattern).toList(),
                    wrapsAt(node.path("wrapsAt")),
                    optional(node, "index"),
                    UpkeepReader.read(node));
        } catch (JacksonException | IllegalArgumentException bad) {
            throw new IllegalArgumentException("layout " + file + ": " + bad.getMessage(), bad);
        }
    }

    private static Optional<Long> wrapsAt(JsonNode node) {
        if (!node.isNumber()) {
            return Optional.empty();
        }
        if (node.asLong() < 2) {
            throw new IllegalArgumentException("'wrapsAt' is " + node.asLong() + ", want >= 2");
        }
        return Optional.of(node.asLong());
    }

    private static Map<Fact, List<FactSource>> facts(JsonNode node) {
        Map<Fact, List<FactSource>> facts = new EnumMap<>(Fact.class);
        for (String key : node.propertyNames()) {
            List<FactSource> sources = new ArrayList<>();
            for (JsonNode source : node.path(key)) {
                sources.add(source(source));
            }
            facts.put(fact(key), List.copyOf(sources));
        }
        return facts;
    }

    private static Fact fact(String key) {
        for (Fact fact : Fact.values()) {
            if (fact.key().equals(key)) {
                return fact;
            }
        }
        throw new IllegalArgumentException("there is no fact '" + key + "'");
    }

    private static FactSource source(JsonNode node) {
        if (node.has("find")) {
            return new FactSource.InText(text(node, "file"), withGroup(text(node, "find")));
        }
        if (node.has("json")) {
            return new FactSource.InJson(text(node, "file"), text(node, "json"));
        }
        if (node.has("folderName")) {
            return new FactSource.FolderName(withGroup(text(node, "folderName")));
        }
        return new FactSource.Constant(text(node, "value"));
    }

    private static Pattern withGroup(String regex) {
        Pattern pattern = Pattern.compile(regex);
        if (pattern.matcher("").groupCount() < 1) {
            throw new IllegalArgumentException("'" + regex + "' needs a group around what is to be read");
        }
        return pattern;
    }

    private static List<Rule> rules(JsonNode node) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode rule : node) {
            Pattern path = pattern(text(rule, "path"));
            String recording = text(rule, "recording");
            RecordingId.check(recording, path);
            rules.add(new Rule(
                    path,
                    recording,
                    optional(rule, "type"),
                    rule.path("firstPart").asInt(1),
                    start(optional(rule, "start"))));
        }
        return List.copyOf(rules);
    }

    private static List<SidecarRule> sidecars(JsonNode node) {
        List<SidecarRule> rules = new ArrayList<>();
        for (JsonNode rule : node) {
            Pattern path = pattern(text(rule, "path"));
            List<String> beside = strings(rule.path("beside"));
            if (beside.isEmpty()) {
                throw new IllegalArgumentException("'beside' of '" + path + "' is missing");
            }
            for (String template : beside) {
                RecordingId.check(template, path);
                if (RecordingId.needsFingerprint(template)) {
                    throw new IllegalArgumentException("'" + template + "' is a path, which has no fingerprint");
                }
            }
            rules.add(new SidecarRule(path, beside));
        }
        return List.copyOf(rules);
    }

    private static Start start(Optional<String> start) {
        return switch (start.orElse("")) {
            case "" -> new Start.Unknown();
            case "mp4-utc" -> new Start.Mp4Universal();
            case "mp4-local" -> new Start.Mp4Local();
            case String format -> new Start.InName(DateTimeFormatter.ofPattern(format));
        };
    }

    /** Cameras write file systems that do not tell upper from lower case. */
    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    static List<String> strings(JsonNode node) {
        List<String> strings = new ArrayList<>();
        node.forEach(item -> strings.add(item.asString()));
        return List.copyOf(strings);
    }

    private static Optional<String> optional(JsonNode node, String key) {
        return node.path(key).isString() ? Optional.of(node.path(key).asString()) : Optional.empty();
    }

    static String text(JsonNode node, String key) {
        return optional(node, key).orElseThrow(() -> new IllegalArgumentException("'" + key + "' is missing"));
    }
}
