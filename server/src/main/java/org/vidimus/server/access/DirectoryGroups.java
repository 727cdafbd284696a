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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.DirectoryPeople.Named;

/** Groups of a directory and who is in them, kept as the directory tells them. What they mean here is {@link GroupMeanings}. */
@Repository
class DirectoryGroups {
    private static final String SELECT =
            "select g.id, g.name, g.external_id, g.made_at, g.changed_at from directory_group g ";

    private final JdbcClient sql;
    private final Clock clock;

    DirectoryGroups(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    record Group(
            UUID id,
            String name,
            Optional<String> externalId,
            Instant madeAt,
            Instant changedAt,
            List<Named> members) {}

    Optional<Group> find(UUID id) {
        return sql.sql(SELECT + "where g.id = ?")
                .param(id)
                .query((row, _) -> read(row, members(Optional.of(id))))
                .optional();
    }

    /** By name. */
    List<Group> all() {
        Map<UUID, List<Named>> members = members(Optional.empty());
        return sql.sql(SELECT + "order by lower(g.name), g.id")
                .query((row, _) -> read(row, members))
                .list();
    }

    private Map<UUID, List<Named>> members(Optional<UUID> group) {
        Map<UUID, List<Named>> members = new HashMap<>();
        sql.sql("""
                        select m.directory_group, p.id, p.name from directory_member m join person p on p.id = m.person
                        where not p.gone_from_directory and (:every or m.directory_group = :group) order by p.name, p.id
                        """)
                .param("every", group.isEmpty())
                .param("group", group.orElse(new UUID(0, 0)))
                .query(row -> {
                    members.computeIfAbsent(row.getObject("directory_group", UUID.class), _ -> new ArrayList<>())
                            .add(new Named(row.getObject("id", UUID.class), row.getString("name")));
                });
        return members;
    }

    /** Names of the groups that somebody is in, by person; all people who are in any if none are named. */
    Map<PersonId, List<String>> namesOf(Collection<PersonId> people) {
        Map<PersonId, List<String>> names = new HashMap<>();
        sql.sql("""
                        select m.person, g.name from directory_member m join directory_group g on g.id = m.directory_group
                        where :every or m.person = any(:people) order by g.name
                        """)
                .param("every", people.isEmpty())
                .param("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .query(row -> {
                    names.computeIfAbsent(new PersonId(row.getObject("person", UUID.class)), _ -> new ArrayList<>())
                            .add(row.getString("name"));
                });
        return names;
    }

    boolean isTaken(String name, UUID but) {
        return sql.sql("select exists (select from directory_group where lower(name) = lower(?) and id <> ?)")
                .param(name)
                .param(but)
                .query(Boolean.class)
                .single();
    }

    /** Keeps it as it is until the transaction that this joins has ended. */
    void lock(UUID id) {
        sql.sql("select 1 from directory_group where id = ? for update")
                .param(id)
                .query(row -> {});
    }

    /** Makes it, or says anew what it is called. Joins the transaction. */
    void put(UUID id, String name, Optional<String> externalId) {
        sql.sql("""
                        insert into directory_group (id, name, external_id, made_at, changed_at) values (:id, :name, :external, :now, :now)
                        on conflict (id) do update set name = :name, external_id = :external, changed_at = :now
                        """)
                .param("id", id)
                .param("name", name)
                .param("external", externalId.orElse(null), java.sql.Types.VARCHAR)
                .param("now", now())
                .update();
    }

    /** Joins the transaction. */
    void enter(UUID id, Set<UUID> people) {
        sql.sql("insert into directory_member (directory_group, person) select ?, unnest(?) on conflict do nothing")
                .param(id)
                .param(people.toArray(UUID[]::new))
                .update();
    }

    /** Joins the transaction. */
    void leave(UUID id, Set<UUID> people) {
        sql.sql("delete from directory_member where directory_group = ? and person = any(?)")
                .param(id)
                .param(people.toArray(UUID[]::new))
                .update();
    }

    /** Somebody is in no group any more. Joins the transaction. */
    void leaveAll(PersonId person) {
        sql.sql("delete from directory_member where person = ?")
                .param(person.value())
                .update();
    }

    /** Joins the transaction. */
    void remove(UUID id) {
        sql.sql("delete from directory_group where id = ?").param(id).update();
    }

    /** Those of the ids that are people whom the directory knows. */
    Set<UUID> known(Set<UUID> ids) {
        return Set.copyOf(sql.sql("select id from person where id = any(?) and not gone_from_directory")
                .param(ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Group read(ResultSet row, Map<UUID, List<Named>> members) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Group(
                id,
                row.getString("name"),
                Optional.ofNullable(row.getString("external_id")),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                members.getOrDefault(id, List.of()));
    }
}
