package org.vidimus.server.media.salvage;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.vidimus.server.Refused;
import org.vidimus.server.access.Permissions;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Derivatives;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.Original;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.Originals;
import org.vidimus.server.ingest.QuarantinedFiles;
import org.vidimus.server.media.salvage.Cases.Attempt;
import org.vidimus.server.media.salvage.Cases.Case;
import org.vidimus.server.media.salvage.Cases.Result;
import org.vidimus.server.media.salvage.Cases.State;

/** What people do with salvage cases. */
@Service
class Salvaging {
    private static final int MOST = 500;
    private static final int SUGGESTIONS = 5;
    /** Of which some may be out of the caller's reach. */
    private static final int LOOKED_THROUGH = 50;

    private final Gate gate;
    private final Scopes scopes;
    private final Permissions permissions;
    private final Cases cases;
    private final Originals originals;
    private final Derivatives derivatives;
    private final QuarantinedFiles quarantine;
    private final ObjectProvider<SchedulerClient> jobs;
    private final Clock clock;

    Salvaging(
            Gate gate,
            Scopes scopes,
            Permissions permissions,
            Cases cases,
            Originals originals,
            Derivatives derivatives,
            QuarantinedFiles quarantine,
            ObjectProvider<SchedulerClient> jobs,
            Clock clock) {
        this.gate = gate;
        this.scopes = scopes;
        this.permissions = permissions;
        this.cases = cases;
        this.originals = originals;
        this.derivatives = derivatives;
        this.quarantine = quarantine;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** A case with all that was tried. */
    record Story(Case salvageCase, List<Attempt> attempts, List<Result> results, List<Original> references) {}

    /** @param more how many there are beside these */
    record Listing(List<Case> items, long more) {}

    Listing list(Caller caller, boolean open, Optional<UUID> evidence) {
        return gate.view(Passage.of(caller, Action.SALVAGE_LIST), _ -> {
            Scope scope = scopes.of(caller, Action.SALVAGE_LIST);
            List<Case> items = cases.list(scope, open, evidence, MOST);
            long all = items.size() < MOST ? items.size() : cases.count(scope, open, evidence);
            return new Listing(items, all - items.size());
        });
    }

    Story show(Caller caller, UUID id) {
        return gate.view(passage(caller, Action.SALVAGE_SHOW, id), _ -> story(caller, id));
    }

    private Story story(Caller caller, UUID id) {
        Case found = found(id);
        List<OriginalId> like = found.original().isPresent()
                ? derivatives.soundOnesLike(found.original().get().evidence(), LOOKED_THROUGH)
                : found.camera()
                        .map(camera -> derivatives.soundOnesOf(camera, Optional.empty(), LOOKED_THROUGH))
                        .orElse(List.of());
        List<Original> references = like.stream()
                .filter(one -> sees(caller, one))
                .limit(SUGGESTIONS)
                .flatMap(one -> originals.find(one).stream())
                .toList();
        return new Story(found, cases.attempts(id), cases.results(id), references);
    }

    /** A sound file is evidence like any other: who may not look at it may not lean on it. */
    private boolean sees(Caller caller, OriginalId original) {
        return permissions
                .factsOf(subject(original))
                .filter(facts -> permissions.allows(caller, Action.EVIDENCE_SHOW, facts))
                .isPresent();
    }

    private static Subject subject(OriginalId original) {
        return Subject.evidence(original.evidence().value());
    }

    private static Refused noReference() {
        return new SalvageProblem.NotUnderstood("reference", "an original of this house").refused();
    }

    /** Tries once more; with a sound file, or without one where none is named. */
    Story attempt(Caller caller, UUID id, Optional<OriginalId> reference) {
        Runnable seen = () -> {
            if (reference.filter(named -> !sees(caller, named)).isPresent()) {
                throw noReference();
            }
        };
        gate.change(passage(caller, Action.SALVAGE_RUN, id), seen, outcome -> {
            cases.lock(found(id).id());
            Case now = found(id);
            if (now.closing().isPresent()) {
                throw new SalvageProblem.CaseClosed(id).refused();
            }
            if (now.original().isEmpty() && now.upload().filter(quarantine::has).isEmpty()) {
                throw new SalvageProblem.NothingToSalvage(id).refused();
            }
            if (now.attempt()
                    .filter(state -> state == State.WAITING || state == State.RUNNING)
                    .isPresent()) {
                throw new SalvageProblem.AttemptRunning(id).refused();
            }
            Optional<Original> sound =
                    reference.map(named -> originals.find(named).orElseThrow(Salvaging::noReference));
            UUID attempt = cases.begin(
                    id,
                    Optional.of(caller.id()),
                    sound.map(Original::id),
                    sound.map(Original::sha256),
                    Attempts.PROGRAM,
                    clock.instant());
            jobs.getObject().scheduleIfNotExists(Attempts.job(attempt), clock.instant());
            outcome.note("attempt", attempt.toString());
            sound.map(Original::id)
                    .ifPresent(named -> outcome.about(subject(named)).note("reference", named.toString()));
            return attempt;
        });
        return story(caller, id);
    }

    /** Ends a case, with a reason. What it recovered stays. */
    Story close(Caller caller, UUID id, String reason) {
        gate.change(passage(caller, Action.SALVAGE_CLOSE, id), outcome -> {
            cases.lock(found(id).id());
            if (found(id).closing().isPresent()) {
                throw new SalvageProblem.CaseClosed(id).refused();
            }
            cases.close(id, caller.id(), reason, clock.instant());
            outcome.note("reason", reason);
            return id;
        });
        return story(caller, id);
    }

    /** How a derivative was recovered; empty for what is none of salvage's. */
    Optional<Report> report(Caller caller, EvidenceId evidence) {
        return gate.view(
                Passage.of(caller, Action.EVIDENCE_SHOW, Subject.evidence(evidence.value())),
                _ -> cases.resultOf(evidence).map(Result::report));
    }

    private Case found(UUID id) {
        return cases.find(id).orElseThrow(() -> new SalvageProblem.CaseUnknown(id).refused());
    }

    /** A case is about evidence, or about a camera; whoever has no right to that is told that there is no such case. */
    private Passage passage(Caller caller, Action action, UUID id) {
        Optional<Case> known = cases.find(id);
        Optional<Subject> subject = known.flatMap(salvageCase -> salvageCase
                .original()
                .map(original -> Subject.evidence(original.evidence().value()))
                .or(() -> salvageCase.cameraId().map(Subject::camera))
                .or(() -> salvageCase.upload().map(Subject::upload)));
        Passage passage = subject.map(about -> Passage.of(caller, action, about))
                .orElseGet(() -> Passage.of(caller, action, Subject.evidence(id)));
        return passage.with("salvage-case", id.toString());
    }
}
