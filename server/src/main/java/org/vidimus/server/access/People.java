package org.vidimus.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.ScopeCondition.Columns;

/** The people of the house. Rows are never deleted: the ledger names them. */
@Repository
public class People {
    private static final String SELECT = "select p.id, p.login, p.name, p.staff_number, p.rank, p.email, p.left_at, "
            + "u.id as unit_id, u.name as unit_name, u.parent from person p left join unit u on u.id = p.unit ";
    private static final String ACTIVE = "p.left_at is null ";
    private static final Columns COLUMNS = Columns.of("p.id = :me", "p.unit");

    private final JdbcClient sql;
    private final Duties duties;
    private final Memberships memberships;
    private final Clock clock;

    People(JdbcClient sql, Duties duties, Memberships memberships, Clock clock) {
        this.sql = sql;
        this.duties = duties;
        this.memberships = memberships;
        this.clock = clock;
    }

    /** Empty when there is nobody of that id, or they have left. */
    public Optional<Person> find(PersonId id) {
        return one("where " + ACTIVE + "and p.id = ?", id.value());
    }

    /** Also somebody who has left. */
    Optional<Person> findEver(PersonId id) {
        return one("where p.id = ?", id.value());
    }

    /** What is no login is nobody's, and does not reach the database. */
    Optional<Person> byLogin(String login) {
        return !Fitness.isLogin(login)
                ? Optional.empty()
                : one("where " + ACTIVE + "and lower(p.login) = lower(?)", login);
    }

    private Optional<Person> one(String condition, Object value) {
        return withDuties(sql.sql(SELECT + condition)
                        .param(value)
                        .query(People::read)
                        .list())
                .stream()
                .findFirst();
    }

    /** Those who are here, by name. */
    List<Person> within(Scope scope) {
        return within(scope, Set.of(Presence.ACTIVE));
    }

    /** By name. */
    List<Person> within(Scope scope, Set<Presence> wanted) {
        ScopeCondition seen = ScopeCondition.of(scope, COLUMNS);
        String present = wanted.size() == 1
                ? "p.left_at is " + (wanted.contains(Presence.ACTIVE) ? "null" : "not null")
                : "true";
        return withDuties(sql.sql(SELECT + "where " + present + " and " + seen.text() + " order by p.name, p.id")
                .params(seen.values())
                .query(People::read)
                .list());
    }

    private List<Person> withDuties(List<Person> people) {
        Map<UUID, List<Duty>> held = duties.inForce(
                people.stream().map(person -> person.id().value()).toList());
        return people.stream()
                .map(person -> person.with(held.getOrDefault(person.id().value(), List.of())))
                .toList();
    }

    boolean any() {
        return sql.sql("select exists (select from person)")
                .query(Boolean.class)
                .single();
    }

    /** Empty for none, which is null, or what matches nothing. */
    Optional<String> passwordOf(PersonId id) {
        return sql.sql("select password from person where id = ? and password <> ''")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    /** Joins the transaction. */
    void setPassword(PersonId id, @Nullable String encoded) {
        sql.sql("update person set password = ? where id = ?")
                .param(encoded)
                .param(id.value())
                .update();
    }

    /** Who never chose a way to sign in, or has none any more. */
    Set<PersonId> withoutWayIn() {
        return sql
                .sql("select p.id from person p where p.password is null and p.left_at is null "
                        + "and not exists (select from passkey k where k.person = p.id) "
                        + "and not exists (select from openid_link o where o.person = p.id and o.closed_at is null)")
                .query(UUID.class)
                .list()
                .stream()
                .map(PersonId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Adds somebody with the duties that they begin with. Joins the transaction.
     *
     * @param encodedPassword null for somebody who is to choose one by a link
     * @throws org.vidimus.server.Refused with {@link AccessProblem.LoginTaken}
     */
    void add(Person person, @Nullable String encodedPassword) {
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
        person.unit().ifPresent(unit -> memberships.move(person.id(), Optional.of(unit.id())));
        person.duties().forEach(duty -> duties.add(person.id(), duty));
        describe(person.id(), person.particulars());
    }

    /** Keeps somebody as they are until the transaction that this joins has ended. */
    void lock(PersonId id) {
        sql.sql("select 1 from person where id = ? for update")
                .param(id.value())
                .query(row -> {});
    }

    /** Names somebody anew and moves them; where they belonged before stays known. Joins the transaction. */
    void change(PersonId id, String name, Optional<Unit> unit) {
        Optional<Person> before = findEver(id);
        sql.sql("update person set name = ?, unit = ?, changed_at = ? where id = ?")
                .param(name)
                .param(unit.map(there -> there.id().value()).orElse(null))
                .param(now())
                .param(id.value())
                .update();
        boolean moved = !before.flatMap(Person::unit).map(Unit::id).equals(unit.map(Unit::id));
        if (moved && before.filter(Person::active).isPresent()) {
            memberships.move(id, unit.map(Unit::id));
        }
    }

    /**
     * Joins the transaction.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.StaffNumberTaken}
     */
    void describe(PersonId id, Particulars particulars) {
        Optional<String> number = particulars.staffNumber();
        boolean taken = number.isPresent()
                && sql.sql("select exists (select from person where lower(staff_number) = lower(?) and id <> ?)")
                        .param(number.get())
                        .param(id.value())
                        .query(Boolean.class)
                        .single();
        if (taken) {
            throw new AccessProblem.StaffNumberTaken().refused();
        }
        sql.sql("update person set staff_number = ?, rank = ?, email = ?, changed_at = ? where id = ?")
                .param(number.orElse(null))
                .param(particulars.rank().orElse(null))
                .param(particulars.email().orElse(null))
                .param(now())
                .param(id.value())
                .update();
    }

    /**
     * Gives somebody another login. Joins the transaction.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.LoginTaken}
     */
    void rename(PersonId id, String login) {
        boolean taken = sql.sql("select exists (select from person where lower(login) = lower(?) and id <> ?)")
                .param(login)
                .param(id.value())
                .query(Boolean.class)
                .single();
        if (taken) {
            throw new AccessProblem.LoginTaken().refused();
        }
        sql.sql("update person set login = ?, changed_at = ? where id = ?")
                .param(login)
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
                List.of(),
                new Particulars(
                        Optional.ofNullable(row.getString("staff_number")),
                        Optional.ofNullable(row.getString("rank")),
                        Optional.ofNullable(row.getString("email"))),
                row.getObject("left_at") == null ? Presence.ACTIVE : Presence.INACTIVE);
    }
}
