package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.Approvals.Approval;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Policy;
import org.vidimus.server.custody.Subject;

/** The inbox of four eyes: what waits for somebody else, and what became of one's own. */
@RestController
@RequestMapping("/api/approvals")
@Tag(name = "access")
class ApprovalController {
    private static final int LONGEST = 500;

    private final Gate gate;
    private final Approvals approvals;
    private final Policy policy;
    private final Permissions permissions;
    private final Puppets puppets;
    private final Clock clock;

    ApprovalController(
            Gate gate, Approvals approvals, Policy policy, Permissions permissions, Puppets puppets, Clock clock) {
        this.gate = gate;
        this.approvals = approvals;
        this.policy = policy;
        this.permissions = permissions;
        this.puppets = puppets;
        this.clock = clock;
    }

    /**
     * @param action code of what is wanted
     * @param method with {@code path} and {@code body}: the request word for word, to be sent once more under the approval
     * @param over whether its time is over, so that it can be neither approved nor used
     * @param decidedBy name
     */
    record Item(
            UUID id,
            String action,
            List<SubjectItem> subjects,
            String method,
            String path,
            String body,
            String reason,
            String askedBy,
            Instant askedAt,
            Instant until,
            Approvals.State state,
            boolean over,
            Optional<String> decidedBy,
            Optional<Instant> decidedAt,
            Optional<String> remark) {}

    record SubjectItem(String kind, UUID id) {}

    /** @param forMe what the caller may decide on; {@code mine}: what the caller has asked for */
    record Inbox(List<Item> forMe, List<Item> mine) {}

    record Decision(@Nullable Boolean approve, @Nullable String remark) {}

    @Does(Action.APPROVAL_LIST)
    @GetMapping
    Inbox listApprovals(Caller caller) {
        return gate.view(Passage.of(caller, Action.APPROVAL_LIST), _ -> {
            PersonId person = person(caller);
            return new Inbox(
                    decidableBy(caller, person).stream().map(this::item).toList(),
                    approvals.askedBy(person).stream().map(this::item).toList());
        });
    }

    private List<Approval> decidableBy(Caller caller, PersonId person) {
        return mayDecideAtAll(caller)
                ? approvals.waitingFromOthers(person, each -> mayDecide(caller, each))
                : List.of();
    }

    /** A person looks and decides; no script does, whoever owns it. */
    private boolean mayDecideAtAll(Caller caller) {
        return caller.kind() == Caller.Kind.PERSON && permissions.of(caller).contains(Action.APPROVAL_DECIDE.code());
    }

    /** Whoever could do it themselves may approve it, unless it concerns them. */
    private boolean mayDecide(Caller caller, Approval approval) {
        return policy.decide(caller, approval.action(), approval.subjects()) instanceof Policy.Decision.Allowed
                && !concerns(caller, approval);
    }

    private static boolean concerns(Caller caller, Approval approval) {
        return caller.person()
                .filter(person -> approval.askedBy().value().equals(person)
                        || approval.subjects().contains(Subject.person(person)))
                .isPresent();
    }

    @Does(Action.APPROVAL_DECIDE)
    @PostMapping("/{id}/decision")
    Item decideApproval(Caller caller, @PathVariable UUID id, @RequestBody Decision decision) {
        return gate.change(Passage.of(caller, Action.APPROVAL_DECIDE, Subject.approval(id)), outcome -> {
            boolean approve = Optional.ofNullable(decision.approve())
                    .orElseThrow(() -> new AccessProblem.Unfit("approve", "is missing").refused());
            Optional<String> remark = Optional.ofNullable(decision.remark()).filter(text -> !text.isBlank());
            if (remark.filter(text -> text.length() > LONGEST).isPresent()) {
                throw new AccessProblem.Unfit("remark", "has more than " + LONGEST + " characters").refused();
            }
            Approval approval = approvals.find(id).orElseThrow(() -> new CustodyProblem.NotFound().refused());
            if (concerns(caller, approval) || puppets.isOne(person(caller), approval.askedBy())) {
                throw new ConditionProblem.OwnMatter().refused();
            }
            if (!mayDecideAtAll(caller) || !mayDecide(caller, approval)) {
                throw new CustodyProblem.NotFound().refused();
            }
            if (approval.isOver(clock.instant()) || !approvals.decide(id, approve, person(caller), remark)) {
                throw new ConditionProblem.ApprovalUnfit("it waits no more").refused();
            }
            outcome.note("decision", approve ? "approved" : "declined")
                    .note("wanted", approval.action().code());
            approval.subjects().forEach(outcome::about);
            remark.ifPresent(text -> outcome.note("remark", text));
            return item(approvals.find(id).orElseThrow());
        });
    }

    /** Takes back what one has asked for. */
    @Does(Action.APPROVAL_WITHDRAW)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawApproval(Caller caller, @PathVariable UUID id) {
        gate.change(Passage.of(caller, Action.APPROVAL_WITHDRAW, Subject.approval(id)), outcome -> {
            approvals.withdraw(id);
            return outcome;
        });
    }

    private Item item(Approval approval) {
        return new Item(
                approval.id(),
                approval.action().code(),
                approval.subjects().stream()
                        .map(subject ->
                                new SubjectItem(subject.kind().name().toLowerCase(java.util.Locale.ROOT), subject.id()))
                        .toList(),
                approval.call().method(),
                approval.call().path(),
                approval.call().body(),
                approval.reason(),
                approval.askedByName(),
                approval.askedAt(),
                approval.until(),
                approval.state(),
                approval.isOver(clock.instant()),
                approval.decidedBy().map(_ -> approval.decidedByName()),
                approval.decidedAt(),
                approval.remark());
    }

    private static PersonId person(Caller caller) {
        return caller.person().map(PersonId::new).orElseThrow(() -> new CustodyProblem.SignInNeeded().refused());
    }
}
