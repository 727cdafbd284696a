package org.vidimus.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The units of the house. */
@Repository
public class Units implements UnitTree {
    private static final String SELECT = "select u.id as unit_id, u.name as unit_name, u.parent from unit u ";

    private final JdbcClient sql;
    private final Clock clock;
    private final Remembered<Map<UnitId, Set<UnitId>>> below;

    Units(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        this.below = new Remembered<>(clock, () -> tree(all()));
    }

    public Optional<Unit> find(UnitId id) {
        return sql.sql(SELECT + "where u.id = ?")
                .param(id.value())
                .query((row, _) -> read(row).orElseThrow())
                .optional();
    }

    Optional<Unit> named(String name) {
        return sql.sql(SELECT + "where u.name = ?")
                .param(name)
                .query((row, _) -> read(row).orElseThrow())
                .optional();
    }

    /** By name. */
    List<Unit> all() {
        return sql.sql(SELECT + "order by u.name")
                .query((row, _) -> read(row).orElseThrow())
                .list();
    }

    @Override
    public Set<UnitId> withAllBelow(UnitId unit) {
        return below.get().getOrDefault(unit, Set.of(unit));
    }

    private static Map<UnitId, Set<UnitId>> tree(List<Unit> units) {
        Map<UnitId, Set<UnitId>> below = new HashMap<>();
        for (Unit unit : units) {
            Set<UnitId> all = new HashSet<>();
            Deque<UnitId> next = new ArrayDeque<>(List.of(unit.id()));
            while (!next.isEmpty()) {
                UnitId here = next.remove();
                if (all.add(here)) {
                    units.stream()
                            .filter(each -> each.parent().equals(Optional.of(here)))
                            .map(Unit::id)
                            .forEach(next::add);
                }
            }
            below.put(unit.id(), Set.copyOf(all));
        }
        return Map.copyOf(below);
    }

    /**
     * Joins the transaction.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.UnitTaken}
     */
    void add(Unit unit) {
        int added = sql.sql("insert into unit (id, name, parent, made_at) values (?, ?, ?, ?) on conflict do nothing")
                .param(unit.id().value())
                .param(unit.name())
                .param(unit.parent().map(UnitId::value).orElse(null))
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (added == 0) {
            throw new AccessProblem.UnitTaken().refused();
        }
        below.forgetAfterCommit();
    }

    /**
     * Names it anew and moves it. Joins the transaction.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.UnitTaken}, or {@link AccessProblem.Unfit} where it would lie
     *     within itself
     */
    void change(Unit unit) {
        // Two moves at once could make a circle that neither makes alone.
        sql.sql("lock table unit in share row exclusive mode").update();
        if (unit.parent()
                .filter(parent -> tree(all()).getOrDefault(unit.id(), Set.of()).contains(parent))
                .isPresent()) {
            throw new AccessProblem.Unfit("parent", "lies within the unit itself").refused();
        }
        boolean taken = named(unit.name())
                .filter(there -> !there.id().equals(unit.id()))
                .isPresent();
        if (taken) {
            throw new AccessProblem.UnitTaken().refused();
        }
        sql.sql("update unit set name = ?, parent = ? where id = ?")
                .param(unit.name())
                .param(unit.parent().map(UnitId::value).orElse(null))
                .param(unit.id().value())
                .update();
        below.forgetAfterCommit();
    }

    /** From columns {@code unit_id}, {@code unit_name} and {@code parent}. */
    static Optional<Unit> read(ResultSet row) throws SQLException {
        UUID id = row.getObject("unit_id", UUID.class);
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(new Unit(
                new UnitId(id),
                row.getString("unit_name"),
                Optional.ofNullable(row.getObject("parent", UUID.class)).map(UnitId::new)));
    }
}
