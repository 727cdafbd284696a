package org.vidimus.server.access;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.custody.Action;

/** Every role: those that come with the program, and those of the house's own making. */
@Repository
class Roles implements RoleBook {
    private final JdbcClient sql;
    private final Clock clock;
    private final Remembered<Map<String, OwnRole>> own;

    /** A role of the house's own making. */
    record OwnRole(String code, String name, List<Right> rights) {
        OwnRole {
            rights = List.copyOf(rights);
        }
    }

    Roles(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        this.own = new Remembered<>(clock, this::load);
    }

    @Override
    public List<Right> rights(String role, Action action) {
        if (StandardRoles.all().containsKey(role)) {
            return StandardRoles.rights(role, action);
        }
        return rights(role).stream().filter(right -> right.action() == action).toList();
    }

    /** All rights of a role of either kind; none of one that there is not. */
    List<Right> rights(String role) {
        Map<Action, List<Right>> standard = StandardRoles.all().get(role);
        if (standard != null) {
            return standard.values().stream().flatMap(List::stream).toList();
        }
        return Optional.ofNullable(own().get(role)).map(OwnRole::rights).orElse(List.of());
    }

    boolean exists(String code) {
        return StandardRoles.all().containsKey(code) || own().containsKey(code);
    }

    /** By code. */
    Map<String, OwnRole> own() {
        return own.get();
    }

    private Map<String, OwnRole> load() {
        Map<String, List<Right>> rights = new HashMap<>();
        sql.sql("select role, action, reach, up_to from own_role_right order by role, action, reach")
                .query(row -> {
                    // An action that this version no longer knows opens nothing.
                    action(row.getString("action")).ifPresent(action -> {
                        try {
                            rights.computeIfAbsent(row.getString("role"), _ -> new ArrayList<>())
                                    .add(new Right(
                                            action,
                                            Reach.valueOf(row.getString("reach")),
                                            Level.valueOf(row.getString("up_to"))));
                        } catch (java.sql.SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    });
                });
        Map<String, OwnRole> roles = new LinkedHashMap<>();
        sql.sql("select code, name from own_role order by name, code").query(row -> {
            String code = row.getString("code");
            roles.put(code, new OwnRole(code, row.getString("name"), rights.getOrDefault(code, List.of())));
        });
        return roles;
    }

    static Optional<Action> action(String code) {
        return Stream.of(Action.values())
                .filter(action -> action.code().equals(code))
                .findFirst();
    }

    /** Makes it, or puts it in the place of what it was. Joins the transaction. */
    void put(OwnRole role) {
        sql.sql(
                        "insert into own_role (code, name, made_at) values (?, ?, ?) on conflict (code) do update set name = excluded.name")
                .param(role.code())
                .param(role.name())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        sql.sql("delete from own_role_right where role = ?").param(role.code()).update();
        for (Right right : role.rights()) {
            sql.sql("insert into own_role_right (role, action, reach, up_to) values (?, ?, ?, ?)")
                    .param(role.code())
                    .param(right.action().code())
                    .param(right.reach().name())
                    .param(right.upTo().name())
                    .update();
        }
        own.forgetAfterCommit();
    }

    /** Joins the transaction. */
    void remove(String code) {
        sql.sql("delete from own_role where code = ?").param(code).update();
        own.forgetAfterCommit();
    }
}
