package org.vidimus.server.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.vidimus.server.custody.Action;

/** Every role: those that come with the program, and those of the house's own making. */
@Repository
class Roles implements RoleBook {
    /** Another host may have changed a role; for so long we may not know it. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final JdbcClient sql;
    private final Clock clock;
    private volatile Known known = new Known(Instant.MIN, Map.of());

    private record Known(Instant until, Map<String, OwnRole> own) {}

    /** A role of the house's own making. */
    record OwnRole(String code, String name, List<Right> rights) {
        OwnRole {
            rights = List.copyOf(rights);
        }

        List<Right> rights(Action action) {
            return rights.stream().filter(right -> right.action() == action).toList();
        }
    }

    Roles(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public List<Right> rights(String role, Action action) {
        List<Right> standard = StandardRoles.rights(role, action);
        if (!standard.isEmpty() || StandardRoles.all().containsKey(role)) {
            return standard;
        }
        return Optional.ofNullable(own().get(role))
                .map(mine -> mine.rights(action))
                .orElse(List.of());
    }

    boolean exists(String code) {
        return StandardRoles.all().containsKey(code) || own().containsKey(code);
    }

    /** By code. */
    Map<String, OwnRole> own() {
        Known now = known;
        if (clock.instant().isAfter(now.until())) {
            now = new Known(clock.instant().plus(REMEMBERED), load());
            known = now;
        }
        return now.own();
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
        forgetAfterCommit();
    }

    /** Joins the transaction. */
    void remove(String code) {
        sql.sql("delete from own_role where code = ?").param(code).update();
        forgetAfterCommit();
    }

    private void forgetAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known = new Known(Instant.MIN, Map.of());
            }
        });
    }

    /** As {@link StandardRoles} has them, of a role of either kind. */
    Map<Action, List<Right>> all(String code) {
        if (StandardRoles.all().containsKey(code)) {
            return StandardRoles.all().get(code);
        }
        Map<Action, List<Right>> rights = new EnumMap<>(Action.class);
        Optional.ofNullable(own().get(code)).ifPresent(role -> role.rights()
                .forEach(right -> rights.computeIfAbsent(right.action(), _ -> new ArrayList<>())
                        .add(right)));
        return rights;
    }
}
