package org.vidimus.server.access.profile;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of {@code vidimus.profile/v1}, as {@code docs/spec/profile.schema.json} has it. Made from the rules, so that they cannot differ. */
final class ProfileSchema {
    private ProfileSchema() {}

    static Map<String, Object> text() {
        Map<String, Object> rules = new LinkedHashMap<>();
        for (Rule rule : Rule.values()) {
            rules.put(rule.code(), line(rule));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("schema", Map.of("const", ProfileReader.SCHEMA));
        properties.put("code", Map.of("type", "string", "pattern", "^[A-Z][A-Z0-9-]{1,39}$"));
        properties.put("version", Map.of("type", "integer", "minimum", 1));
        properties.put("name", Map.of("$ref", "#/$defs/texts"));
        properties.put("about", Map.of("$ref", "#/$defs/texts"));
        properties.put(
                "rules",
                object(rules, Arrays.stream(Rule.values()).map(Rule::code).toList()));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", ProfileReader.SCHEMA);
        schema.putAll(object(properties, List.copyOf(properties.keySet())));
        Map<String, Object> languages = new LinkedHashMap<>();
        languages.put("en", Map.of("type", "string"));
        languages.put("de", Map.of("type", "string"));
        schema.put("$defs", Map.of("texts", object(languages, List.of("en", "de"))));
        return schema;
    }

    private static Map<String, Object> line(Rule rule) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("value", rule.kind().schema());
        properties.put("basis", Map.of("$ref", "#/$defs/texts"));
        properties.put("reference", Map.of("type", "string"));
        properties.put("confirmed", Map.of("type", "boolean"));
        properties.put("note", Map.of("$ref", "#/$defs/texts"));
        return object(properties, List.of("value", "basis", "confirmed"));
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        object.put("required", required);
        object.put("additionalProperties", false);
        return object;
    }
}
