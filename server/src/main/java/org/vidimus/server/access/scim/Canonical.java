package org.vidimus.server.access.scim;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a directory sent, in the house's own form: names as the schema writes them, what is read-only or not kept left out, what
 * is null or empty left out, and {@code "True"} for a yes.
 */
public final class Canonical {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST = 1_000;

    private Canonical() {}

    /** @throws org.vidimus.server.Refused with {@code invalidSyntax} or {@code invalidValue} */
    public static ObjectNode of(ResourceType type, JsonNode body) {
        if (!body.isObject()) {
            throw ScimProblem.invalidSyntax("want a JSON object");
        }
        ObjectNode clean = NODES.objectNode();
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            Optional<ResourceType.Schema> extension = type.extension(member.getKey());
            if (extension.isPresent()) {
                clean.set(extension.get().id(), extended(type, extension.get(), member.getValue()));
            } else {
                type.attribute(Optional.empty(), member.getKey())
                        .ifPresent(known -> put(clean, known, member.getValue()));
            }
        }
        return clean;
    }

    private static ObjectNode extended(ResourceType type, ResourceType.Schema extension, JsonNode value) {
        ObjectNode clean = NODES.objectNode();
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                type.attribute(Optional.of(extension.id()), member.getKey())
                        .ifPresent(known -> put(clean, known, member.getValue()));
            }
        } else if (!value.isNull()) {
            throw ScimProblem.invalidValue(extension.id() + ": want an object");
        }
        return clean;
    }

    private static void put(ObjectNode target, Attribute attribute, JsonNode value) {
        if (!attribute.readOnly()) {
            value(attribute, value).ifPresent(clean -> target.set(attribute.name(), clean));
        }
    }

    /** Empty for what unassigns (RFC 7643 §2.5): null, an empty text, an empty list. */
    static Optional<JsonNode> value(Attribute attribute, JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return Optional.empty();
        }
        if (!attribute.multiValued()) {
            // Some directories wrap a single value into a list.
            JsonNode one = value.isArray() && value.size() == 1 ? value.get(0) : value;
            return single(attribute, one);
        }
        ArrayNode all = NODES.arrayNode();
        if (value.isArray()) {
            value.forEach(each -> single(attribute, each).ifPresent(all::add));
        } else {
            single(attribute, value).ifPresent(all::add);
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private static Optional<JsonNode> single(Attribute attribute, JsonNode value) {
        return switch (attribute.type()) {
            case COMPLEX -> complex(attribute, value);
            case BOOLEAN -> Optional.of(bool(attribute, value));
            case STRING, REFERENCE, DATE_TIME -> text(attribute, value);
        };
    }

    private static Optional<JsonNode> complex(Attribute attribute, JsonNode value) {
        ObjectNode clean = NODES.objectNode();
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                attribute.sub(member.getKey()).ifPresent(known -> put(clean, known, member.getValue()));
            }
        } else if (value.isValueNode()) {
            Attribute whole = attribute
                    .sub("value")
                    .orElseThrow(() -> ScimProblem.invalidValue(attribute.name() + ": want an object"));
            put(clean, whole, value);
        } else {
            throw ScimProblem.invalidValue(attribute.name() + ": want an object");
        }
        return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
    }

    private static JsonNode bool(Attribute attribute, JsonNode value) {
        if (value.isBoolean()) {
            return value;
        }
        return switch (value.isString() ? value.asString().strip().toLowerCase(Locale.ROOT) : "") {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> throw ScimProblem.invalidValue(attribute.name() + ": want true or false");
        };
    }

    private static Optional<JsonNode> text(Attribute attribute, JsonNode value) {
        if (value.isContainer()) {
            throw ScimProblem.invalidValue(attribute.name() + ": want a text");
        }
        String text = value.asString().strip();
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw ScimProblem.invalidValue(
                    attribute.name() + ": want at most " + LONGEST + " characters, none of them for control");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(NODES.stringNode(text));
    }
}
