package org.vidimus.server.access.scim;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.vidimus.server.access.scim.Attribute.Type;
import tools.jackson.databind.JsonNode;

/** Whether a resource fits a filter, and which of two comes first. */
public final class Matching {
    private final ResourceType type;

    public Matching(ResourceType type) {
        this.type = type;
    }

    /** An attribute that there is not fits nothing, as one without a value (RFC 7644 §3.4.2.1). */
    public boolean fits(JsonNode resource, Filter filter) {
        return switch (filter) {
            case Filter.And(var left, var right) -> fits(resource, left) && fits(resource, right);
            case Filter.Or(var left, var right) -> fits(resource, left) || fits(resource, right);
            case Filter.Not(var inner) -> !fits(resource, inner);
            case Filter.Present(var path) -> values(resource, path).anyMatch(Matching::isThere);
            case Filter.Compare compare -> compares(values(resource, compare.path()), compare, of(compare.path()));
            case Filter.ValuePath(var path, var inner) -> {
                Optional<Attribute> attribute = attribute(path);
                yield attribute.isPresent()
                        && elements(resource, path).anyMatch(element -> fitsWithin(element, inner, attribute.get()));
            }
        };
    }

    /** Within {@code […]}: names are those of the sub-attributes of {@code of}. */
    static boolean fitsWithin(JsonNode element, Filter filter, Attribute of) {
        return switch (filter) {
            case Filter.And(var left, var right) -> fitsWithin(element, left, of) && fitsWithin(element, right, of);
            case Filter.Or(var left, var right) -> fitsWithin(element, left, of) || fitsWithin(element, right, of);
            case Filter.Not(var inner) -> !fitsWithin(element, inner, of);
            case Filter.Present(var path) -> within(element, path, of).anyMatch(Matching::isThere);
            case Filter.Compare compare ->
                compares(
                        within(element, compare.path(), of),
                        compare,
                        compare.path().attribute().flatMap(of::sub));
            case Filter.ValuePath _ -> false;
        };
    }

    private static Stream<JsonNode> within(JsonNode element, AttributePath path, Attribute of) {
        return path.attribute().flatMap(of::sub).map(sub -> element.path(sub.name())).stream();
    }

    private Optional<Attribute> attribute(AttributePath path) {
        return path.attribute().flatMap(name -> type.attribute(path.schema(), name));
    }

    /** The attribute that a comparison ends at; of something with parts its {@code value}. */
    private Optional<Attribute> of(AttributePath path) {
        return attribute(path)
                .flatMap(attribute -> attribute.type() == Type.COMPLEX
                        ? attribute.sub(path.sub().orElse("value"))
                        : Optional.of(attribute).filter(_ -> path.sub().isEmpty()));
    }

    private Stream<JsonNode> values(JsonNode resource, AttributePath path) {
        return attribute(path).stream().flatMap(attribute -> {
            if (attribute.type() != Type.COMPLEX) {
                return path.sub().isPresent() ? Stream.empty() : elements(resource, path);
            }
            Optional<Attribute> sub = attribute.sub(path.sub().orElse("value"));
            if (path.sub().isEmpty() && sub.isEmpty()) {
                return elements(resource, path);
            }
            return sub.stream().flatMap(leaf -> elements(resource, path).map(each -> each.path(leaf.name())));
        });
    }

    private Stream<JsonNode> elements(JsonNode resource, AttributePath path) {
        JsonNode holder = path.schema().map(resource::path).orElse(resource);
        JsonNode found = attribute(path).map(known -> holder.path(known.name())).orElse(holder.path(""));
        return found.isArray() ? found.valueStream() : Stream.of(found);
    }

    private static boolean isThere(JsonNode value) {
        return !value.isMissingNode() && !value.isNull() && !(value.isContainer() && value.isEmpty());
    }

    private static boolean compares(Stream<JsonNode> values, Filter.Compare compare, Optional<Attribute> attribute) {
        JsonNode wanted = compare.value();
        List<JsonNode> there = values.filter(Matching::isThere).toList();
        boolean exact = attribute.filter(known -> known.traits().caseExact()).isPresent();
        if (wanted.isNull()) {
            return switch (compare.operator()) {
                case EQ -> there.isEmpty();
                case NE -> !there.isEmpty();
                case CO, SW, EW, GT, GE, LT, LE -> false;
            };
        }
        Predicate<JsonNode> equal =
                value -> order(value, wanted, exact).filter(sign -> sign == 0).isPresent();
        return switch (compare.operator()) {
            case EQ -> there.stream().anyMatch(equal);
            case NE -> there.stream().noneMatch(equal);
            case CO -> there.stream().anyMatch(value -> text(value, exact).contains(text(wanted, exact)));
            case SW -> there.stream().anyMatch(value -> text(value, exact).startsWith(text(wanted, exact)));
            case EW -> there.stream().anyMatch(value -> text(value, exact).endsWith(text(wanted, exact)));
            case GT -> ordered(there, wanted, exact, sign -> sign > 0);
            case GE -> ordered(there, wanted, exact, sign -> sign >= 0);
            case LT -> ordered(there, wanted, exact, sign -> sign < 0);
            case LE -> ordered(there, wanted, exact, sign -> sign <= 0);
        };
    }

    private static boolean ordered(List<JsonNode> there, JsonNode wanted, boolean exact, Predicate<Integer> sign) {
        return there.stream()
                .anyMatch(value -> order(value, wanted, exact).filter(sign).isPresent());
    }

    /** Empty for values that cannot be compared. Moments are compared as such, other texts letter by letter. */
    private static Optional<Integer> order(JsonNode value, JsonNode wanted, boolean exact) {
        if (value.isBoolean() || wanted.isBoolean()) {
            return value.isBoolean() && wanted.isBoolean()
                    ? Optional.of(Boolean.compare(value.asBoolean(), wanted.asBoolean()))
                    : Optional.empty();
        }
        if (value.isNumber() && wanted.isNumber()) {
            return Optional.of(value.decimalValue().compareTo(wanted.decimalValue()));
        }
        if (!value.isString() || !wanted.isString()) {
            return Optional.empty();
        }
        Optional<Instant> one = moment(value.asString());
        Optional<Instant> other = moment(wanted.asString());
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().compareTo(other.get()))
                : Optional.of(text(value, exact).compareTo(text(wanted, exact)));
    }

    private static Optional<Instant> moment(String text) {
        if (text.length() < 20 || text.charAt(4) != '-' || text.charAt(10) != 'T') {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode value, boolean exact) {
        String text = value.isString() ? value.asString() : value.isContainer() ? "" : value.toString();
        return exact ? text : text.toLowerCase(Locale.ROOT);
    }

    /** By the first value, or the primary one, of the attribute; those without one come last (RFC 7644 §3.4.2.3). */
    public Comparator<JsonNode> by(AttributePath path) {
        boolean exact = of(path).filter(known -> known.traits().caseExact()).isPresent();
        Comparator<String> texts = Comparator.naturalOrder();
        return Comparator.comparing(
                resource -> values(resource, path)
                        .filter(Matching::isThere)
                        .findFirst()
                        .map(value -> text(value, exact))
                        .orElse(null),
                Comparator.nullsLast(texts));
    }
}
