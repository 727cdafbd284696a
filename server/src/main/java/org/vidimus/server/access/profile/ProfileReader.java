package org.vidimus.server.access.profile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the text of a profile, {@code vidimus.profile/v1}; see {@code docs/spec/profile.md}. Strict: what it does not know it refuses. */
@Component
class ProfileReader {
    static final String SCHEMA = "vidimus.profile/v1";

    private static final int LONGEST = 1 << 18;
    private static final Set<String> HEAD = Set.of("schema", "code", "version", "name", "about", "rules");
    private static final Set<String> LINE = Set.of("value", "basis", "reference", "confirmed", "note");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @throws org.vidimus.server.Refused with {@link ProfileProblem.Unfit}, naming the place */
    Profile read(String text) {
        if (text.length() > LONGEST) {
            throw new ProfileProblem.Unfit("the file", "at most " + LONGEST + " characters").refused();
        }
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new ProfileProblem.Unfit("the file", "JSON; " + e.getOriginalMessage()).refused();
        }
        at("the file", () -> onlyKnown(root, HEAD));
        at("schema", () -> is(SCHEMA.equals(root.path("schema").asString("")), SCHEMA));
        String code = root.path("code").asString("");
        at("code", () -> is(code.matches("[A-Z][A-Z0-9-]{1,39}"), "capitals and hyphens, such as DE-NW-OBG"));
        int version = at("version", () -> new Kind.Whole(1, 1_000_000).read(root.path("version")));
        Texts name = at("name", () -> Kind.texts(root.path("name")));
        Texts about = at("about", () -> Kind.texts(root.path("about")));
        Map<Rule, Object> values = new EnumMap<>(Rule.class);
        List<Profile.Line> lines = lines(root.path("rules"), values);
        return new Profile(code, version, name, about, lines, new Rules(values), text);
    }

    private static List<Profile.Line> lines(JsonNode rules, Map<Rule, Object> values) {
        for (String code : rules.propertyNames()) {
            at("rules." + code, () -> is(Rule.of(code).isPresent(), "a rule that this version knows"));
        }
        List<Profile.Line> lines = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            String place = "rules." + rule.code();
            JsonNode line = rules.path(rule.code());
            at(place, () -> onlyKnown(line, LINE));
            values.put(rule, at(place + ".value", () -> rule.kind().read(line.path("value"))));
            lines.add(new Profile.Line(
                    rule,
                    line.path("value").toString(),
                    at(place + ".basis", () -> Kind.texts(line.path("basis"))),
                    Optional.of(line.path("reference").asString("")).filter(reference -> !reference.isBlank()),
                    at(place + ".confirmed", () -> new Kind.Flag().read(line.path("confirmed"))),
                    line.has("note")
                            ? Optional.of(at(place + ".note", () -> Kind.texts(line.path("note"))))
                            : Optional.empty()));
        }
        return lines;
    }

    private static boolean onlyKnown(JsonNode object, Set<String> known) {
        is(object.isObject(), "an object");
        for (String name : object.propertyNames()) {
            is(known.contains(name), "no '" + name + "'");
        }
        return true;
    }

    private static boolean is(boolean fit, String wanted) {
        if (!fit) {
            throw new Kind.Unfit(wanted);
        }
        return true;
    }

    private static <T> T at(String place, java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (Kind.Unfit e) {
            throw new ProfileProblem.Unfit(place, String.valueOf(e.getMessage())).refused();
        }
    }
}
