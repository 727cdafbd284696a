package org.vidimus.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.custody.Caller;

/** Who holds which role. Rows are never deleted: a duty ends. */
@Repository
class Duties {
    private static final String SELECT = """
            select d.id, d.person, d.role, d.from_at, d.until_at, u.id as unit_id, u.name as unit_name, u.parent
            from duty d left join unit u on u.id = d.unit
            """;

    private static final String IN_FORCE = "d.from_at <= :now and (d.until_at is null or d.until_at > :now)";

    private static final long LOCK = 0x5643_4d4d_4541_4e53L;

    private final JdbcClient sql;
    private final Clock clock;

    Duties(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Those in force now, by person, the oldest first. */
    Map<UUID, List<Duty>> inForce(Collection<UUID> people) {
        Map<UUID, List<Duty>> duties = new HashMap<>();
        sql.sql(SELECT + "where d.person = any(:people) and " + IN_FORCE + " order by d.from_at, d.id")
                .param("people", people.toArray(UUID[]::new))
                .param("now", now())
                .query(row -> {
                    duties.computeIfAbsent(row.getObject("person", UUID.class), _ -> new ArrayList<>())
                            .add(read(row));
                });
        return duties;
    }

    /** All of them, past and to come, the newest first. */
    List<Duty> ever(PersonId person) {
        return sql.sql(SELECT + "where d.person = :person order by d.from_at desc, d.id")
                .param("person", person.value())
                .query((row, _) -> read(row))
                .list();
    }

    /** Joins the transaction. */
    void add(PersonId person, Duty duty) {
        add(person, duty, Optional.empty());
    }

    /** @param group of a directory that brings the duty and ends it; none for one that was given by hand */
    void add(PersonId person, Duty duty, Optional<String> group) {
        sql.sql("insert into duty (id, person, role, unit, from_at, until_at, by_group) values (?, ?, ?, ?, ?, ?, ?)")
                .param(duty.id())
                .param(person.value())
                .param(duty.role())
                .param(duty.unit().map(unit -> unit.id().value()).orElse(null))
                .param(duty.from().atOffset(ZoneOffset.UTC))
                .param(duty.until().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .param(group.orElse(null))
                .update();
    }

    /** Ends it now, or where it would have begun later, at once. Joins the transaction. @return whether there was one to end */
    boolean end(PersonId person, UUID id) {
        return sql.sql("""
                        update duty set until_at = greatest(from_at, :now)
                        where id = :id and person = :person and (until_at is null or until_at > :now)
                        """)
                        .param("id", id)
                        .param("person", person.value())
                        .param("now", now())
                        .update()
                > 0;
    }

    /** Ends all that no group brought. Joins the transaction. @return how many */
    int endThoseByHand(PersonId person) {
        return sql.sql("update duty set until_at = greatest(from_at, :now) where person = :person and by_group is null "
                        + "and (until_at is null or until_at > :now)")
                .param("person", person.value())
                .param("now", now())
                .update();
    }

    /** Those in force that groups brought, by person and {@link GroupMeanings.Held#key()}. */
    Map<UUID, Map<String, Duty>> byGroup(Collection<PersonId> people) {
        Map<UUID, Map<String, Duty>> brought = new HashMap<>();
        sql.sql(SELECT.replace("d.until_at,", "d.until_at, d.by_group,") + "where d.person = any(:people) and "
                        + "d.by_group is not null and " + IN_FORCE)
                .param("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .param("now", now())
                .query(row -> {
                    Duty duty = read(row);
                    String key = new GroupMeanings.Held(duty.role(), duty.unit(), row.getString("by_group")).key();
                    brought.computeIfAbsent(row.getObject("person", UUID.class), _ -> new HashMap<>())
                            .put(key, duty);
                });
        return brought;
    }

    /** Those in force that groups brought. */
    Set<UUID> idsByGroup() {
        return Set.copyOf(sql.sql("select d.id from duty d where (d.by_group is not null "
                        + "or exists (select from openid_duty o where o.duty = d.id)) and " + IN_FORCE)
                .param("now", now())
                .query(UUID.class)
                .list());
    }

    /** Who holds something by a group now. */
    List<PersonId> broughtByGroups() {
        return sql.sql("select distinct d.person from duty d where d.by_group is not null and " + IN_FORCE)
                .param("now", now())
                .query((row, _) -> new PersonId(row.getObject("person", UUID.class)))
                .list();
    }

    /** How many people hold it now. */
    int holders(String role) {
        return sql.sql(
                        "select count(distinct d.person) from duty d join person p on p.id = d.person and p.left_at is null "
                                + "where d.role = :role and " + IN_FORCE)
                .param("role", role)
                .param("now", now())
                .query(Integer.class)
                .single();
    }

    /** From here to the end of the transaction nobody else ends what somebody must go on to hold. */
    void lock() {
        sql.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
    }

    /** @param id of the duty */
    record Lasting(UUID id, PersonId person) {}

    /** Duties of administrators that keep the house: of people who can sign in, for the whole house, without an end. */
    List<Lasting> lastingAdministrators() {
        return sql.sql("select d.id, d.person from duty d join person p on p.id = d.person and p.left_at is null "
                        + "and not p.service where d.role = :role and d.unit is null and d.from_at <= :now "
                        + "and d.until_at is null")
                .param("role", Caller.Role.ADMINISTRATOR.name())
                .param("now", now())
                .query((row, _) ->
                        new Lasting(row.getObject("id", UUID.class), new PersonId(row.getObject("person", UUID.class))))
                .list();
    }

    /** Whether an administrator's duty is among these and none that keeps the house is beside them. Joins the transaction. */
    boolean leavesNoAdministrator(Collection<Duty> ending) {
        Set<UUID> ended = ending.stream()
                .filter(duty -> duty.role().equals(Caller.Role.ADMINISTRATOR.name()))
                .map(Duty::id)
                .collect(Collectors.toSet());
        if (ended.isEmpty()) {
            return false;
        }
        lock();
        return lastingAdministrators().stream().map(Lasting::id).allMatch(ended::contains);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Duty read(ResultSet row) throws SQLException {
        return new Duty(
                row.getObject("id", UUID.class),
                row.getString("role"),
                Units.read(row),
                row.getObject("from_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("until_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    static Duty beginning(String role, Optional<Unit> unit, Instant from, Optional<Instant> until) {
        return new Duty(UUID.randomUUID(), role, unit, from, until);
    }
}
