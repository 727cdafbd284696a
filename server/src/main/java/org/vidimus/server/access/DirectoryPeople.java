package org.vidimus.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** People as a directory knows them. Those whom it deleted are not there for it any more. */
@Repository
class DirectoryPeople {
    private static final String SELECT = """
            select p.id, p.login, p.name, p.given_name, p.family_name, p.external_id, p.staff_number, p.rank, p.email, p.left_at,
                p.made_at, p.changed_at, u.id as unit_id, u.name as unit_name, u.parent, r.superior, s.name as superior_name
            from person p left join unit u on u.id = p.unit
                left join relation r on r.person = p.id and r.kind = 'LINE_MANAGER' and r.until_at is null
                left join person s on s.id = r.superior
            where not p.gone_from_directory\s""";

    private final JdbcClient sql;

    DirectoryPeople(JdbcClient sql) {
        this.sql = sql;
    }

    record Named(UUID id, String name) {}

    record Entry(
            PersonId id,
            String login,
            String name,
            Optional<String> given,
            Optional<String> family,
            Optional<String> externalId,
            Particulars particulars,
            Presence presence,
            Instant madeAt,
            Instant changedAt,
            Optional<Unit> unit,
            Optional<Named> manager,
            List<Named> groups) {}

    Optional<Entry> find(PersonId id) {
        return sql.sql(SELECT + "and p.id = :id")
                .param("id", id.value())
                .query((row, _) -> read(row, groups(List.of(id.value()))))
                .optional();
    }

    Optional<Entry> byLogin(String login) {
        return sql.sql(SELECT + "and lower(p.login) = lower(:login)")
                .param("login", login)
                .query((row, _) -> read(row, groups(List.of(row.getObject("id", UUID.class)))))
                .optional();
    }

    /** In the order in which they came. */
    List<Entry> all() {
        Map<UUID, List<Named>> groups = groups();
        return sql.sql(SELECT + "order by p.made_at, p.id")
                .query((row, _) -> read(row, groups))
                .list();
    }

    int count() {
        return sql.sql("select count(*) from person where not gone_from_directory")
                .query(Integer.class)
                .single();
    }

    List<Entry> page(int offset, int limit) {
        List<UUID> ids = sql.sql("select id from person where not gone_from_directory order by made_at, id "
                        + "offset :offset limit :limit")
                .param("offset", offset)
                .param("limit", limit)
                .query(UUID.class)
                .list();
        Map<UUID, List<Named>> groups = groups(ids);
        return sql.sql(SELECT + "and p.id = any(:ids) order by p.made_at, p.id")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> read(row, groups))
                .list();
    }

    private Map<UUID, List<Named>> groups(List<UUID> people) {
        return grouped(sql.sql("""
                        select m.person, g.id, g.name from directory_member m join directory_group g on g.id = m.directory_group
                        where m.person = any(:people) order by g.name
                        """).param("people", people.toArray(UUID[]::new)));
    }

    private Map<UUID, List<Named>> groups() {
        return grouped(sql.sql("""
                        select m.person, g.id, g.name from directory_member m join directory_group g on g.id = m.directory_group
                        order by g.name
                        """));
    }

    private static Map<UUID, List<Named>> grouped(JdbcClient.StatementSpec statement) {
        Map<UUID, List<Named>> groups = new HashMap<>();
        statement.query(row -> {
            groups.computeIfAbsent(row.getObject("person", UUID.class), _ -> new ArrayList<>())
                    .add(new Named(row.getObject("id", UUID.class), row.getString("name")));
        });
        return groups;
    }

    /** Somebody whom the directory deleted. */
    record Gone(PersonId id, String login, Optional<String> externalId, Optional<String> staffNumber) {
        /** A login is given to others later, a staff number to nobody; where there is none the directory's own id tells. */
        boolean is(Optional<String> wantedExternalId, Optional<String> wantedStaffNumber) {
            return staffNumber.isPresent() && wantedStaffNumber.isPresent()
                    ? staffNumber.get().equalsIgnoreCase(wantedStaffNumber.get())
                    : externalId.isPresent() && externalId.equals(wantedExternalId);
        }

        /** What they are called once somebody else has their login. */
        String loginOfBefore() {
            String mark = "-" + id.value().toString().substring(0, 8);
            return login.substring(0, Math.min(login.length(), 100 - mark.length())) + mark;
        }
    }

    /** Whoever had this login when the directory deleted them. */
    Optional<Gone> goneWith(String login) {
        return sql.sql("select id, login, external_id, staff_number from person "
                        + "where gone_from_directory and lower(login) = lower(?)")
                .param(login)
                .query((row, _) -> new Gone(
                        new PersonId(row.getObject("id", UUID.class)),
                        row.getString("login"),
                        Optional.ofNullable(row.getString("external_id")),
                        Optional.ofNullable(row.getString("staff_number"))))
                .optional();
    }

    /** Joins the transaction. */
    void name(PersonId id, Optional<String> given, Optional<String> family, Optional<String> externalId) {
        sql.sql("update person set given_name = ?, family_name = ?, external_id = ? where id = ?")
                .param(given.orElse(null))
                .param(family.orElse(null))
                .param(externalId.orElse(null))
                .param(id.value())
                .update();
    }

    /** From now on there is nobody of this id for the directory; what it knew them by is kept. Joins the transaction. */
    void remove(PersonId id) {
        sql.sql("update person set gone_from_directory = true where id = ?")
                .param(id.value())
                .update();
    }

    /** For the directory there is somebody of this id again. Joins the transaction. */
    void bringBack(PersonId id) {
        sql.sql("update person set gone_from_directory = false where id = ?")
                .param(id.value())
                .update();
    }

    private static Entry read(ResultSet row, Map<UUID, List<Named>> groups) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID superior = row.getObject("superior", UUID.class);
        return new Entry(
                new PersonId(id),
                row.getString("login"),
                row.getString("name"),
                Optional.ofNullable(row.getString("given_name")),
                Optional.ofNullable(row.getString("family_name")),
                Optional.ofNullable(row.getString("external_id")),
                new Particulars(
                        Optional.ofNullable(row.getString("staff_number")),
                        Optional.ofNullable(row.getString("rank")),
                        Optional.ofNullable(row.getString("email"))),
                row.getObject("left_at") == null ? Presence.ACTIVE : Presence.INACTIVE,
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                Units.read(row),
                superior == null ? Optional.empty() : Optional.of(new Named(superior, row.getString("superior_name"))),
                groups.getOrDefault(id, List.of()));
    }
}
