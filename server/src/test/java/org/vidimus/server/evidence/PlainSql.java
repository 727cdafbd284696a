package org.vidimus.server.evidence;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.access.Scope;

/** The same queries as the API's, run by themselves: what the bench compares with. */
public final class PlainSql {
    private final Listing listing;
    private final Tally tally;
    private final Nearby nearby;
    private final JdbcClient sql;

    public PlainSql(DataSource source) {
        this.nearby = new Nearby(source);
        this.listing = new Listing(source, nearby);
        this.tally = new Tally(source, nearby);
        this.sql = FreshPlans.over(source);
    }

    /** Runs the list query of these parameters, as {@code name=value} pairs, and returns how many rows came. */
    public int page(Scope scope, Query query, int limit) {
        return listing.page(scope, query.filter(), Order.NEWEST, query.after().map(Cursor::parse), limit + 1)
                .size();
    }

    public int facets(Scope scope, Query query) {
        return tally.count(scope, query.filter()).size();
    }

    /** What the database plans for the list query. */
    public String plan(Scope scope, Query query, int limit) {
        Where where = Where.of(scope, query.filter(), nearby.way(query.filter()));
        query.after().map(Cursor::parse).ifPresent(cursor -> where.after(Order.NEWEST, cursor));
        return String.join(
                "\n",
                sql.sql("explain (analyze, buffers) select e.* from evidence e" + where.text() + Order.NEWEST.clause()
                                + " limit " + (limit + 1))
                        .params(where.values())
                        .query(String.class)
                        .list());
    }

    /** A cursor so many rows into the newest-first order of all evidence. */
    public String deep(int rows) {
        return sql.sql("select sorted_at, id from evidence e" + Order.NEWEST.clause() + " offset ? limit 1")
                .param(rows)
                .query((row, i) -> new Cursor(
                                Originals.instant(row, "sorted_at").orElseThrow(), row.getObject("id", UUID.class))
                        .toString())
                .single();
    }

    /** The parameters of a list. */
    public record Query(
            Optional<String> q,
            Optional<String> camera,
            Optional<String> category,
            Optional<String> state,
            Optional<String> from,
            Optional<String> to,
            Optional<String> near,
            Optional<String> after) {
        Filter filter() {
            return new Asked(
                            q.orElse(null),
                            null,
                            camera.map(List::of).orElse(null),
                            category.map(List::of).orElse(null),
                            null,
                            state.map(List::of).orElse(null),
                            from.orElse(null),
                            to.orElse(null),
                            near.orElse(null))
                    .filter();
        }
    }
}
