package org.vidimus.server.access;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A scope as a condition of a query. Values are named {@code scope1}, {@code scope2} and so on.
 *
 * @param text of SQL; {@code true} where everything is seen
 */
public record ScopeCondition(String text, Map<String, Object> values) {
    /**
     * What a table has for a scope to hold on to, each as SQL.
     *
     * @param own condition with {@code :me} for the person
     * @param unit the column
     * @param level the column, where things are held more or less closely
     * @param granted condition with {@code :me} for the person named, where people are named
     * @param at the column, where it matters when a thing came to be
     */
    public record Columns(
            Optional<String> own,
            Optional<String> unit,
            Optional<String> level,
            Optional<String> granted,
            Optional<String> at) {
        public static Columns of(String own, String unit) {
            return new Columns(
                    Optional.of(own), Optional.of(unit), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    public static ScopeCondition of(Scope scope, Columns columns) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> ways = new ArrayList<>();
        for (Scope.Sight sight : scope.sights()) {
            String name = "scope" + (values.size() + 1);
            way(sight, columns, name, values).ifPresent(ways::add);
        }
        if (ways.contains("true")) {
            return new ScopeCondition("true", Map.of());
        }
        // One way alone stands bare, so that its index gives the rows in order.
        return switch (ways.size()) {
            case 0 -> new ScopeCondition("false", Map.of());
            case 1 -> new ScopeCondition(ways.getFirst(), values);
            default -> new ScopeCondition("(" + String.join(" or ", ways) + ")", values);
        };
    }

    private static Optional<String> way(Scope.Sight sight, Columns columns, String name, Map<String, Object> values) {
        Optional<String> seen =
                switch (sight) {
                    case Scope.Sight.All _ -> Optional.of("");
                    case Scope.Sight.Units(var units, var _) ->
                        columns.unit().map(unit -> oneOf(unit, units, name, values));
                    case Scope.Sight.Former(var units, var from, var until, var _) ->
                        columns.unit().flatMap(unit -> columns.at().map(at -> {
                            String then = oneOf(unit, units, name, values);
                            values.put(name + "from", from.atOffset(ZoneOffset.UTC));
                            values.put(name + "until", until.atOffset(ZoneOffset.UTC));
                            return "(" + then + " and " + at + " >= :" + name + "from and " + at + " < :" + name
                                    + "until)";
                        }));
                    case Scope.Sight.Own(var person, var _) ->
                        columns.own().map(own -> {
                            values.put(name, person.value());
                            return own.replace(":me", ":" + name);
                        });
                    case Scope.Sight.Granted(var person, var _) ->
                        columns.granted().map(granted -> {
                            values.put(name, person.value());
                            return granted.replace(":me", ":" + name);
                        });
                };
        return seen.map(text -> limited(text, sight.upTo(), columns));
    }

    private static String oneOf(String unit, Set<UnitId> units, String name, Map<String, Object> values) {
        if (units.size() == 1) {
            values.put(name, units.iterator().next().value());
            return unit + " = :" + name;
        }
        values.put(name, units.stream().map(UnitId::value).toArray(UUID[]::new));
        return unit + " = any(:" + name + ")";
    }

    private static String limited(String text, Level upTo, Columns columns) {
        boolean bounded = columns.level().isPresent() && upTo != Level.CONFIDENTIAL;
        if (!bounded) {
            return text.isEmpty() ? "true" : text;
        }
        List<String> names = Arrays.stream(Level.values())
                .filter(level -> level.compareTo(upTo) <= 0)
                .map(level -> "'" + level.name() + "'")
                .toList();
        String level = columns.level().get() + " in (" + String.join(", ", names) + ")";
        return text.isEmpty() ? level : "(" + text + " and " + level + ")";
    }
}
