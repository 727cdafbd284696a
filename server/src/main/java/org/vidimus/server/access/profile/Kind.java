package org.vidimus.server.access.profile;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vidimus.server.custody.Action;
import tools.jackson.databind.JsonNode;

/** What sort of value a rule has: how it is read, and how a schema describes it. */
sealed interface Kind {
    /**
     * Reads a value.
     *
     * @throws Unfit saying what was wanted
     */
    Object read(JsonNode value);

    /** As JSON Schema. */
    Map<String, Object> schema();

    final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit(String wanted) {
            super(wanted);
        }
    }

    /** ISO 8601, such as {@code PT30M}. */
    record Time(Duration least, Duration most) implements Kind {
        @Override
        public Duration read(JsonNode value) {
            try {
                Duration time = Duration.parse(text(value));
                if (time.compareTo(least) >= 0 && time.compareTo(most) <= 0) {
                    return time;
                }
            } catch (DateTimeException _) {
                // Says the same.
            }
            throw new Unfit("a duration from " + least + " to " + most);
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("type", "string", "format", "duration", "pattern", "^PT", "examples", List.of(least, most));
        }
    }

    /** ISO 8601 in whole days or more, such as {@code P14D}. */
    record Days() implements Kind {
        @Override
        public Period read(JsonNode value) {
            return period(value).orElseThrow(() -> new Unfit("a period such as P14D"));
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("type", "string", "format", "duration", "pattern", "^P[0-9YMWD]+$");
        }
    }

    /** {@code END_OF_NEXT_YEAR}, {@code FOR_EVER} or a period. */
    record Life() implements Kind {
        private static final String NEXT_YEAR = "END_OF_NEXT_YEAR";
        private static final String FOR_EVER = "FOR_EVER";

        @Override
        public LogLife read(JsonNode value) {
            return switch (text(value)) {
                case NEXT_YEAR -> new LogLife.EndOfNextYear();
                case FOR_EVER -> new LogLife.ForEver();
                default ->
                    new LogLife.For(period(value)
                            .orElseThrow(() -> new Unfit(NEXT_YEAR + ", " + FOR_EVER + " or a period such as P2Y")));
            };
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("type", "string", "pattern", "^(" + NEXT_YEAR + "|" + FOR_EVER + "|P[0-9YMWD]+)$");
        }
    }

    record Whole(int least, int most) implements Kind {
        @Override
        public Integer read(JsonNode value) {
            if (value.isInt() && value.intValue() >= least && value.intValue() <= most) {
                return value.intValue();
            }
            throw new Unfit("a whole number from " + least + " to " + most);
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("type", "integer", "minimum", least, "maximum", most);
        }
    }

    record Flag() implements Kind {
        @Override
        public Boolean read(JsonNode value) {
            if (value.isBoolean()) {
                return value.booleanValue();
            }
            throw new Unfit("true or false");
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("type", "boolean");
        }
    }

    record OneOf<E extends Enum<E>>(Class<E> of) implements Kind {
        @Override
        public E read(JsonNode value) {
            return constant(value, of);
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("enum", names(of));
        }
    }

    record SomeOf<E extends Enum<E>>(Class<E> of) implements Kind {
        @Override
        public Set<E> read(JsonNode value) {
            EnumSet<E> some = EnumSet.noneOf(of);
            each(value).forEach(each -> some.add(constant(each, of)));
            return some;
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("type", "array", "items", Map.of("enum", names(of)), "uniqueItems", true);
        }
    }

    /** Codes of actions. */
    record Actions() implements Kind {
        @Override
        public Set<Action> read(JsonNode value) {
            EnumSet<Action> actions = EnumSet.noneOf(Action.class);
            each(value)
                    .forEach(each -> actions.add(Stream.of(Action.values())
                            .filter(action -> action.code().equals(text(each)))
                            .findFirst()
                            .orElseThrow(() -> new Unfit("codes of actions; there is none called '" + each + "'"))));
            return actions;
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of(
                    "type",
                    "array",
                    "items",
                    Map.of("type", "string", "pattern", "^[a-z-]+(\\.[a-z-]+)+$"),
                    "uniqueItems",
                    true);
        }
    }

    /** In English and German, or null for none. */
    record Words() implements Kind {
        @Override
        public Optional<Texts> read(JsonNode value) {
            return value.isNull() ? Optional.empty() : Optional.of(texts(value));
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("oneOf", List.of(Map.of("type", "null"), Map.of("$ref", "#/$defs/texts")));
        }
    }

    record Purposes() implements Kind {
        @Override
        public List<Purpose> read(JsonNode value) {
            Map<String, Purpose> purposes = new LinkedHashMap<>();
            for (JsonNode each : each(value)) {
                String code = text(each.path("code"));
                if (!code.matches("[A-Z][A-Z0-9_]{1,39}")
                        || purposes.put(
                                        code,
                                        new Purpose(
                                                code,
                                                texts(each.path("name")),
                                                constant(each.path("needs"), Purpose.Needs.class)))
                                != null) {
                    throw new Unfit("purposes with codes of their own in CAPITALS");
                }
            }
            return List.copyOf(purposes.values());
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of(
                    "type",
                    "array",
                    "items",
                    Map.of(
                            "type",
                            "object",
                            "required",
                            List.of("code", "name", "needs"),
                            "additionalProperties",
                            false,
                            "properties",
                            Map.of(
                                    "code",
                                    Map.of("type", "string", "pattern", "^[A-Z][A-Z0-9_]{1,39}$"),
                                    "name",
                                    Map.of("$ref", "#/$defs/texts"),
                                    "needs",
                                    Map.of("enum", names(Purpose.Needs.class)))));
        }
    }

    static Texts texts(JsonNode value) {
        return new Texts(text(value.path("en")), text(value.path("de")));
    }

    private static String text(JsonNode value) {
        if (value.isString() && !value.stringValue().isBlank()) {
            return value.stringValue();
        }
        throw new Unfit("a text");
    }

    private static Collection<JsonNode> each(JsonNode value) {
        if (!value.isArray()) {
            throw new Unfit("a list");
        }
        List<JsonNode> items = new ArrayList<>();
        value.forEach(items::add);
        if (new LinkedHashSet<>(items).size() < items.size()) {
            throw new Unfit("a list without repetition");
        }
        return items;
    }

    private static Optional<Period> period(JsonNode value) {
        try {
            Period period = Period.parse(text(value));
            return period.isNegative() ? Optional.empty() : Optional.of(period);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> E constant(JsonNode value, Class<E> type) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text(value)))
                .findFirst()
                .orElseThrow(() -> new Unfit("one of " + names(type)));
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants()).map(Enum::name).toList();
    }
}
