package org.vidimus.server.media.salvage;

import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
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
import org.vidimus.server.media.Decoding;
import org.vidimus.server.media.salvage.Cases.Attempt;
import org.vidimus.server.media.salvage.Cases.Case;
import org.vidimus.server.media.salvage.Cases.State;
import org.vidimus.server.media.salvage.repair.Repair;
import org.vidimus.server.vault.KeyId;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.server.vault.Vault;
import org.vidimus.trust.Sha256;

/**
 * The job of one attempt. It can die at any moment: bytes that belong to no derivative yet are noted and removed before it begins
 * again, and recordings that it had kept are not made twice. After a few beginnings it is given up, which the case says.
 */
@Component
class Attempts {
    static final String PROGRAM = "vidimus salvage 1";
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final TaskDescriptor<Work> TASK = TaskDescriptor.of("media-salvage", Work.class);
    private static final Caller CALLER = Caller.job("salvage");
    private static final int MOST_BEGINNINGS = 5;
    private static final int REFERENCES_TRIED = 5;
    private static final Duration LATER = Duration.ofMinutes(1);

    private final Gate gate;
    private final Cases cases;
    private final Originals originals;
    private final Derivatives derivatives;
    private final Decoding decoding;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Semaphore bench = new Semaphore(1);

    Attempts(
            Gate gate,
            Cases cases,
            Originals originals,
            Derivatives derivatives,
            Decoding decoding,
            Vault vault,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.gate = gate;
        this.cases = cases;
        this.originals = originals;
        this.derivatives = derivatives;
        this.decoding = decoding;
        this.vault = vault;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** What the job carries. */
    record Work(UUID attempt) {}

    static TaskInstance<Work> job(UUID attempt) {
        return TASK.instance(attempt.toString())
                .data(new Work(attempt))
                .priority(Priority.LOW)
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        Task<Work> salvageTask(Attempts attempts) {
            return Tasks.custom(TASK).execute((instance, context) -> {
                Optional<Instant> again = attempts.run(instance.getData().attempt());
                return (completed, operations) -> {
                    if (again.isPresent()) {
                        operations.reschedule(completed, again.get());
                    } else {
                        operations.remove();
                    }
                };
            });
        }
    }

    /** @return when to try again; empty if it is over */
    Optional<Instant> run(UUID id) {
        Attempt attempt = cases.attempt(id).orElseThrow();
        if (attempt.endedAt().isPresent()) {
            return Optional.empty();
        }
        // One at a time: salvage reads whole cards, and nobody waits for it at a screen.
        if (!bench.tryAcquire()) {
            return Optional.of(clock.instant().plusSeconds(1));
        }
        try {
            begin(attempt);
            Case salvageCase = cases.find(attempt.salvageCase()).orElseThrow();
            OriginalId original = salvageCase.original().orElseThrow();
            int found = work(attempt, originals.find(original).orElseThrow());
            end(attempt, found > 0 ? State.DONE : State.NOTHING, found == 0 ? nothing(attempt) : "");
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return failed(attempt, e);
        } finally {
            bench.release();
        }
    }

    private static String nothing(Attempt attempt) {
        return attempt.reference().isPresent()
                ? "Nothing that plays was found in it."
                : "Nothing that plays was found in it without a sound file of the same camera.";
    }

    private void begin(Attempt attempt) {
        transaction.executeWithoutResult(_ -> {
            for (ObjectId left : cases.drafts(attempt.id())) {
                vault.delete(left);
                cases.kept(left);
            }
            cases.running(attempt.id());
            // Commit point: what a crash left is gone and the attempt counts as begun once more.
        });
    }

    private Optional<Instant> failed(Attempt attempt, Exception e) {
        LOG.warn("salvage attempt={} failed begun={}", attempt.id(), attempt.begun() + 1, e);
        String said = "It broke off: "
                + (e instanceof IOException ? "bytes could not be read or stored." : "an internal error.");
        if (attempt.begun() + 1 >= MOST_BEGINNINGS) {
            end(attempt, State.FAILED, said + " It was given up after " + MOST_BEGINNINGS + " tries.");
            return Optional.empty();
        }
        Instant next = clock.instant().plus(LATER.multipliedBy(1L << attempt.begun()));
        transaction.executeWithoutResult(_ -> cases.later(attempt.id(), said, next));
        return Optional.of(next);
    }

    private void end(Attempt attempt, State state, String said) {
        transaction.executeWithoutResult(_ -> cases.ended(attempt.id(), state, said, clock.instant()));
    }

    private int work(Attempt attempt, Original original) throws IOException {
        Optional<Original> reference = reference(attempt, original);
        try (Decoding.ClosableBytes bytes = Decoding.open(vault, original);
                Sound sound = Sound.of(vault, reference)) {
            Workbench workbench = new Workbench(decoding, new Place(attempt, original), PROGRAM);
            return workbench.salvage(new Workbench.Job(original, bytes, reference, Optional.ofNullable(sound.bytes())));
        }
    }

    /** A sound file that may not be there. */
    private record Sound(Decoding.@org.jspecify.annotations.Nullable ClosableBytes bytes) implements AutoCloseable {
        static Sound of(Vault vault, Optional<Original> reference) {
            return new Sound(
                    reference.map(original -> Decoding.open(vault, original)).orElse(null));
        }

        @Override
        public void close() throws IOException {
            if (bytes != null) {
                bytes.close();
            }
        }
    }

    /** The one that was chosen or, of an attempt that began by itself, the newest sound one of the same camera or model. */
    private Optional<Original> reference(Attempt attempt, Original original) throws IOException {
        if (attempt.reference().isPresent() || attempt.askedBy().isPresent()) {
            return attempt.reference().flatMap(originals::find);
        }
        for (OriginalId id : derivatives.soundOnesLike(original.id().evidence(), REFERENCES_TRIED)) {
            Original candidate = originals.find(id).orElseThrow();
            try (Decoding.ClosableBytes bytes = Decoding.open(vault, candidate)) {
                if (Repair.serves(bytes)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /** Where the recordings of one attempt go. */
    private final class Place implements Workbench.Shelf {
        private final Attempt attempt;
        private final Original original;
        private final List<Integer> before;

        Place(Attempt attempt, Original original) {
            this.attempt = attempt;
            this.original = original;
            this.before = cases.results(attempt.salvageCase()).stream()
                    .filter(result -> result.attempt().equals(attempt.id()))
                    .map(Cases.Result::number)
                    .toList();
        }

        @Override
        public boolean has(int number) {
            return before.contains(number + 1);
        }

        @Override
        public void progress(double share, String step) {
            transaction.executeWithoutResult(_ -> cases.progressed(attempt.id(), share, step));
        }

        @Override
        public Optional<Workbench.Stored> store(EvidenceId id, Workbench.Filling filling) throws IOException {
            ObjectId object = java.util.Objects.requireNonNull(transaction.execute(_ -> {
                ObjectId made = vault.create(new KeyId(id.value()));
                cases.draft(attempt.id(), made);
                return made;
            }));
            filling.into(in -> append(object, in));
            long length = vault.lengthBytes(object);
            if (length == 0) {
                transaction.executeWithoutResult(_ -> {
                    vault.delete(object);
                    cases.kept(object);
                });
                return Optional.empty();
            }
            Sha256 digest = vault.digest(object);
            transaction.executeWithoutResult(_ -> vault.seal(object, digest));
            // Nothing is called salvaged that was not read back from where it lies.
            vault.readBack(object);
            return Optional.of(new Workbench.Stored(id, object, length, digest.toString()));
        }

        private void append(ObjectId object, InputStream in) throws IOException {
            Vault.Appended appended = vault.append(object, 0, in, Long.MAX_VALUE);
            if (appended.sourceBroke()) {
                throw new IOException("what was salvaged broke off after " + appended.offsetBytes() + " bytes");
            }
        }

        @Override
        public InputStream open(Workbench.Stored stored) throws IOException {
            return vault.open(stored.object(), 0, stored.lengthBytes());
        }

        @Override
        public void keep(int number, Workbench.Stored stored, Report report, String name) {
            Passage passage = Passage.of(
                            CALLER,
                            Action.SALVAGE_KEEP,
                            Subject.evidence(original.id().evidence().value()))
                    .with("salvage-case", attempt.salvageCase().toString())
                    .with("attempt", attempt.id().toString())
                    .with("original", Integer.toString(original.id().n()));
            gate.change(passage, outcome -> {
                derivatives.keep(new Derivatives.Wish(
                        stored.id(),
                        stored.object(),
                        name,
                        stored.lengthBytes(),
                        Sha256.parse(stored.sha256()),
                        original.id(),
                        Derivatives.Recipe.SALVAGE));
                cases.result(attempt.id(), number + 1, stored.id(), report);
                cases.kept(stored.object());
                outcome.about(Subject.evidence(stored.id().value()))
                        .note("sha256", stored.sha256())
                        .note("method", report.method());
                // Commit point: the derivative, its report and its entry are durable together. A crash before leaves a
                // draft that the next beginning removes.
                return stored.id();
            });
        }
    }
}
