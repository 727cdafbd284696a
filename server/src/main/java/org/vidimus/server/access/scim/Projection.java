package org.vidimus.server.access.scim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code attributes} and {@code excludedAttributes} (RFC 7644 §3.9). {@code id} and {@code schemas} are always told. */
public final class Projection {
    private static final int MOST = 100;

    private final ResourceType type;
    private final List<AttributePath> only;
    private final List<AttributePath> without;

    private Projection(ResourceType type, List<AttributePath> only, List<AttributePath> without) {
        this.type = type;
        this.only = only;
        this.without = without;
    }

    /** @throws org.vidimus.server.Refused with {@code invalidPath} for a name that cannot be one */
    public static Projection of(ResourceType type, @Nullable String attributes, @Nullable String excluded) {
        return new Projection(type, paths(type, attributes), paths(type, excluded));
    }

    private static List<AttributePath> paths(ResourceType type, @Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .limit(MOST)
                        .map(each -> AttributePath.parse(type, each))
                        .toList();
    }

    /** Whether the answer would have it. */
    public boolean has(String attribute) {
        return (only.isEmpty() || only.stream().anyMatch(each -> names(each, attribute)))
                && without.stream()
                        .noneMatch(each -> names(each, attribute) && each.sub().isEmpty());
    }

    private static boolean names(AttributePath path, String attribute) {
        return path.attribute().filter(attribute::equalsIgnoreCase).isPresent();
    }

    public ObjectNode of(ObjectNode resource) {
        if (only.isEmpty() && without.isEmpty()) {
            return resource;
        }
        ObjectNode shown = only.isEmpty() ? resource.deepCopy() : selected(resource);
        without.forEach(path -> leaveOut(shown, path));
        for (String always : List.of("schemas", "id")) {
            if (resource.has(always)) {
                shown.set(always, resource.get(always));
            }
        }
        return shown;
    }

    private ObjectNode selected(ObjectNode resource) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        for (AttributePath path : only) {
            if (path.attribute().isEmpty()) {
                path.schema()
                        .filter(resource::has)
                        .ifPresent(id -> shown.set(id, resource.get(id).deepCopy()));
                continue;
            }
            Optional<Attribute> known =
                    type.attribute(path.schema(), path.attribute().get());
            JsonNode from = path.schema().map(resource::path).orElse(resource);
            if (known.isEmpty() || !from.has(known.get().name())) {
                continue;
            }
            ObjectNode into = path.schema()
                    .map(id -> shown.path(id) instanceof ObjectNode there ? there : shown.putObject(id))
                    .orElse(shown);
            copy(from.get(known.get().name()), into, known.get(), path.sub());
        }
        return shown;
    }

    private static void copy(JsonNode value, ObjectNode into, Attribute attribute, Optional<String> part) {
        Optional<Attribute> sub = part.flatMap(attribute::sub);
        if (part.isEmpty() || sub.isEmpty()) {
            if (part.isEmpty()) {
                into.set(attribute.name(), value.deepCopy());
            }
            return;
        }
        String name = sub.get().name();
        if (value instanceof ArrayNode all) {
            ArrayNode parts =
                    into.path(attribute.name()) instanceof ArrayNode there ? there : into.putArray(attribute.name());
            for (int i = 0; i < all.size(); i++) {
                ObjectNode target = i < parts.size() ? (ObjectNode) parts.get(i) : parts.addObject();
                if (all.get(i).has(name)) {
                    target.set(name, all.get(i).get(name));
                }
            }
        } else if (value.has(name)) {
            ObjectNode target =
                    into.path(attribute.name()) instanceof ObjectNode there ? there : into.putObject(attribute.name());
            target.set(name, value.get(name));
        }
    }

    private void leaveOut(ObjectNode shown, AttributePath path) {
        if (path.attribute().isEmpty()) {
            path.schema().ifPresent(shown::remove);
            return;
        }
        Optional<Attribute> known =
                type.attribute(path.schema(), path.attribute().get());
        JsonNode holder = path.schema().map(shown::path).orElse(shown);
        if (known.isEmpty() || !(holder instanceof ObjectNode there)) {
            return;
        }
        if (path.sub().isEmpty()) {
            there.remove(known.get().name());
            return;
        }
        path.sub().flatMap(known.get()::sub).ifPresent(sub -> {
            JsonNode value = there.path(known.get().name());
            (value.isArray() ? value.valueStream() : java.util.stream.Stream.of(value))
                    .filter(ObjectNode.class::isInstance)
                    .forEach(each -> ((ObjectNode) each).remove(sub.name()));
        });
    }
}
