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
import org.vidimus.server.ingest.QuarantinedFiles;
import org.vidimus.server.ingest.QuarantinedFiles.QuarantinedFile;
import org.vidimus.server.media.Benches;
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
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofMinutes(1);

    private final Gate gate;
    private final Cases cases;
    private final Originals originals;
    private final Derivatives derivatives;
    private final QuarantinedFiles quarantine;
    private final Decoding decoding;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final Clock clock;
    /** One at a time: salvage reads whole cards, and nobody waits for it at a screen. */
    private final Benches bench = new Benches(1, BUSY);

    Attempts(
            Gate gate,
            Cases cases,
            Originals originals,
            Derivatives derivatives,
            QuarantinedFiles quarantine,
            Decoding decoding,
            Vault vault,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.gate = gate;
        this.cases = cases;
        this.originals = originals;
        this.derivatives = derivatives;
        this.quarantine = quarantine;
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
        if (!bench.take(id.toString())) {
            Instant now = clock.instant();
            return Optional.of(now.plus(bench.pause(id.toString(), now)));
        }
        try {
            if (attempt.begun() >= MOST_BEGINNINGS) {
                // It began so often and never came to say why it broke off: whole servers died of it.
                given(attempt);
                return Optional.empty();
            }
            begin(attempt);
            Workbench.Found found =
                    work(attempt, broken(cases.find(attempt.salvageCase()).orElseThrow()));
            if (found.recordings() > 0) {
                end(attempt, State.DONE, found.said());
            } else {
                end(attempt, State.NOTHING, (nothing(attempt) + " " + found.said()).strip());
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return failed(attempt, e);
        } finally {
            bench.leave();
        }
    }

    private static String nothing(Attempt attempt) {
        return attempt.reference().isPresent()
                ? "Nothing that plays was found in it."
                : "Nothing that plays was found in it without a sound file of the same camera.";
    }

    private void begin(Attempt attempt) {
        transaction.executeWithoutResult(_ -> {
            removeDrafts(attempt);
            cases.running(attempt.id());
            // Commit point: what a crash left is gone and the attempt counts as begun once more.
        });
    }

    private void given(Attempt attempt) {
        transaction.executeWithoutResult(_ -> {
            removeDrafts(attempt);
            cases.ended(
                    attempt.id(),
                    State.FAILED,
                    "It was broken off each time. It was given up after " + attempt.begun() + " tries.",
                    clock.instant());
            // Commit point: nothing half made is left, and the case says that a person must look at it.
        });
    }

    private void removeDrafts(Attempt attempt) {
        for (ObjectId left : cases.drafts(attempt.id())) {
            vault.delete(left);
            cases.kept(left);
        }
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

    /** What is to be salvaged: an original, or a file that only reached the quarantine. Either is only read. */
    private sealed interface Broken {
        Report.Bytes named();

        ObjectId object();

        Subject subject();

        record OfOriginal(Original original) implements Broken {
            @Override
            public Report.Bytes named() {
                return Report.Bytes.of(original);
            }

            @Override
            public ObjectId object() {
                return original.object();
            }

            @Override
            public Subject subject() {
                return Subject.evidence(original.id().evidence().value());
            }
        }

        record InQuarantine(QuarantinedFile file) implements Broken {
            @Override
            public Report.Bytes named() {
                return new Report.Bytes(null, null, file.name(), file.sha256().toString(), file.lengthBytes());
            }

            @Override
            public ObjectId object() {
                return file.object();
            }

            @Override
            public Subject subject() {
                return Subject.upload(file.upload());
            }
        }
    }

    private Broken broken(Case salvageCase) throws IOException {
        if (salvageCase.original().isPresent()) {
            return new Broken.OfOriginal(
                    originals.find(salvageCase.original().get()).orElseThrow());
        }
        return new Broken.InQuarantine(quarantine
                .find(salvageCase.upload().orElseThrow())
                .orElseThrow(() -> new IOException("case " + salvageCase.id() + " has no bytes in quarantine")));
    }

    private Workbench.Found work(Attempt attempt, Broken broken) throws IOException {
        Optional<Original> reference = reference(attempt, broken);
        try (Decoding.ClosableBytes bytes =
                        Decoding.open(vault, broken.object(), broken.named().lengthBytes());
                Sound sound = Sound.of(vault, reference)) {
            Workbench workbench = new Workbench(decoding, new Place(attempt, broken), PROGRAM);
            return workbench.salvage(new Workbench.Job(
                    broken.named(), bytes, reference.map(Report.Bytes::of), Optional.ofNullable(sound.bytes())));
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
    private Optional<Original> reference(Attempt attempt, Broken broken) throws IOException {
        if (attempt.reference().isPresent() || attempt.askedBy().isPresent()) {
            return attempt.reference().flatMap(originals::find);
        }
        for (OriginalId id : soundOnesLike(broken)) {
            Original candidate = originals.find(id).orElseThrow();
            try (Decoding.ClosableBytes bytes = Decoding.open(vault, candidate)) {
                if (Repair.serves(bytes)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private List<OriginalId> soundOnesLike(Broken broken) {
        return switch (broken) {
            case Broken.OfOriginal(var original) ->
                derivatives.soundOnesLike(original.id().evidence(), REFERENCES_TRIED);
            case Broken.InQuarantine(var file) ->
                file.camera()
                        .map(camera -> derivatives.soundOnesOf(camera, Optional.empty(), REFERENCES_TRIED))
                        .orElse(List.of());
        };
    }

    /** Where the recordings of one attempt go. */
    private final class Place implements Workbench.Shelf {
        private final Attempt attempt;
        private final Broken broken;
        private final List<Integer> before;

        Place(Attempt attempt, Broken broken) {
            this.attempt = attempt;
            this.broken = broken;
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
            Sha256 digest = vault.digest(object);
            Workbench.Stored stored = new Workbench.Stored(id, object, length, digest.toString());
            if (length == 0) {
                discard(stored);
                return Optional.empty();
            }
            transaction.executeWithoutResult(_ -> vault.seal(object, digest));
            // Nothing is called salvaged that was not read back from where it lies.
            vault.readBack(object);
            return Optional.of(stored);
        }

        @Override
        public void discard(Workbench.Stored stored) {
            transaction.executeWithoutResult(_ -> {
                vault.delete(stored.object());
                cases.kept(stored.object());
            });
        }

        private void append(ObjectId object, InputStream in) throws IOException {
            Vault.Appended appended = vault.append(object, 0, in, Long.MAX_VALUE);
            if (appended.sourceBroke()) {
                throw new IOException("what was salvaged broke off after " + appended.offsetBytes() + " bytes");
            }
        }

        @Override
        public Decoding.ClosableBytes open(Workbench.Stored stored) {
            return Decoding.open(vault, stored.object(), stored.lengthBytes());
        }

        @Override
        public void keep(int number, Workbench.Stored stored, Report report, String name) {
            Passage about = Passage.of(CALLER, Action.SALVAGE_KEEP, broken.subject())
                    .with("salvage-case", attempt.salvageCase().toString())
                    .with("attempt", attempt.id().toString());
            Passage passage = broken instanceof Broken.OfOriginal(var original)
                    ? about.with("original", Integer.toString(original.id().n()))
                    : about.with("from", "quarantine");
            gate.change(passage, outcome -> {
                keep(stored, name);
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

        private void keep(Workbench.Stored stored, String name) {
            Sha256 digest = Sha256.parse(stored.sha256());
            switch (broken) {
                case Broken.OfOriginal(var original) ->
                    derivatives.keep(new Derivatives.Wish(
                            stored.id(),
                            stored.object(),
                            name,
                            stored.lengthBytes(),
                            digest,
                            original.id(),
                            Derivatives.Recipe.SALVAGE));
                case Broken.InQuarantine(var file) ->
                    derivatives.keep(new Derivatives.Orphan(
                            stored.id(),
                            stored.object(),
                            name,
                            stored.lengthBytes(),
                            digest,
                            file.upload(),
                            file.camera(),
                            file.wearer(),
                            file.unit(),
                            file.cameraStart(),
                            file.clockOffset(),
                            Derivatives.Recipe.SALVAGE));
            }
        }
    }
}
