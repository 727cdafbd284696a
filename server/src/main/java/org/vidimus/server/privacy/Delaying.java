package org.vidimus.server.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.privacy.Delays.Delay;

/**
 * Putting off that a wearer sees who opened their footage. What the ledger keeps of it names the evidence in a detail and not as
 * its subject: a delay that stood in the history of the evidence would tell the wearer just what it keeps from them.
 */
@Component
class Delaying {
    private final Gate gate;
    private final Delays delays;
    private final Rules rules;
    private final Clock clock;

    Delaying(Gate gate, Delays delays, Rules rules, Clock clock) {
        this.gate = gate;
        this.delays = delays;
        this.rules = rules;
        this.clock = clock;
    }

    List<Delay> all(Caller caller) {
        return gate.view(Passage.of(caller, Action.OPENING_DELAYS), _ -> delays.all());
    }

    /** What somebody wants to delay. */
    record Wish(Optional<UUID> viewer, Optional<UUID> evidence, Delays.Ground ground, String reason, Instant until) {}

    Delay delay(Caller caller, Wish wish) {
        Passage passage = Passage.of(caller, Action.OPENING_DELAY).because(Optional.of(wish.reason()));
        return gate.change(passage, outcome -> {
            if (wish.viewer().equals(caller.person())) {
                throw new PrivacyProblem.OwnViewing().refused();
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Instant most = rules.delayMost(now);
            if (!wish.until().isAfter(now) || wish.until().isAfter(most)) {
                throw new PrivacyProblem.DelayTooLong(most).refused();
            }
            Delay delay = new Delay(
                    UUID.randomUUID(),
                    wish.viewer(),
                    wish.evidence(),
                    wish.ground(),
                    wish.reason(),
                    now,
                    wish.until(),
                    person(caller),
                    Optional.empty(),
                    Optional.empty());
            delays.add(delay);
            wish.viewer().ifPresent(viewer -> outcome.note("viewer", viewer.toString()));
            wish.evidence().ifPresent(evidence -> outcome.note("of-evidence", evidence.toString()));
            outcome.note("delay", delay.id().toString())
                    .note("ground", delay.ground().name())
                    .note("until", delay.until().toString());
            return delay;
        });
    }

    /** Ends it before its time: what it kept back is shown from now on. */
    void end(Caller caller, UUID id) {
        change(caller, Action.OPENING_DELAY, id, delay -> {
            Instant now = clock.instant();
            if (!delay.over().isAfter(now)) {
                throw new PrivacyProblem.DelayOver().refused();
            }
            delays.end(id, new Delays.Ended(now, person(caller)));
            return "ended";
        });
    }

    /** Somebody else has looked at it, and says what they found. */
    void review(Caller caller, UUID id, String text) {
        change(caller, Action.OPENING_REVIEW, id, delay -> {
            if (delay.madeBy().equals(person(caller))) {
                throw new PrivacyProblem.OwnDelay().refused();
            }
            delays.review(id, new Delays.Review(clock.instant(), person(caller), text));
            return "reviewed";
        });
    }

    private void change(Caller caller, Action action, UUID id, Function<Delay, String> work) {
        gate.change(Passage.of(caller, action).with("delay", id.toString()), outcome -> {
            Delay delay = delays.find(id).orElseThrow(() -> new CustodyProblem.NotFound().refused());
            return outcome.note("done", work.apply(delay));
        });
    }

    private static UUID person(Caller caller) {
        return caller.person().orElse(caller.id());
    }
}
