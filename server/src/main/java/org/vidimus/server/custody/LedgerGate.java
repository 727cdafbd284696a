package org.vidimus.server.custody;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.vidimus.server.Problem;
import org.vidimus.server.Refused;
import org.vidimus.trust.Actor;
import org.vidimus.trust.Entry;
import org.vidimus.trust.Sha256;

/** The gate over the ledger in PostgreSQL. Stateless but for {@link Recents}; used by any number of threads. */
@Component
class LedgerGate implements Gate {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerGate.class);

    private final Policy policy;
    private final Conditions conditions;
    private final Entries entries;
    private final Recents recents;
    private final VisitorRefusals visitors;
    private final KeyedLocks viewings = new KeyedLocks();
    private final PlatformTransactionManager transactions;
    private final SequencerBell bell;
    private final ApplicationEventPublisher onlookers;
    private final Clock clock;

    LedgerGate(
            Policy policy,
            Conditions conditions,
            Entries entries,
            Recents recents,
            VisitorRefusals visitors,
            PlatformTransactionManager transactions,
            SequencerBell bell,
            ApplicationEventPublisher onlookers,
            Clock clock) {
        this.policy = policy;
        this.conditions = conditions;
        this.entries = entries;
        this.recents = recents;
        this.visitors = visitors;
        this.transactions = transactions;
        this.bell = bell;
        this.onlookers = onlookers;
        this.clock = clock;
    }

    @Override
    public <T> T change(Passage wanted, Work<T> wish) {
        return change(wanted, () -> {}, wish);
    }

    @Override
    public <T> T change(Passage wanted, Runnable rule, Work<T> wish) {
        Admitted admitted = admit(wanted, rule);
        Passage passage = admitted.passage();
        Work<T> work = admitted.before(wish);
        return switch (passage.action().recorded()) {
            case ALWAYS -> recordedChange(passage, work);
            case ONCE_A_WHILE ->
                onceAWhile(passage, () -> recordedChange(passage, work), () -> plainChange(passage, work));
            case REFUSALS, NEVER -> plainChange(passage, work);
        };
    }

    @Override
    public <T> T view(Passage wanted, Work<T> wish) {
        Admitted admitted = admit(wanted, () -> {});
        Passage passage = admitted.passage();
        Work<T> work = admitted.before(wish);
        return switch (passage.action().recorded()) {
            case ALWAYS -> recordedView(passage, work);
            case ONCE_A_WHILE ->
                onceAWhile(passage, () -> recordedView(passage, work), () -> work.run(PendingOutcome.unrecorded()));
            case REFUSALS, NEVER -> work.run(PendingOutcome.unrecorded());
        };
    }

    @Override
    public void knock(Caller caller, List<Action> actions) {
        Policy.Decision first = policy.decide(caller, actions.getFirst(), List.of());
        boolean some = actions.stream()
                .anyMatch(action -> policy.decide(caller, action, List.of()) instanceof Policy.Decision.Allowed);
        if (!some && first instanceof Policy.Decision.Refusal refusal) {
            refuse(Passage.of(caller, actions.getFirst()), refusal);
        }
    }

    /** A passage that may go on, with what the house has added to it. */
    private record Admitted(Passage passage, Optional<Consumer<Outcome>> using) {
        <T> Work<T> before(Work<T> work) {
            return using.<Work<T>>map(use -> outcome -> {
                        use.accept(outcome);
                        return work.run(outcome);
                    })
                    .orElse(work);
        }
    }

    private Admitted admit(Passage wanted, Runnable rule) {
        Circumstances now = Circumstances.now();
        Passage passage =
                now.address().map(address -> wanted.with("address", address)).orElse(wanted);
        decide(passage);
        ask(rule, passage);
        return switch (conditions.meet(passage, now)) {
            case Conditions.Answer.Met met -> {
                Passage enriched = met.purpose().isPresent() ? passage.because(met.purpose()) : passage;
                for (Map.Entry<String, String> detail : met.details().entrySet()) {
                    enriched = enriched.with(detail.getKey(), detail.getValue());
                }
                yield new Admitted(enriched, met.using());
            }
            case Conditions.Answer.Waits waits -> {
                recordedChange(waits.asking(), outcome -> {
                    waits.ask().accept(outcome);
                    return outcome;
                });
                throw waits.then().refused();
            }
        };
    }

    private void decide(Passage passage) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the gate for " + passage.action()
                    + " must be passed outside of a transaction, or its attempt could be rolled back");
        }
        Threshold.approach(passage.caller(), passage.action());
        switch (policy.decide(passage.caller(), passage.action(), passage.subjects())) {
            case Policy.Decision.Allowed allowed -> {}
            case Policy.Decision.Refusal refusal -> refuse(passage, refusal);
        }
    }

    private void ask(Runnable rule, Passage passage) {
        try {
            rule.run();
        } catch (Refused refused) {
            recordRefusal(passage, refused.problem().code());
            throw refused;
        }
    }

    private void recordRefusal(Passage passage, String reason) {
        if (passage.action().recorded() != Action.Recorded.NEVER && visitors.isNews(passage)) {
            Map<String, String> details = new HashMap<>(passage.details());
            details.put("reason", reason);
            entries.record(attemptEntry(passage, Entry.Result.REFUSED, details));
            bell.ring();
        }
    }

    private void refuse(Passage passage, Policy.Decision.Refusal refusal) {
        recordRefusal(passage, refusal.reason());
        if (passage.caller().kind() == Caller.Kind.VISITOR) {
            throw new CustodyProblem.SignInNeeded().refused();
        }
        throw (refusal.hidden() ? new CustodyProblem.NotFound() : new CustodyProblem.NotAllowed(passage.action()))
                .refused();
    }

    private <T> T onceAWhile(Passage passage, Recorded<T> recorded, Recorded<T> unrecorded) {
        Sha256 what = Recents.keyOf(passage);
        // A player starts with several ranges at once; the lock makes them one viewing. Between hosts they may be two,
        // which is
        // an entry too many, never one too few.
        try (var _ = viewings.lock(what)) {
            if (!recents.covers(what)) {
                return recorded.run();
            }
        }
        return unrecorded.run();
    }

    private interface Recorded<T> {
        T run();
    }

    private <T> T recordedView(Passage passage, Work<T> work) {
        Entry attempt = attempt(passage);
        PendingOutcome outcome = PendingOutcome.of(attempt.id());
        T opened;
        try {
            opened = work.run(outcome);
        } catch (RuntimeException | Error e) {
            fail(passage, attempt, outcome, e);
            throw e;
        }
        done(passage, attempt, outcome);
        // Commit point: attempt and outcome are durable. A crash from here on leaves a viewing in the ledger that may
        // not have
        // been seen, never one that was seen and is not in the ledger.
        bell.ring();
        return opened;
    }

    private <T> T plainChange(Passage passage, Work<T> work) {
        PendingOutcome outcome = PendingOutcome.unrecorded();
        TransactionStatus transaction = begin();
        T result;
        try {
            result = work.run(outcome);
        } catch (RuntimeException | Error e) {
            rollBack(transaction, e);
            throw e;
        }
        transactions.commit(transaction);
        tell(passage, outcome);
        return result;
    }

    private <T> T recordedChange(Passage passage, Work<T> work) {
        Entry attempt = attempt(passage);
        PendingOutcome outcome = PendingOutcome.of(attempt.id());
        TransactionStatus transaction = begin();
        T result;
        try {
            result = work.run(outcome);
            done(passage, attempt, outcome);
        } catch (RuntimeException | Error e) {
            rollBack(transaction, e);
            fail(passage, attempt, outcome, e);
            throw e;
        }
        try {
            transactions.commit(transaction);
        } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
            fail(passage, attempt, outcome, e);
            throw e;
        }
        // Commit point: attempt, change and outcome are durable together. A crash before leaves the attempt alone,
        // which counts
        // as failed. Any other error of the commit leaves it unknown whether it happened; the ledger then says the
        // truth either
        // way, because the outcome is part of the same transaction, so nothing is added here.
        bell.ring();
        tell(passage, outcome);
        return result;
    }

    /** The change is done; whoever looks on badly must not make it seem otherwise. */
    private void tell(Passage passage, PendingOutcome outcome) {
        List<Subject> subjects = new ArrayList<>(passage.subjects());
        subjects.addAll(outcome.subjects());
        try {
            onlookers.publishEvent(new Changed(passage.action(), subjects));
        } catch (RuntimeException e) {
            LOG.warn("onlooker-failed action={}", passage.action().code(), e);
        }
    }

    private Entry attempt(Passage passage) {
        Entry entry = attemptEntry(passage, Entry.Result.ALLOWED, passage.details());
        entries.recordSoon(entry);
        // Commit point: the attempt is visible to everybody. It reaches the disk with the next commit that waits for
        // it, at the
        // latest with its own outcome. A crash before that leaves neither the attempt nor anything it could have done;
        // if
        // only the database crashes, the outcome brings its attempt along again.
        return entry;
    }

    private void done(Passage passage, Entry attempt, PendingOutcome outcome) {
        Entry entry = outcomeEntry(passage, attempt.id(), outcome, Entry.Result.DONE);
        if (passage.action().recorded() != Action.Recorded.ONCE_A_WHILE) {
            entries.recordOutcome(attempt, entry);
            return;
        }
        Sha256 what = Recents.keyOf(passage);
        entries.recordOutcomeAndRemember(attempt, entry, what);
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            recents.remember(what, entry.at());
        }
    }

    /** Records that it failed. If even that fails, the attempt stands without an outcome, which says the same. */
    private void fail(Passage passage, Entry attempt, PendingOutcome outcome, Throwable failure) {
        outcome.note(
                "problem",
                failure instanceof Refused refused ? refused.problem().code() : Problem.INTERNAL);
        try {
            entries.recordOutcome(attempt, outcomeEntry(passage, attempt.id(), outcome, Entry.Result.FAILED));
            bell.ring();
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private TransactionStatus begin() {
        return transactions.getTransaction(TransactionDefinition.withDefaults());
    }

    private void rollBack(TransactionStatus transaction, Throwable failure) {
        try {
            transactions.rollback(transaction);
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private Entry attemptEntry(Passage passage, Entry.Result result, Map<String, String> details) {
        return entry(passage, Optional.empty(), passage.subjects(), result, details);
    }

    private Entry outcomeEntry(Passage passage, UUID attempt, PendingOutcome outcome, Entry.Result result) {
        Map<String, String> details = new HashMap<>(passage.details());
        details.putAll(outcome.notes());
        List<Subject> subjects = new ArrayList<>(passage.subjects());
        // What a failed action made or found is rolled back; no history may begin with something that never was.
        if (result == Entry.Result.DONE) {
            subjects.addAll(outcome.subjects());
        }
        return entry(passage, Optional.of(attempt), subjects, result, details);
    }

    private Entry entry(
            Passage passage,
            Optional<UUID> attempt,
            List<Subject> subjects,
            Entry.Result result,
            Map<String, String> details) {
        Caller caller = passage.caller();
        return new Entry(
                UUID.randomUUID(),
                clock.instant(),
                attempt.isPresent() ? Entry.Phase.OUTCOME : Entry.Phase.ATTEMPT,
                attempt,
                passage.action().code(),
                new Actor(Actor.Kind.valueOf(caller.kind().name()), caller.id(), caller.name()),
                Entry.Door.valueOf(caller.door().name()),
                subjects.stream().map(Subject::inLedger).toList(),
                passage.purpose(),
                result,
                new TreeMap<>(details));
    }
}
