package org.vidimus.server.evidence;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Level;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Viewers;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** How closely evidence is held, who is named for it, and who can see it by that. */
@Service
class Entrusting {
    private static final int REASON_LONGEST = 500;

    private final Gate gate;
    private final JdbcClient sql;
    private final Evidences evidences;
    private final Viewers viewers;
    private final Names names;
    private final SettingApart apart;
    private final Holding holding;
    private final Clock clock;

    Entrusting(
            Gate gate,
            JdbcClient sql,
            Evidences evidences,
            Viewers viewers,
            Names names,
            SettingApart apart,
            Holding holding,
            Clock clock) {
        this.gate = gate;
        this.sql = sql;
        this.evidences = evidences;
        this.viewers = viewers;
        this.names = names;
        this.apart = apart;
        this.holding = holding;
        this.clock = clock;
    }

    /** @param until first moment at which it no longer holds */
    record Named(UUID person, String name, String reason, Optional<Instant> until) {}

    Level hold(Caller caller, EvidenceId id, Level level, String reason) {
        List<EvidenceId> following = holding.following(id, level);
        return gate.change(holds(caller, id, following, level, reason), outcome -> {
            evidences.lock(id);
            return holdNow(id, level, following, outcome);
        });
    }

    /** The gate asks about each that will be held less closely: none goes by the back door of its parent. */
    private static Passage holds(Caller caller, EvidenceId id, List<EvidenceId> following, Level level, String reason) {
        List<Subject> subjects = Stream.concat(Stream.of(id), following.stream())
                .map(each -> Subject.evidence(each.value()))
                .toList();
        return new Passage(
                caller, Action.EVIDENCE_ENTRUST, subjects, Optional.of(reason), Map.of("level", level.name()));
    }

    private Level holdNow(EvidenceId id, Level level, List<EvidenceId> following, Outcome outcome) {
        Holding.Held held = holding.hold(id, level, following);
        held.changed().forEach(each -> outcome.about(Subject.evidence(each.value())));
        outcome.note("level-before", held.before().name()).note("level", level.name());
        return level;
    }

    /**
     * Decides about evidence that was set apart because it breaks a rule: how closely it is held from now on, and why. The mark stays.
     *
     * @throws org.vidimus.server.Refused if nothing is to be decided about it
     */
    Level decide(Caller caller, EvidenceId id, Level level, String reason) {
        List<EvidenceId> following = holding.following(id, level);
        return gate.change(holds(caller, id, following, level, reason), outcome -> {
            evidences.lock(id);
            if (!apart.decide(id, reason, caller.person().orElse(null))) {
                throw new EvidenceProblem.NothingToDecide(id).refused();
            }
            outcome.note("breach", "decided");
            return holdNow(id, level, following, outcome);
        });
    }

    /** Names somebody, or says anew why and until when. */
    Named name(Caller caller, EvidenceId id, PersonId person, String reason, Optional<Instant> until) {
        if (until.filter(end -> !end.isAfter(clock.instant())).isPresent()) {
            throw new EvidenceProblem.NotUnderstood(
                            "until", "a time to come", until.get().toString())
                    .refused();
        }
        return gate.change(passage(caller, Action.EVIDENCE_ENTRUST, id, reason), outcome -> {
            // Behind the gate: who is a person of this house is told to nobody who may not name one.
            String name = Optional.ofNullable(names.people(List.of(person)).get(person))
                    .orElseThrow(() -> new EvidenceProblem.NotUnderstood(
                                    "person", "the id of a person of this house", person.toString())
                            .refused());
            evidences.lock(id);
            sql.sql("""
                            insert into evidence_grant (evidence, person, reason, until_at, made_by, made_at)
                            values (:evidence, :person, :reason, cast(:until as timestamptz), :by, :at)
                            on conflict (evidence, person) do update set reason = excluded.reason, until_at = excluded.until_at,
                                made_by = excluded.made_by, made_at = excluded.made_at
                            """)
                    .param("evidence", id.value())
                    .param("person", person.value())
                    .param("reason", reason)
                    .param("until", Originals.time(until))
                    .param("by", caller.id())
                    .param("at", Originals.time(clock.instant()))
                    .update();
            outcome.note("named", person.toString());
            until.ifPresent(end -> outcome.note("until", end.toString()));
            return new Named(person.value(), name, reason, until);
        });
    }

    void unname(Caller caller, EvidenceId id, PersonId person) {
        Passage passage = Passage.of(caller, Action.EVIDENCE_ENTRUST, Subject.evidence(id.value()));
        gate.change(passage, outcome -> {
            evidences.lock(id);
            sql.sql("delete from evidence_grant where evidence = ? and person = ?")
                    .params(id.value(), person.value())
                    .update();
            return outcome.note("no-longer-named", person.toString());
        });
    }

    /** Who is named, the first first. Part of an answer that has passed the gate. */
    private List<Named> named(EvidenceId id) {
        record Line(PersonId person, String reason, Optional<Instant> until) {}
        List<Line> lines = sql.sql(
                        "select g.person, g.reason, g.until_at from evidence_grant g where g.evidence = ? and "
                                + Naming.IN_FORCE + " order by g.made_at")
                .param(id.value())
                .query((row, _) -> new Line(
                        new PersonId(row.getObject("person", UUID.class)),
                        row.getString("reason"),
                        Originals.instant(row, "until_at")))
                .list();
        Map<PersonId, String> known =
                names.people(lines.stream().map(Line::person).toList());
        return lines.stream()
                .map(line -> new Named(
                        line.person().value(),
                        known.getOrDefault(line.person(), line.person().toString()),
                        line.reason(),
                        line.until()))
                .toList();
    }

    record Seen(List<Viewers.Viewer> viewers, List<Named> named) {}

    /** Everybody who can watch it as things stand. */
    Seen whoCanSee(Caller caller, EvidenceId id) {
        Subject subject = Subject.evidence(id.value());
        return gate.view(
                Passage.of(caller, Action.EVIDENCE_VIEWERS, subject),
                _ -> new Seen(viewers.of(subject, Action.EVIDENCE_VIEW), named(id)));
    }

    static String reason(@Nullable String text) {
        return words("reason", text);
    }

    static String words(String field, @Nullable String text) {
        if (text == null || text.isBlank() || text.length() > REASON_LONGEST) {
            throw new EvidenceProblem.NotUnderstood(
                            field,
                            "1 to " + REASON_LONGEST + " characters",
                            text == null ? "nothing" : text.length() + " of them")
                    .refused();
        }
        return text.strip();
    }

    private static Passage passage(Caller caller, Action action, EvidenceId id, String reason) {
        return new Passage(caller, action, List.of(Subject.evidence(id.value())), Optional.of(reason), Map.of());
    }
}
