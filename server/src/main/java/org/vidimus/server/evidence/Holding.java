package org.vidimus.server.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.Level;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Categories.Category;

/**
 * How closely evidence is held. What was made from it shows the same, so it is never held less closely by what is done to its parent;
 * what somebody holds more closely stays so.
 */
@Repository
class Holding {
    /** They are subjects of one passage, beside their parent. */
    private static final int MOST_FOLLOWING = 399;

    private final JdbcClient sql;

    Holding(JdbcClient sql) {
        this.sql = sql;
    }

    /** What was made from it and is held as it is, and so will be held less closely with it. Each is to be asked about. */
    List<EvidenceId> following(EvidenceId id, Level to) {
        return sql.sql("select e.id from derived_from d join evidence e on e.id = d.evidence "
                        + "join evidence p on p.id = d.parent where d.parent = :id and e.level = p.level "
                        + "and e.level = any(:closer) order by e.id limit " + MOST_FOLLOWING)
                .param("id", id.value())
                .param("closer", names(level -> level.compareTo(to) > 0))
                .query((row, _) -> new EvidenceId(row.getObject("id", UUID.class)))
                .list();
    }

    /**
     * Holds it as closely as what is filed under the category is held at least, and says so. Joins the transaction, which has locked it.
     */
    void filed(EvidenceId id, Category category, Outcome outcome) {
        if (category.level() == null) {
            return;
        }
        Level before = level(id);
        List<EvidenceId> raised = raise(id, category.level());
        raised.forEach(each -> outcome.about(Subject.evidence(each.value())));
        if (raised.contains(id)) {
            outcome.note("level-before", before.name())
                    .note("level", category.level().name());
        }
    }

    private Level level(EvidenceId id) {
        return Level.valueOf(sql.sql("select level from evidence where id = ?")
                .param(id.value())
                .query(String.class)
                .single());
    }

    /** @param changed itself or what was made from it, as far as the level of each is another now */
    record Held(Level before, List<EvidenceId> changed) {}

    /** Joins the transaction, which has locked it. Those that follow do so only if they are still held as it is. */
    Held hold(EvidenceId id, Level level, List<EvidenceId> following) {
        Level before = level(id);
        return new Held(before, level.compareTo(before) < 0 ? lower(id, before, level, following) : raise(id, level));
    }

    private List<EvidenceId> lower(EvidenceId id, Level before, Level level, List<EvidenceId> following) {
        return sql.sql("update evidence set level = :level where id = any(:ids) and level = :before returning id")
                .param("level", level.name())
                .param("before", before.name())
                .param(
                        "ids",
                        Stream.concat(Stream.of(id), following.stream())
                                .map(EvidenceId::value)
                                .toArray(UUID[]::new))
                .query((row, _) -> new EvidenceId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Holds it and all that was made from it at least that closely. Joins the transaction. @return those that were not yet */
    List<EvidenceId> raise(EvidenceId id, Level least) {
        return sql.sql("""
                        with recursive its as (
                            select cast(:id as uuid) as evidence
                            union select d.evidence from derived_from d join its on d.parent = its.evidence)
                        update evidence set level = :level
                        where id in (select evidence from its) and level = any(:lower) returning id
                        """)
                .param("id", id.value())
                .param("level", least.name())
                .param("lower", names(level -> level.compareTo(least) < 0))
                .query((row, _) -> new EvidenceId(row.getObject("id", UUID.class)))
                .list();
    }

    private static String[] names(Predicate<Level> which) {
        return Arrays.stream(Level.values()).filter(which).map(Level::name).toArray(String[]::new);
    }
}
