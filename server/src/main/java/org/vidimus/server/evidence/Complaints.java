package org.vidimus.server.evidence;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Detail.Complaint;

/** Which complaints concern a piece of evidence, and about whom they are: those people decide nothing about it. */
@Repository
class Complaints {
    private final JdbcClient sql;
    private final Gate gate;
    private final Names names;
    private final Clock clock;

    Complaints(JdbcClient sql, Gate gate, Names names, Clock clock) {
        this.sql = sql;
        this.gate = gate;
        this.names = names;
        this.clock = clock;
    }

    /** The oldest first; those that concern what it was made from concern it as well. */
    List<Complaint> about(EvidenceId id) {
        record Line(PersonId person, String reference, boolean ofParent) {}
        List<Line> lines = sql.sql("select person, reference, evidence <> :id as of_parent from evidence_complaint "
                        + "where evidence = :id or evidence = (select parent from derived_from where evidence = :id) "
                        + "order by at")
                .param("id", id.value())
                .query((row, _) -> new Line(
                        new PersonId(row.getObject("person", UUID.class)),
                        row.getString("reference"),
                        row.getBoolean("of_parent")))
                .list();
        Map<PersonId, String> known =
                names.people(lines.stream().map(Line::person).toList());
        return lines.stream()
                .map(line -> new Complaint(
                        new Card.Named(
                                line.person().value(),
                                known.getOrDefault(line.person(), line.person().toString())),
                        line.reference(),
                        line.ofParent()))
                .toList();
    }

    /** Notes that a complaint about somebody concerns the evidence. */
    void add(Caller caller, EvidenceId id, PersonId about, String reference) {
        if (names.people(List.of(about)).isEmpty()) {
            throw new EvidenceProblem.NotUnderstood("person", "the id of a person of this house", about.toString())
                    .refused();
        }
        gate.change(
                Passage.of(caller, Action.EVIDENCE_COMPLAIN, Subject.evidence(id.value()))
                        .because(Optional.of(reference)),
                outcome -> {
                    sql.sql(
                                    "insert into evidence_complaint (evidence, person, reference, made_by, at) values (?, ?, ?, ?, ?) "
                                            + "on conflict (evidence, person) do update set reference = excluded.reference")
                            .param(id.value())
                            .param(about.value())
                            .param(reference)
                            .param(caller.id())
                            .param(Originals.time(clock.instant()))
                            .update();
                    return outcome.note("about", about.toString()).note("complaint", reference);
                });
    }

    /** The complaint is settled. */
    void end(Caller caller, EvidenceId id, PersonId about) {
        gate.change(Passage.of(caller, Action.EVIDENCE_COMPLAIN, Subject.evidence(id.value())), outcome -> {
            sql.sql("delete from evidence_complaint where evidence = ? and person = ?")
                    .params(id.value(), about.value())
                    .update();
            return outcome.note("about", about.toString()).note("complaint", "settled");
        });
    }
}
