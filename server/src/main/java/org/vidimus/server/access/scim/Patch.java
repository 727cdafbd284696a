package org.vidimus.server.access.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * PATCH (RFC 7644 §3.5.2), also as Entra ID and Okta send it: {@code Add} with a capital, names with dots or a schema in front as
 * keys of a value without a path, a removal with the members to remove as its value, texts for yes and no.
 */
public final class Patch {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST = 1_000;

    private final ResourceType type;
    private final ObjectNode resource;

    private Patch(ResourceType type, ObjectNode resource) {
        this.type = type;
        this.resource = resource;
    }

    /**
     * @param resource in canonical form; not changed
     * @return all operations applied, one after the other
     * @throws org.vidimus.server.Refused with one of the words of RFC 7644, table 9
     */
    public static ObjectNode apply(ResourceType type, ObjectNode resource, JsonNode body) {
        JsonNode operations = member(body, "Operations");
        if (!operations.isArray() || operations.isEmpty()) {
            throw ScimProblem.invalidSyntax("want Operations, a list with at least one of them");
        }
        if (operations.size() > MOST) {
            throw ScimProblem.tooMany(operations.size() + " operations, want at most " + MOST);
        }
        Patch patch = new Patch(type, resource.deepCopy());
        operations.forEach(patch::operation);
        return patch.resource;
    }

    private static JsonNode member(JsonNode object, String name) {
        return object.properties().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(NODES.missingNode());
    }

    private enum Op {
        ADD,
        REPLACE,
        REMOVE
    }

    private void operation(JsonNode operation) {
        Op op =
                switch (member(operation, "op").asString("").toLowerCase(Locale.ROOT)) {
                    case "add" -> Op.ADD;
                    case "replace" -> Op.REPLACE;
                    case "remove" -> Op.REMOVE;
                    default -> throw ScimProblem.invalidSyntax("op: want add, replace or remove");
                };
        JsonNode path = member(operation, "path");
        JsonNode value = member(operation, "value");
        if (path.isString() && !path.asString().isBlank()) {
            at(op, PatchPath.parse(type, path.asString().strip()), value);
        } else if (op == Op.REMOVE) {
            throw ScimProblem.noTarget("a removal needs a path");
        } else {
            whole(op, Optional.empty(), value);
        }
    }

    /** Without a path each member of the value is one. What is read-only is passed over: clients send what they have read. */
    private void whole(Op op, Optional<String> schema, JsonNode value) {
        if (!value.isObject()) {
            throw ScimProblem.invalidValue("a value without a path must be an object");
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String name = schema.map(id -> id + ":" + member.getKey()).orElse(member.getKey());
            PatchPath path = PatchPath.parse(type, name);
            if (path.attribute().isEmpty()) {
                if (member.getValue().isObject()) {
                    whole(op, path.schema(), member.getValue());
                }
            } else if (path.known(type).filter(Attribute::readOnly).isEmpty()) {
                at(op, path, member.getValue());
            }
        }
    }

    private void at(Op op, PatchPath path, JsonNode value) {
        if (path.attribute().isEmpty()) {
            extension(op, path, value);
            return;
        }
        Optional<Attribute> known = path.known(type);
        if (known.isEmpty()) {
            if (ResourceType.isNotKept(path.attribute().get())) {
                return;
            }
            throw ScimProblem.invalidPath("there is no attribute '"
                    + AttributePath.shown(path.attribute().get()) + "'");
        }
        Attribute attribute = known.get();
        Optional<Attribute> sub = path.sub().map(name -> attribute
                .sub(name)
                .orElseThrow(() ->
                        ScimProblem.invalidPath(attribute.name() + " has no '" + AttributePath.shown(name) + "'")));
        if (attribute.readOnly() || sub.filter(Attribute::readOnly).isPresent()) {
            throw ScimProblem.mutability(attribute.name() + " is not to be changed");
        }
        if (op == Op.REMOVE
                && path.filter().isEmpty()
                && sub.isEmpty()
                && attribute.traits().required()) {
            throw ScimProblem.mutability(attribute.name() + " is required");
        }
        ObjectNode holder = holder(path.schema());
        if (path.filter().isPresent()) {
            filtered(op, holder, attribute, path.filter().get(), sub, value);
        } else if (sub.isPresent()) {
            part(op, holder, attribute, sub.get(), value);
        } else {
            all(op, holder, attribute, value);
        }
    }

    private void extension(Op op, PatchPath path, JsonNode value) {
        if (op != Op.REMOVE) {
            whole(op, path.schema(), value);
        } else {
            path.schema().ifPresent(resource::remove);
        }
    }

    private ObjectNode holder(Optional<String> schema) {
        return schema.map(id -> resource.path(id) instanceof ObjectNode there ? there : resource.putObject(id))
                .orElse(resource);
    }

