package org.vidimus.server.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The people who are programs: they hold duties and own tokens like anybody, and sign in by no door. */
@Repository
class Services {
    private final JdbcClient sql;
    private final People people;

    Services(JdbcClient sql, People people) {
        this.sql = sql;
        this.people = people;
    }

    boolean isOne(PersonId id) {
        return sql.sql("select exists (select from person where id = ? and service)")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }

    /** Empty for a person of flesh and blood, and for nobody. */
    Optional<Person> find(PersonId id) {
        return isOne(id) ? people.find(id) : Optional.empty();
    }

    Set<PersonId> ids() {
        return sql.sql("select id from person where service").query(UUID.class).list().stream()
                .map(PersonId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** By name. */
    List<Person> all() {
        return sql
                .sql("select id from person where service and left_at is null order by name, id")
                .query(UUID.class)
                .list()
                .stream()
                .flatMap(id -> people.find(new PersonId(id)).stream())
                .toList();
    }

    /** Marks somebody who was just added, before anybody could sign in as them. Joins the transaction. */
    void mark(PersonId id) {
        sql.sql("update person set service = true, password = null where id = ?")
                .param(id.value())
                .update();
    }

    /** @throws org.vidimus.server.Refused with {@link AccessProblem.SignInRefused} for a service */
    void refuse(PersonId id) {
        if (isOne(id)) {
            throw new AccessProblem.SignInRefused().refused();
        }
    }
}
