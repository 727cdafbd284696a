package org.vidimus.server.media.salvage;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.Original;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.media.salvage.Cases.Case;
import org.vidimus.server.media.salvage.Cases.Cause;
import org.vidimus.server.media.salvage.Cases.State;

/** Salvage cases, and how a derivative was recovered. */
@RestController
@Tag(name = "salvage")
class SalvageController {
    private static final int LONGEST_REASON = 1_000;

    private final Salvaging salvaging;
    private final Names names;

    SalvageController(Salvaging salvaging, Names names) {
        this.salvaging = salvaging;
        this.names = names;
    }

    record By(UUID id, @Nullable String name) {}

    /** @param how PERSON or ARRIVED */
    record Closed(
            Instant at,
            @Nullable By by,
            String how,
            @Nullable String reason) {}

    /**
     * @param seen how often the same was noticed
     * @param attempt state of the newest attempt
     * @param results how many recordings were recovered
     */
    record CaseItem(
            UUID id,
            Cause cause,
            Instant openedAt,
            @Nullable String camera,
            @Nullable String recording,
            @Nullable Integer part,
            String name,
            @Nullable UUID evidence,
            @Nullable Integer n,
            @Nullable UUID upload,
            String said,
            int seen,
            Instant seenAt,
            @Nullable Closed closed,
            @Nullable State attempt,
            double progress,
            int results) {}

    /** @param more how many there are beside these */
    record CaseItems(List<CaseItem> items, long more) {}

    record Sound(UUID evidence, int n, String name, String sha256, Instant receivedAt) {}

    /** @param nextTryAt when it begins again by itself after it broke off */
    record AttemptItem(
            UUID id,
            int number,
            Instant askedAt,
            @Nullable By askedBy,
            State state,
            double progress,
            @Nullable String step,
            int begun,
            @Nullable Instant nextTryAt,
            @Nullable Instant endedAt,
            @Nullable String said,
            String program) {}

    record ResultItem(UUID attempt, int number, UUID evidence, Report report) {}

    record CaseStory(CaseItem about, List<AttemptItem> attempts, List<ResultItem> results, List<Sound> references) {}

    @Does(Action.SALVAGE_LIST)
    @GetMapping("/api/salvage")
    CaseItems salvageCases(
            Caller caller,
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(required = false) @Nullable UUID evidence) {
        Salvaging.Listing cases = salvaging.list(caller, open, Optional.ofNullable(evidence));
        Map<PersonId, String> known = names(cases.items(), List.of());
        return new CaseItems(cases.items().stream().map(one -> item(one, known)).toList(), cases.more());
    }

    @Does(Action.SALVAGE_SHOW)
    @GetMapping("/api/salvage/{id}")
    CaseStory salvageCase(Caller caller, @PathVariable UUID id) {
        return story(salvaging.show(caller, id));
    }

    record Wanted(@Nullable UUID evidence, @Nullable Integer n) {}

    /** @param reference a sound file of the same camera; without one it is tried without */
    record Try(@Nullable Wanted reference) {}

    @Does(Action.SALVAGE_RUN)
    @PostMapping("/api/salvage/{id}/attempts")
    @ResponseStatus(HttpStatus.ACCEPTED)
    CaseStory trySalvage(Caller caller, @PathVariable UUID id, @RequestBody Try wanted) {
        return story(salvaging.attempt(caller, id, reference(wanted.reference())));
    }

    private static Optional<OriginalId> reference(@Nullable Wanted wanted) {
        if (wanted == null) {
            return Optional.empty();
        }
        UUID evidence = wanted.evidence();
        Integer n = wanted.n();
        if (evidence == null || n == null) {
            throw new SalvageProblem.NotUnderstood("reference", "evidence and the number of its original").refused();
        }
        return Optional.of(new OriginalId(new EvidenceId(evidence), n));
    }

    record Reason(@Nullable String reason) {}

    @Does(Action.SALVAGE_CLOSE)
    @PostMapping("/api/salvage/{id}/close")
    CaseStory closeSalvage(Caller caller, @PathVariable UUID id, @RequestBody Reason given) {
        String reason = given.reason() == null ? "" : given.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw new SalvageProblem.NotUnderstood("reason", "1 to " + LONGEST_REASON + " characters").refused();
        }
        return story(salvaging.close(caller, id, reason));
    }

    @Does(Action.EVIDENCE_SHOW)
    @GetMapping("/api/evidence/{id}/salvage")
    ResponseEntity<Report> salvageReport(Caller caller, @PathVariable UUID id) {
        return salvaging
                .report(caller, new EvidenceId(id))
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    private CaseStory story(Salvaging.Story story) {
        Map<PersonId, String> known = names(List.of(story.salvageCase()), story.attempts());
        return new CaseStory(
                item(story.salvageCase(), known),
                story.attempts().stream()
                        .map(attempt -> new AttemptItem(
                                attempt.id(),
                                attempt.number(),
                                attempt.askedAt(),
                                attempt.askedBy().map(id -> by(id, known)).orElse(null),
                                attempt.state(),
                                attempt.progress(),
                                attempt.step().orElse(null),
                                attempt.begun(),
                                attempt.nextTryAt().orElse(null),
                                attempt.endedAt().orElse(null),
                                attempt.said().filter(said -> !said.isEmpty()).orElse(null),
                                attempt.program()))
                        .toList(),
                story.results().stream()
                        .map(result -> new ResultItem(
                                result.attempt(),
                                result.number(),
                                result.evidence().value(),
                                result.report()))
                        .toList(),
                story.references().stream().map(SalvageController::sound).toList());
    }

    private static Sound sound(Original original) {
        return new Sound(
                original.id().evidence().value(),
                original.id().n(),
                original.name(),
                original.sha256().toString(),
                original.receivedAt());
    }

    private Map<PersonId, String> names(List<Case> cases, List<Cases.Attempt> attempts) {
        Set<PersonId> people = new HashSet<>();
        cases.forEach(one ->
                one.closing().flatMap(Cases.Closing::by).map(PersonId::new).ifPresent(people::add));
        attempts.forEach(one -> one.askedBy().map(PersonId::new).ifPresent(people::add));
        return names.people(people);
    }

    private static By by(UUID id, Map<PersonId, String> names) {
        return new By(id, names.get(new PersonId(id)));
    }

    private static CaseItem item(Case one, Map<PersonId, String> names) {
        return new CaseItem(
                one.id(),
                one.cause(),
                one.openedAt(),
                one.camera().orElse(null),
                one.recording().orElse(null),
                one.part().orElse(null),
                one.name(),
                one.original().map(original -> original.evidence().value()).orElse(null),
                one.original().map(OriginalId::n).orElse(null),
                one.upload().orElse(null),
                one.said(),
                one.seen(),
                one.seenAt(),
                one.closing()
                        .map(closing -> new Closed(
                                closing.at(),
                                closing.by().map(id -> by(id, names)).orElse(null),
                                closing.how(),
                                closing.reason().orElse(null)))
                        .orElse(null),
                one.attempt().orElse(null),
                one.progress(),
                one.results());
    }
}
