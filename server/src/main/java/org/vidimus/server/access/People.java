package org.vidimus.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.custody.Caller;

/** The people of the house. Rows are never deleted: the ledger names them. */
@Repository
public class People {
    private static final String SELECT = "select p.id, p.login, p.name, p.role, u.id as unit_id, u.name as unit_name "
            + "from person p left join unit u on u.id = p.unit where p.left_at is null ";

    private final JdbcClient sql;
    private final Clock clock;

    People(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Empty when there is nobody of that id, or they have left. */
    public Optional<Person> find(PersonId id) {
        return sql.sql(SELECT + "and p.id = ?")
                .param(id.value())
                .query(People::read)
                .optional();
    }

    Optional<Person> byLogin(String login) {
        return sql.sql(SELECT + "and lower(p.login) = lower(?)")
                .param(login)
                .query(People::read)
                .optional();
    }

    List<Person> within(Scope scope) {
        return switch (scope) {
            case Scope.All() ->
                sql.sql(SELECT + "order by p.name, p.id").query(People::read).list();
            case Scope.Unit(UnitId unit) ->
                sql.sql(SELECT + "and p.unit = ? order by p.name, p.id")
                        .param(unit.value())
                        .query(People::read)
                        .list();
            case Scope.Own(PersonId own) -> find(own).stream().toList();
            case Scope.Nothing() -> List.of();
        };
    }

    boolean any() {
        return sql.sql("select exists (select from person)")
                .query(Boolean.class)
                .single();
    }

    Optional<String> passwordOf(PersonId id) {
        return sql.sql("select password from person where id = ? and password is not null")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    /**
     * Joins the transaction.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.LoginTaken}
     */
    void add(Person person, String encodedPassword) {
        int added = sql.sql("insert into person (id, login, name, role, unit, password, made_at) "
                        + "values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                .param(person.id().value())
                .param(person.login())
                .param(person.name())
                .param(person.role().name())
                .param(person.unit().map(unit -> unit.id().value()).orElse(null))
                .param(encodedPassword)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (added == 0) {
            throw new AccessProblem.LoginTaken().refused();
        }
    }

    private static Person read(ResultSet row, int number) throws SQLException {
        UUID unit = row.getObject("unit_id", UUID.class);
        return new Person(
                new PersonId(row.getObject("id", UUID.class)),
                row.getString("login"),
                row.getString("name"),
                Caller.Role.valueOf(row.getString("role")),
                unit == null ? Optional.empty() : Optional.of(new Unit(new UnitId(unit), row.getString("unit_name"))));
    }
}
