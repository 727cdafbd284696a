package org.vidimus.server.access;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who a subject of the provider is in this house, and which values the directory gave them when they last came. A recovery closes a
 * link: the subject is that person still, and comes in no more until an administrator links them anew.
 */
@Repository
class OpenIdLinks {
    private final JdbcClient sql;
    private final Clock clock;

    OpenIdLinks(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    record Link(String subject, PersonId person, String name, List<String> values) {}

    /** @param open whether it lets them in */
    record Held(PersonId person, boolean open) {}

    Optional<Held> of(String issuer, String subject) {
        return sql.sql("select person, closed_at is null as open from openid_link where issuer = ? and subject = ?")
                .param(issuer)
                .param(subject)
                .query((row, _) -> new Held(new PersonId(row.getObject("person", UUID.class)), row.getBoolean("open")))
                .optional();
    }

    /** By an open link or a closed one: no other subject becomes this person by itself. */
    boolean isLinked(String issuer, PersonId person) {
        return sql.sql("select exists (select from openid_link where issuer = ? and person = ?)")
                .param(issuer)
                .param(person.value())
                .query(Boolean.class)
                .single();
    }

    boolean isOpen(String issuer, PersonId person) {
        return sql.sql("select exists (select from openid_link where issuer = ? and person = ? and closed_at is null)")
                .param(issuer)
                .param(person.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether they sign in by any provider. */
    boolean any(PersonId person) {
        return sql.sql("select exists (select from openid_link where person = ? and closed_at is null)")
                .param(person.value())
                .query(Boolean.class)
                .single();
    }

    /** The open ones of those who have not left, by name. */
    List<Link> all(String issuer) {
        return sql.sql("select l.subject, l.person, p.name, l.claims from openid_link l "
                        + "join person p on p.id = l.person and p.left_at is null "
                        + "where l.issuer = ? and l.closed_at is null order by p.name, p.id")
                .param(issuer)
                .query((row, _) -> new Link(
                        row.getString("subject"),
                        new PersonId(row.getObject("person", UUID.class)),
                        row.getString("name"),
                        List.of((String[]) row.getArray("claims").getArray())))
                .list();
    }

    /** Links the person to this subject and to no other, and opens it. Joins the transaction. */
    void link(String issuer, String subject, PersonId person) {
        sql.sql("delete from openid_link where issuer = ? and person = ?")
                .param(issuer)
                .param(person.value())
                .update();
        sql.sql(
                        "insert into openid_link (issuer, subject, person, claims, linked_at, seen_at) "
                                + "values (:issuer, :subject, :person, '{}', :now, :now) "
                                + "on conflict (issuer, subject) do update set person = :person, linked_at = :now, closed_at = null")
                .param("issuer", issuer)
                .param("subject", subject)
                .param("person", person.value())
                .param("now", now())
                .update();
    }

    /** One that is closed stays so. Joins the transaction. */
    void unlink(String issuer, PersonId person) {
        sql.sql("delete from openid_link where issuer = ? and person = ? and closed_at is null")
                .param(issuer)
                .param(person.value())
                .update();
    }

    /** Closes those of every provider. Joins the transaction. @return whether there were any */
    boolean close(PersonId person) {
        return sql.sql("update openid_link set closed_at = ? where person = ? and closed_at is null")
                        .param(now())
                        .param(person.value())
                        .update()
                > 0;
    }

    /** Joins the transaction. */
    void unlinkAll(PersonId person) {
        sql.sql("delete from openid_link where person = ?")
                .param(person.value())
                .update();
    }

    /** Joins the transaction. */
    void seen(String issuer, String subject, List<String> values) {
        sql.sql("update openid_link set claims = ?, seen_at = ? where issuer = ? and subject = ?")
                .param(values.toArray(String[]::new))
                .param(now())
                .param(issuer)
                .param(subject)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
