package org.vidimus.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.ScopeCondition.Columns;

/** The people of the house. Rows are never deleted: the ledger names them. */
@Repository
public class People {
    private static final String SELECT = "select p.id, p.login, p.name, u.id as unit_id, u.name as unit_name, u.parent "
            + "from person p left join unit u on u.id = p.unit where p.left_at is null ";
    private static final Columns COLUMNS = Columns.of("p.id = :me", "p.unit");

    private final JdbcClient sql;
    private final Duties duties;
    private final Clock clock;

    People(JdbcClient sql, Duties duties, Clock clock) {
        this.sql = sql;
        this.duties = duties;
        this.clock = clock;
    }

    /** Empty when there is nobody of that id, or they have left. */
    public Optional<Person> find(PersonId id) {
        return one("and p.id = ?", id.value());
    }

    Optional<Person> byLogin(String login) {
        return one("and lower(p.login) = lower(?)", login);
    }

    private Optional<Person> one(String condition, Object value) {
        return withDuties(sql.sql(SELECT + condition)
                        .param(value)
                        .query(People::read)
                        .list())
                .stream()
                .findFirst();
    }

    /** By name. */
    List<Person> within(Scope scope) {
        ScopeCondition seen = ScopeCondition.of(scope, COLUMNS);
        return withDuties(sql.sql(SELECT + "and " + seen.text() + " order by p.name, p.id")
                .params(seen.values())
                .query(People::read)
                .list());
    }

    private List<Person> withDuties(List<Person> people) {
        Map<UUID, List<Duty>> held = duties.inForce(
                people.stream().map(person -> person.id().value()).toList());
        return people.stream()
                .map(person -> new Person(
                        person.id(),
                        person.login(),
                        person.name(),
                        person.unit(),
                        held.getOrDefault(person.id().value(), List.of())))
                .toList();
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
     * Adds somebody with the duties that they begin with. Joins the transaction.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.LoginTaken}
     */
    void add(Person person, String encodedPassword) {
        int added = sql.sql("insert into person (id, login, name, unit, password, made_at) values (?, ?, ?, ?, ?, ?) "
                        + "on conflict do nothing")
                .param(person.id().value())
                .param(person.login())
                .param(person.name())
                .param(person.unit().map(unit -> unit.id().value()).orElse(null))
                .param(encodedPassword)
                .param(now())
                .update();
        if (added == 0) {
            throw new AccessProblem.LoginTaken().refused();
        }
        person.unit().ifPresent(unit -> belongs(person.id(), unit));
        person.duties().forEach(duty -> duties.add(person.id(), duty));
    }

    /** Names somebody anew and moves them; where they belonged before stays known. Joins the transaction. */
    void change(PersonId id, String name, Optional<Unit> unit) {
        Optional<UnitId> before = find(id).flatMap(Person::unit).map(Unit::id);
        sql.sql("update person set name = ?, unit = ? where id = ?")
                .param(name)
                .param(unit.map(there -> there.id().value()).orElse(null))
                .param(id.value())
                .update();
        if (!before.equals(unit.map(Unit::id))) {
            sql.sql("update membership set until_at = ? where person = ? and until_at is null")
                    .param(now())
                    .param(id.value())
                    .update();
            unit.ifPresent(there -> belongs(id, there));
        }
    }

    private void belongs(PersonId id, Unit unit) {
        sql.sql("insert into membership (person, unit, from_at) values (?, ?, ?)")
                .param(id.value())
                .param(unit.id().value())
                .param(now())
                .update();
    }

    /** Somebody leaves: they sign in no more, and their tokens are dead from now on. Joins the transaction. */
    void leave(PersonId id) {
        sql.sql("update person set left_at = ? where id = ? and left_at is null")
                .param(now())
                .param(id.value())
                .update();
        sql.sql("update membership set until_at = ? where person = ? and until_at is null")
                .param(now())
                .param(id.value())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Person read(ResultSet row, int number) throws SQLException {
        return new Person(
                new PersonId(row.getObject("id", UUID.class)),
                row.getString("login"),
                row.getString("name"),
                Units.read(row),
                List.of());
    }
}
