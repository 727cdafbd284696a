package org.vidimus.server.access;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.openid.Provider;
import org.vidimus.server.custody.Action;

/**
 * Who could release a lock, and get in to do it. A lock holds only while there is somebody: else whoever knows the logins of all
 * administrators could close the house to everybody.
 */
@Repository
class Releasers {
    private static final String IN_FORCE = "d.from_at <= :now and (d.until_at is null or d.until_at > :now)";

    private final JdbcClient sql;
    private final RoleBook roles;
    private final Provider provider;
    private final Clock clock;

    Releasers(JdbcClient sql, RoleBook roles, Provider provider, Clock clock) {
        this.sql = sql;
        this.roles = roles;
        this.provider = provider;
        this.clock = clock;
    }

    /** Whether somebody else may release anybody's lock and has a way in that guesses have not closed. */
    boolean besides(PersonId person) {
        return sql.sql("select exists (select from duty d join person p on p.id = d.person and p.left_at is null "
                        + "where d.role = any(:roles) and " + IN_FORCE + " and p.id <> :person "
                        + "and not exists (select from sign_in_lock l where l.person = p.id and l.locked_by is not null) and ("
                        + "exists (select from passkey k where k.person = p.id) "
                        + "or (:openid and exists (select from openid_link o where o.person = p.id and o.closed_at is null)) "
                        + "or (p.password <> '' and not exists "
                        + "(select from sign_in_lock l where l.person = p.id and l.locked_at is not null))))")
                .param("roles", entitled())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("person", person.value())
                .param("openid", provider.name().isPresent())
                .query(Boolean.class)
                .single();
    }

    /** The roles in use that reach everybody. */
    private String[] entitled() {
        return sql
                .sql("select distinct d.role from duty d where " + IN_FORCE)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list()
                .stream()
                .filter(role -> roles.rights(role, Action.PERSON_RELEASE).stream()
                        .anyMatch(right -> right.reach() == Reach.ALL))
                .toArray(String[]::new);
    }
}
