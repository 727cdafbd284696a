package org.vidimus.server.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.profile.ProfileInForce;
import org.vidimus.server.access.profile.Rules;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Circumstances;
import org.vidimus.server.custody.Circumstances.Call;
import org.vidimus.server.custody.Conditions;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** What the profile in force asks for: that people prove who they are, say why, and are not alone. */
@Component
class HouseConditions implements Conditions {
    private final ProfileInForce profile;
    private final Permissions permissions;
    private final Openings openings;
    private final Approvals approvals;
    private final Clock clock;

    // The profile is adopted through the gate, and the gate asks here: each is looked up when it is first needed.
    HouseConditions(
            @org.springframework.context.annotation.Lazy ProfileInForce profile,
            @org.springframework.context.annotation.Lazy Permissions permissions,
            Openings openings,
            Approvals approvals,
            Clock clock) {
        this.profile = profile;
        this.permissions = permissions;
        this.openings = openings;
        this.approvals = approvals;
        this.clock = clock;
    }

    @Override
    public Answer meet(Passage passage, Circumstances now) {
        if (passage.caller().person().isEmpty()) {
            return Answer.Met.AT_ONCE;
        }
        Rules rules = profile.rules();
        confirm(passage, now, rules);
        Optional<String> purpose = purpose(passage, rules);
        return operation(passage)
                .filter(rules.fourEyes().operations()::contains)
                .map(_ -> secondPerson(passage, now, rules, purpose))
                .orElseGet(() -> new Answer.Met(purpose, Map.of(), Optional.empty()));
    }

    /** Scripts have no sitting to confirm: what their token may do was decided when it was made. */
    private void confirm(Passage passage, Circumstances now, Rules rules) {
        if (passage.caller().kind() != Caller.Kind.PERSON
                || !rules.confirmActions().contains(passage.action())
                || passage.caller().session().isEmpty()) {
            return;
        }
        Instant since = clock.instant().minus(rules.confirmWithin());
        if (now.confirmed().filter(at -> !at.isBefore(since)).isEmpty()) {
            throw new ConditionProblem.ConfirmNeeded().refused();
        }
    }

    private Optional<String> purpose(Passage passage, Rules rules) {
        Rules.Purposes purposes = rules.purposes();
        if (!purposes.actions().contains(passage.action())) {
            return passage.purpose();
        }
        // What is handed over may go out for another purpose than it was opened for; it stands on its cover.
        if (passage.action() == Action.BUNDLE_EXPORT && passage.purpose().isPresent()) {
            StatedPurpose.parse(passage.purpose().get()).require(purposes.list());
            return passage.purpose();
        }
        Optional<String> given = passage.purpose();
        for (Subject subject : passage.subjects()) {
            if (subject.kind() == Subject.Kind.EVIDENCE && isAsked(passage.caller(), subject, purposes)) {
                given = Optional.of(openings.purpose(passage.caller(), subject.id())
                        .orElseThrow(() -> new ConditionProblem.PurposeNeeded().refused()));
            }
        }
        return given;
    }

    private boolean isAsked(Caller caller, Subject subject, Rules.Purposes purposes) {
        return purposes.own()
                || permissions
                        .factsOf(subject)
                        .filter(facts -> !Openings.wore(caller, facts))
                        .isPresent();
    }

    /** What of this needs a second person wherever the profile says so. */
    private Optional<Rules.Operation> operation(Passage passage) {
        return switch (passage.action()) {
            case ROLE_CHANGE -> Optional.of(Rules.Operation.ROLE_CHANGE);
            case PROFILE_ADOPT -> Optional.of(Rules.Operation.PROFILE_ADOPTION);
            // Whose sign-in at the provider it is, is a way in like any other.
            case PERSON_RECOVER, OPENID_LINK -> Optional.of(Rules.Operation.ACCOUNT_RECOVERY);
            case BUNDLE_EXPORT, EVIDENCE_DOWNLOAD -> confidential(passage);
            // Or it would be held openly for as long as it takes to export it.
            case EVIDENCE_ENTRUST -> confidentialUnless(passage, "level");
            // Or a bundle that was exported while it was held openly would stay a way out.
            case BUNDLE_DOWNLOAD -> confidentialUnless(passage, "level-at-export");
            default -> Optional.empty();
        };
    }

    /** @param detail of the passage, which says how closely it will be or was held */
    private Optional<Rules.Operation> confidentialUnless(Passage passage, String detail) {
        return Optional.ofNullable(passage.details().get(detail))
                .filter(level -> !level.equals(Level.CONFIDENTIAL.name()))
                .flatMap(_ -> confidential(passage));
    }

    private Optional<Rules.Operation> confidential(Passage passage) {
        return passage.subjects().stream()
                .flatMap(subject -> permissions.factsOf(subject).stream())
                .filter(facts -> facts.level() == Level.CONFIDENTIAL)
                .findFirst()
                .map(_ -> Rules.Operation.CONFIDENTIAL_EXPORT);
    }

    private Answer secondPerson(Passage passage, Circumstances now, Rules rules, Optional<String> purpose) {
        Call call = now.call().orElseThrow(() -> new ConditionProblem.SecondPersonNeeded().refused());
        if (call.approval().isPresent()) {
            Approvals.Approval approval = approvals.require(call.approval().get(), passage, call);
            return new Answer.Met(
                    purpose,
                    Map.of("approval", approval.id().toString(), "approved-by", approval.decidedByName()),
                    Optional.of(_ -> approvals.use(approval.id())));
        }
        UUID id = UUID.randomUUID();
        Instant until = clock.instant().plus(rules.fourEyes().within());
        String reason = call.asking().orElseThrow();
        Passage asking = Passage.of(passage.caller(), Action.APPROVAL_ASK, Subject.approval(id))
                .because(Optional.of(reason))
                .with("wanted", passage.action().code());
        return new Answer.Waits(
                asking,
                _ -> approvals.ask(id, passage, call, reason, until),
                new ConditionProblem.SecondPersonAsked(id, until));
    }
}
