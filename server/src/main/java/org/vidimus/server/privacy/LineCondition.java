package org.vidimus.server.privacy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.ScopeCondition;

/**
 * The condition of one query of the register {@code l}: only what the caller may see, and of that only what the filter asks for.
 * What is not asked for is left out of the text, so that each query has the plan of what it really is.
 */
final class LineCondition {
    private static final ScopeCondition.Columns EVIDENCE = new ScopeCondition.Columns(
            Optional.of("v.wearer = :me"),
            Optional.of("v.unit"),
            Optional.of("v.level"),
            Optional.of("exists (select from evidence_grant g where g.evidence = v.id and g.person = :me "
                    + "and (g.until_at is null or g.until_at > now()))"),
            Optional.of("v.sorted_at"));

    private static final String CONCERNED = "(select from evidence v where v.id = any(l.evidence)";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    static LineCondition of(Scope scope, LedgerFilter filter) {
        var condition = new LineCondition();
        condition.within(scope);
        condition.anyOf("who", filter.people(), UUID.class);
        condition.anyOf("action", filter.actions(), String.class);
        condition.anyOf("result", filter.results(), String.class);
        condition.anyOf("door", filter.doors(), String.class);
        if (!filter.evidence().isEmpty()) {
            condition.and(
                    "l.evidence && (:evidence)::uuid[]",
                    "evidence",
                    filter.evidence().toArray(UUID[]::new));
        }
        filter.subject()
                .ifPresent(one -> condition.and(
                        "l.leaf_index in (select c.leaf_index from ledger_chain c where c.subject = :subject)",
                        "subject",
                        one.toString()));
        filter.address().ifPresent(one -> condition.and("l.address = :address", "address", one));
        filter.purpose().ifPresent(condition::purpose);
        filter.from().ifPresent(one -> condition.and("l.at >= :from", "from", utc(one)));
        filter.to().ifPresent(one -> condition.and("l.at < :to", "to", utc(one)));
        if (!filter.halves()) {
            condition.and("not l.ended");
        }
        return condition;
    }

    /**
     * An entry is seen when each piece of evidence that it concerns is. One that concerns none is seen by whoever reads the whole
     * house's ledger, not by whoever reads a part of it.
     */
    private void within(Scope scope) {
        ScopeCondition seen = ScopeCondition.of(scope, EVIDENCE);
        if (seen.text().equals("true")) {
            return;
        }
        values.putAll(seen.values());
        and("not exists " + CONCERNED + " and (" + seen.text() + ") is not true)");
        if (scope.sights().stream().noneMatch(Scope.Sight.All.class::isInstance)) {
            and("exists " + CONCERNED + ")");
        }
    }

    LineCondition without(Optional<UUID> entry) {
        entry.ifPresent(one -> and("l.entry <> :without", "without", one));
        return this;
    }

    void before(Place place) {
        values.put("beforeAt", utc(place.at()));
        and("(l.at, l.leaf_index) < (:beforeAt, :beforeIndex)", "beforeIndex", place.index());
    }

    /** One value alone stands bare, so that its index gives the lines in order. */
    private <T> void anyOf(String column, List<T> wanted, Class<T> type) {
        if (wanted.size() == 1) {
            and("l." + column + " = :" + column, column, wanted.getFirst());
        } else if (!wanted.isEmpty()) {
            Object[] array = wanted.toArray((Object[]) java.lang.reflect.Array.newInstance(type, 0));
            and("l." + column + " = any(:" + column + ")", column, array);
        }
    }

    private void purpose(String text) {
        String words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> "'" + word + "':*")
                .collect(Collectors.joining(" & "));
        if (words.isEmpty()) {
            and("false");
        } else {
            and("to_tsvector('simple', l.purpose) @@ to_tsquery('simple', :purpose)", "purpose", words);
        }
    }

    void and(String condition, String name, Object value) {
        values.put(name, value);
        and(condition);
    }

    void and(String condition) {
        conditions.add(condition);
    }

    String text() {
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    Map<String, Object> values() {
        return values;
    }

    private static Object utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