    private static void all(Op op, ObjectNode holder, Attribute attribute, JsonNode value) {
        if (op == Op.REMOVE) {
            remove(holder, attribute, value);
            return;
        }
        Optional<JsonNode> clean = Canonical.value(attribute, value);
        if (clean.isEmpty()) {
            if (op == Op.REPLACE) {
                if (attribute.traits().required()) {
                    throw ScimProblem.invalidValue(attribute.name() + " is required");
                }
                holder.remove(attribute.name());
            }
        } else if (attribute.multiValued() && op == Op.ADD) {
            add(holder, attribute, clean.get());
        } else if (!attribute.multiValued() && clean.get() instanceof ObjectNode parts) {
            // Parts that are not named stay as they are (RFC 7644 §3.5.2.3).
            ObjectNode there = holder.path(attribute.name()) instanceof ObjectNode known
                    ? known
                    : holder.putObject(attribute.name());
            there.setAll(parts);
        } else {
            holder.set(attribute.name(), clean.get());
        }
    }

    private static void add(ObjectNode holder, Attribute attribute, JsonNode more) {
        ArrayNode there =
                holder.path(attribute.name()) instanceof ArrayNode known ? known : holder.putArray(attribute.name());
        List<String> values = new ArrayList<>(
                there.valueStream().map(each -> each.path("value").asString("")).toList());
        for (JsonNode each : more) {
            String value = each.path("value").asString("");
            if (!values.contains(value)) {
                there.add(each);
                values.add(value);
            } else {
                there.valueStream()
                        .filter(same -> same.path("value").asString("").equals(value))
                        .forEach(same -> ((ObjectNode) same).setAll((ObjectNode) each));
            }
        }
    }

    private static void remove(ObjectNode holder, Attribute attribute, JsonNode value) {
        Optional<JsonNode> named = attribute.multiValued() ? Canonical.value(attribute, value) : Optional.empty();
        if (named.isEmpty()) {
            holder.remove(attribute.name());
            return;
        }
        List<String> gone = named.get()
                .valueStream()
                .map(each -> each.path("value").asString(""))
                .toList();
        keep(holder, attribute, each -> !gone.contains(each.path("value").asString("")));
    }

    private static void keep(ObjectNode holder, Attribute attribute, java.util.function.Predicate<JsonNode> stays) {
        ArrayNode left = NODES.arrayNode();
        holder.path(attribute.name()).valueStream().filter(stays).forEach(left::add);
        if (left.isEmpty()) {
            holder.remove(attribute.name());
        } else {
            holder.set(attribute.name(), left);
        }
    }

    /** {@code name.familyName}, or the part of every value of a list. */
    private static void part(Op op, ObjectNode holder, Attribute attribute, Attribute sub, JsonNode value) {
        if (!attribute.multiValued()) {
            if (holder.path(attribute.name()) instanceof ObjectNode there) {
                set(op, there, sub, value);
            } else if (op != Op.REMOVE) {
                set(op, holder.putObject(attribute.name()), sub, value);
            }
            return;
        }
        JsonNode there = holder.path(attribute.name());
        if (there.isEmpty() && op != Op.REMOVE) {
            set(op, holder.putArray(attribute.name()).addObject(), sub, value);
        }
        there.forEach(each -> set(op, (ObjectNode) each, sub, value));
    }

    private static void set(Op op, ObjectNode target, Attribute sub, JsonNode value) {
        Optional<JsonNode> clean = op == Op.REMOVE ? Optional.empty() : Canonical.value(sub, value);
        if (clean.isPresent()) {
            target.set(sub.name(), clean.get());
        } else {
            target.remove(sub.name());
        }
    }

    private static void filtered(
            Op op, ObjectNode holder, Attribute attribute, Filter filter, Optional<Attribute> sub, JsonNode value) {
        if (!attribute.multiValued()) {
            throw ScimProblem.invalidPath(attribute.name() + " has one value and no filter");
        }
        List<ObjectNode> fitting = holder.path(attribute.name())
                .valueStream()
                .filter(each -> Matching.fitsWithin(each, filter, attribute))
                .map(each -> (ObjectNode) each)
                .toList();
        if (op == Op.REMOVE && sub.isEmpty()) {
            keep(holder, attribute, each -> !Matching.fitsWithin(each, filter, attribute));
            return;
        }
        if (fitting.isEmpty() && op == Op.REPLACE) {
            throw ScimProblem.noTarget("no value of " + attribute.name() + " fits the filter");
        }
        if (fitting.isEmpty() && op == Op.ADD) {
            // What the filter asks for is what the new value is like: emails[type eq "work"].value.
            ArrayNode all = holder.path(attribute.name()) instanceof ArrayNode known
                    ? known
                    : holder.putArray(attribute.name());
            ObjectNode made = all.addObject();
            like(made, filter, attribute);
            fitting = List.of(made);
        }
        for (ObjectNode each : fitting) {
            if (sub.isPresent()) {
                set(op, each, sub.get(), value);
            } else if (Canonical.value(attribute, value)
                            .orElse(NODES.missingNode())
                            .path(0)
                    instanceof ObjectNode parts) {
                each.setAll(parts);
            }
        }
    }

    private static void like(ObjectNode made, Filter filter, Attribute attribute) {
        if (filter instanceof Filter.And(var left, var right)) {
            like(made, left, attribute);
            like(made, right, attribute);
        } else if (filter instanceof Filter.Compare(var path, var operator, var value)
                && operator == Filter.Operator.EQ) {
            path.attribute().flatMap(attribute::sub).ifPresent(sub -> made.set(sub.name(), value));
        }
    }
}
