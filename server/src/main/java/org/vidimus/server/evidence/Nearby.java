package org.vidimus.server.evidence;

import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.evidence.Filter.Near;

/**
 * How to look for a place. The database cannot estimate how many trails cross a square, so we count them, up to a limit: few are
 * best found from the place's index and then sorted; where there are many, a page is soon full walking down the list.
 */
@Repository
class Nearby {
    static final String SQUARE = "box(point(:x - :r, :y - :r), point(:x + :r, :y + :r))";
    static final String CLOSE = "t.area && " + SQUARE + " and t.trail <-> point(:x, :y) <= :r";

    private static final int FEW = 2_000;

    private final JdbcClient sql;

    Nearby(DataSource source) {
        this.sql = FreshPlans.over(source);
    }

    /** Which index leads. */
    enum Way {
        FROM_THE_PLACE,
        DOWN_THE_LIST
    }

    Way way(Filter filter) {
        if (filter.near().isEmpty()) {
            return Way.DOWN_THE_LIST;
        }
        int there = sql.sql("select count(*) from (select 1 from evidence_trail t where t.area && " + SQUARE + " limit "
                        + (FEW + 1) + ") counted")
                .params(values(filter.near().get()))
                .query(Integer.class)
                .single();
        return there <= FEW ? Way.FROM_THE_PLACE : Way.DOWN_THE_LIST;
    }

    static Map<String, Double> values(Near near) {
        return Map.of(
                "x", near.centre().eastMetres(),
                "y", near.centre().northMetres(),
                "r", near.metres() * near.centre().stretch());
    }
}
