package org.vidimus.server.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.ScopeCondition;
import org.vidimus.server.access.ScopeCondition.Columns;
import org.vidimus.server.evidence.Filter.Near;

/**
 * The condition of one list query: only what the caller may see, and of that only what the filter asks for. Conditions that
 * are not asked for are left out of the text, so that each query has the plan of what it really is.
 */
final class Where {
    /** A recording longer than this that began before the period asked for is not found in it. */
    private static final String LONGEST_RECORDING = "interval '2 days'";

    /** Ids of what somebody is named for are gathered first, so that each way of seeing has its index. */
    private static final Columns COLUMNS = new Columns(
            Optional.of("e.wearer = :me"),
            Optional.of("e.unit"),
            Optional.of("e.level"),
            Optional.of("e.id = any(array(select g.evidence from evidence_grant g where g.person = :me and "
                    + Naming.IN_FORCE + "))"),
            Optional.of("e.sorted_at"));

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** @param near how to look for a place, if the filter asks for one */
    static Where of(Scope scope, Filter filter, Nearby.Way near) {
        Where where = new Where();
        where.within(scope);
        where.wearers(filter);
        where.anyOf("camera", "camera", filter.cameras(), camera -> camera);
        where.anyOf("category", "category", filter.categories(), category -> category);
        where.anyOf("kind", "kind", filter.kinds(), Kind::name);
        where.anyOf("state", "state", filter.states(), State::name);
        filter.words()
                .flatMap(SearchWords::asked)
                .ifPresent(query -> where.and("e.words @@ (:words)::tsquery", "words", query));
        filter.from()
                .ifPresent(from -> where.and(
                        "e.sorted_at > :from - " + LONGEST_RECORDING + " and e.ends_at >= :from",
                        "from",
                        Originals.time(from)));
        filter.to().ifPresent(to -> where.and("e.sorted_at < :to", "to", Originals.time(to)));
        filter.near().ifPresent(place -> where.near(place, near));
        return where;
    }

    void after(Order order, Cursor cursor) {
        conditions.add(order.afterCursor());
        values.put("afterAt", Originals.time(cursor.at()));
        values.put("afterId", cursor.id());
    }

    /** Nothing, or {@code where …}. */
    String text() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    Map<String, Object> values() {
        return values;
    }

    private void within(Scope scope) {
        ScopeCondition seen = ScopeCondition.of(scope, COLUMNS);
        if (!seen.text().equals("true")) {
            conditions.add(seen.text());
            values.putAll(seen.values());
        }
    }

    /** One value is compared by itself: then its index gives the rows in order. */
    private <T> void anyOf(String column, String name, List<T> wanted, Function<T, Object> value) {
        if (wanted.size() == 1) {
            and("e." + column + " = :" + name, name, value.apply(wanted.getFirst()));
        } else if (!wanted.isEmpty()) {
            and(
                    "e." + column + " in (:" + name + ")",
                    name,
                    wanted.stream().map(value).toList());
        }
    }

    private void wearers(Filter filter) {
        if (!filter.unassigned()) {
            anyOf("wearer", "wearer", filter.wearers(), PersonId::value);
        } else if (filter.wearers().isEmpty()) {
            // As the index has it, which holds these alone.
            conditions.add("e.wearer is null and e.camera is not null");
        } else {
            and(
                    "(e.wearer in (:wearer) or (e.wearer is null and e.camera is not null))",
                    "wearer",
                    filter.wearers().stream().map(PersonId::value).toList());
        }
    }

    private void near(Near near, Nearby.Way way) {
        conditions.add(
                switch (way) {
                    case FROM_THE_PLACE ->
                        "e.id = any(array(select t.evidence from evidence_trail t where " + Nearby.CLOSE + "))";
                    // The row's own box is seen without a second look. A case hides from the planner what it would
                    // guess of
                    // boxes, which is a two-hundredth of all whatever their size, and keeps it from beginning with the
                    // place.
                    case DOWN_THE_LIST ->
                        "case when e.area && " + Nearby.SQUARE + " then (select coalesce(bool_or(" + Nearby.CLOSE
                                + "), false) from evidence_trail t where t.evidence = e.id) else false end";
                });
        values.putAll(Nearby.values(near));
    }

    private void and(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }
}
