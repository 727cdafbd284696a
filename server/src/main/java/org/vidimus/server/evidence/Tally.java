package org.vidimus.server.evidence;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Scope;

/** Counts of a list, over its newest rows. */
@Repository
class Tally {
    /**
     * How many rows are looked at. Counting a million rows for a side bar takes longer than anyone waits; what is newest is
     * what narrowing is for.
     */
    static final int MOST_COUNTED = 5_000;

    private static final int MOST_VALUES = 50;

    private final JdbcClient sql;
    private final Nearby nearby;

    Tally(DataSource source, Nearby nearby) {
        this.sql = FreshPlans.over(source);
        this.nearby = nearby;
    }

    /** @param value null counts the rows without one */
    record Line(String facet, @Nullable String value, long count) {}

    Map<String, List<Line>> count(Scope scope, Filter filter) {
        Where where = Where.of(scope, filter, nearby.way(filter));
        return sql
                .sql("""
                        with newest as materialized (
                            select e.camera, e.wearer::text as wearer, e.category, e.state,
                                case when e.wearer is null and e.camera is not null then 'yes' end as unassigned from evidence e
                        """ + where.text() + Order.NEWEST.clause() + " limit " + (MOST_COUNTED + 1) + """
                        )
                        select case when grouping(camera) = 0 then 'camera' when grouping(wearer) = 0 then 'wearer'
                                when grouping(category) = 0 then 'category' when grouping(state) = 0 then 'state'
                                when grouping(unassigned) = 0 then 'unassigned'
                                else 'all' end as facet,
                            coalesce(camera, wearer, category, state, unassigned) as value, count(*) as count
                        from newest
                        group by grouping sets ((camera), (wearer), (category), (state), (unassigned), ())
                        order by count(*) desc, value
                        """)
                .params(where.values())
                .query(Line.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Line::facet));
    }

    /** The most frequent values of a facet. */
    static List<Line> lines(Map<String, List<Line>> counts, String facet) {
        return counts.getOrDefault(facet, List.of()).stream()
                .filter(line -> line.value() != null)
                .limit(MOST_VALUES)
                .toList();
    }

    /** All of them, whoever recorded how much. */
    static List<PersonId> wearers(Map<String, List<Line>> counts) {
        return counts.getOrDefault("wearer", List.of()).stream()
                .flatMap(line -> Stream.ofNullable(line.value()))
                .map(id -> new PersonId(UUID.fromString(id)))
                .toList();
    }

    static long all(Map<String, List<Line>> counts) {
        return counts.getOrDefault("all", List.of()).stream()
                .mapToLong(Line::count)
                .sum();
    }
}
