package org.vidimus.server.evidence;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.Permissions;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/**
 * Says whose footage it is, where no hand-out does or the hand-out was wrong. Who may watch it as theirs, and who is told who opened
 * it, follows from then on. Whose it was until then is still told who opened it before.
 */
@Service
class Assigning {
    private final Gate gate;
    private final JdbcClient sql;
    private final Evidences evidences;
    private final Sums sums;
    private final Permissions permissions;
    private final Names names;
    private final Clock clock;

    Assigning(
            Gate gate,
            JdbcClient sql,
            Evidences evidences,
            Sums sums,
            Permissions permissions,
            Names names,
            Clock clock) {
        this.gate = gate;
        this.sql = sql;
        this.evidences = evidences;
        this.sums = sums;
        this.permissions = permissions;
        this.names = names;
        this.clock = clock;
    }

    /** @return the wearer by name */
    Card.Named assign(Caller caller, EvidenceId id, PersonId person, String reason) {
        Passage passage = new Passage(
                caller,
                Action.EVIDENCE_ASSIGN,
                List.of(Subject.evidence(id.value())),
                Optional.of(reason),
                Map.of("wearer", person.toString()));
        return gate.change(passage, outcome -> {
            // Behind the gate: who is a person of this house is told only to those who may see them anyway.
            String name = permissions
                    .factsOf(Subject.person(person.value()))
                    .filter(facts -> permissions.allows(caller, Action.PERSON_LIST, facts))
                    .flatMap(_ ->
                            Optional.ofNullable(names.people(List.of(person)).get(person)))
                    .orElseThrow(() -> new EvidenceProblem.NotUnderstood(
                                    "person", "the id of a person within your reach", person.toString())
                            .refused());
            Optional<PersonId> before = evidences.lock(id).wearer().filter(wearer -> !wearer.equals(person));
            if (before.isPresent() && caller.person().equals(Optional.of(person.value()))) {
                throw new EvidenceProblem.OwnMatter().refused();
            }
            Optional<UnitId> unit =
                    permissions.factsOf(Subject.person(person.value())).flatMap(org.vidimus.server.access.Facts::unit);
            // A camera of no unit leaves its footage without one: then it is the wearer's.
            sql.sql("update evidence set wearer = :wearer, unit = coalesce(unit, :unit) where id = :id")
                    .param("wearer", person.value())
                    .param("unit", unit.map(UnitId::value).orElse(null), java.sql.Types.OTHER)
                    .param("id", id.value())
                    .update();
            sums.refresh(id);
            before.ifPresent(wearer -> keep(id, wearer, outcome.attempt().orElseThrow()));
            before.ifPresent(wearer -> outcome.about(Subject.person(wearer.value())));
            outcome.about(Subject.person(person.value()))
                    .note("wearer-before", before.map(PersonId::toString).orElse(""))
                    .note("wearer", person.toString());
            // Commit point: whose it is, what finds it and the entry that says why are durable together.
            return new Card.Named(person.value(), name);
        });
    }

    private void keep(EvidenceId id, PersonId wearer, UUID attempt) {
        sql.sql("insert into evidence_wearer_before (evidence, person, until_at, attempt) values (?, ?, ?, ?)")
                .params(id.value(), wearer.value(), Originals.time(clock.instant()), attempt)
                .update();
    }
}
