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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who leads and who appraises whom, and when. Rows are never deleted: a relation ends. */
@Repository
class Relations implements Appraisals {
    private final JdbcClient sql;
    private final Clock clock;

    /** A page of a list asks for every row, and for each of several actions. */
    private final RememberedEach<PersonId, Set<PersonId>> appraised;

    Relations(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        this.appraised = new RememberedEach<>(clock, this::appraisedNow);
    }

    enum Kind {
        LINE_MANAGER,
        APPRAISER
    }

    /** @param superior who leads or appraises; {@code until} is the first moment at which they no longer did */
    record Relation(Kind kind, PersonId superior, String name, Instant from, Optional<Instant> until) {}

    @Override
    public Set<PersonId> appraisedBy(PersonId appraiser) {
        return appraised.get(appraiser);
    }

    /** For whoever changes whom they appraise by other means than these, within the transaction that does. */
    void forgetWhomTheyAppraise(PersonId appraiser) {
        appraised.forgetAfterCommit(appraiser);
    }

    private Set<PersonId> appraisedNow(PersonId appraiser) {
        return sql
                .sql("select person from relation where superior = ? and kind = 'APPRAISER' and until_at is null")
                .param(appraiser.value())
                .query((row, _) -> new PersonId(row.getObject("person", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those that hold now, by person. */
    Map<PersonId, List<Relation>> now(Collection<PersonId> people) {
        Map<PersonId, List<Relation>> relations = new HashMap<>();
        sql.sql("""
                        select r.person, r.kind, r.superior, s.name, r.from_at, r.until_at
                        from relation r join person s on s.id = r.superior
                        where r.person = any(?) and r.until_at is null order by r.kind desc, s.name, s.id
                        """)
                .param(people.stream().map(PersonId::value).toArray(UUID[]::new))
                .query(row -> {
                    relations
                            .computeIfAbsent(new PersonId(row.getObject("person", UUID.class)), _ -> new ArrayList<>())
                            .add(read(row));
                });
        return relations;
    }

    /** All that ever held for this person, the newest first. */
    List<Relation> ever(PersonId person) {
        return sql.sql("""
                        select r.kind, r.superior, s.name, r.from_at, r.until_at
                        from relation r join person s on s.id = r.superior
                        where r.person = ? order by r.from_at desc, s.name
                        """).param(person.value()).query((row, _) -> read(row)).list();
    }

    /**
     * Makes these the ones from now on; what holds already goes on, what is not among them ends. Joins the transaction.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.Unfit} for somebody who would lead or appraise themselves
     */
    void set(PersonId person, Kind kind, Set<PersonId> superiors) {
        if (superiors.contains(person)) {
            throw new AccessProblem.Unfit(
                            kind == Kind.APPRAISER ? "appraisers" : "lineManager", "nobody is above themselves")
                    .refused();
        }
        Set<PersonId> wanted = new HashSet<>(superiors);
        for (Relation held : now(List.of(person)).getOrDefault(person, List.of())) {
            if (held.kind() == kind && !wanted.remove(held.superior())) {
                end(person, kind, held.superior());
            }
        }
        wanted.forEach(superior -> begin(person, kind, superior));
    }

    private void begin(PersonId person, Kind kind, PersonId superior) {
        forgetWhomTheyAppraise(superior);
        sql.sql("insert into relation (id, person, superior, kind, from_at) values (?, ?, ?, ?, ?)")
                .param(UUID.randomUUID())
                .param(person.value())
                .param(superior.value())
                .param(kind.name())
                .param(now())
                .update();
    }

    private void end(PersonId person, Kind kind, PersonId superior) {
        forgetWhomTheyAppraise(superior);
        sql.sql("update relation set until_at = greatest(from_at, ?) "
                        + "where person = ? and kind = ? and superior = ? and until_at is null")
                .param(now())
                .param(person.value())
                .param(kind.name())
                .param(superior.value())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Relation read(ResultSet row) throws SQLException {
        return new Relation(
                Kind.valueOf(row.getString("kind")),
                new PersonId(row.getObject("superior", UUID.class)),
                row.getString("name"),
                row.getObject("from_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("until_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
