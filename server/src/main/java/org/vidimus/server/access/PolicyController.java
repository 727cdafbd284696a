package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Policy;
import org.vidimus.server.custody.Subject;

/** The policy explained to those entitled to ask. */
@RestController
@Tag(name = "access")
class PolicyController {
    private static final UUID NO_SITTING = new UUID(0, 0);

    private final Gate gate;
    private final Policy policy;
    private final People people;

    PolicyController(Gate gate, Policy policy, People people) {
        this.gate = gate;
        this.policy = policy;
        this.people = people;
    }

    record Explanation(boolean allowed, String because) {}

    /** May this person do that to this thing, and why? */
    @Does(Action.POLICY_EXPLAIN)
    @GetMapping("/api/policy/explanation")
    Explanation explainPolicy(
            Caller caller,
            @RequestParam UUID person,
            @RequestParam String action,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable UUID id) {
        Action wanted = Roles.action(action)
                .orElseThrow(() -> new AccessProblem.Unfit("action", "there is none of this code").refused());
        List<Subject> subjects = subject(kind, id).stream().toList();
        Passage passage = Passage.of(caller, Action.POLICY_EXPLAIN, Subject.person(person))
                .with("action", action);
        return gate.view(passage, _ -> {
            Person asked = people.findEver(new PersonId(person)).orElseThrow();
            if (!asked.active()) {
                return new Explanation(false, "has left the house");
            }
            return switch (policy.decide(Callers.of(asked, NO_SITTING), wanted, subjects)) {
                case Policy.Decision.Allowed(var because) -> new Explanation(true, because);
                case Policy.Decision.Refusal(var because, var _) -> new Explanation(false, because);
            };
        });
    }

    private static Optional<Subject> subject(@Nullable String kind, @Nullable UUID id) {
        if (kind == null || id == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Subject(Subject.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), id));
        } catch (IllegalArgumentException _) {
            throw new AccessProblem.Unfit("kind", "want evidence, upload, camera, person, token, bundle or vault")
                    .refused();
        }
    }
}
