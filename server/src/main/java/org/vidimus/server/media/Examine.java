package org.vidimus.server.media;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.MaxRetriesFailureHandler;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Envelopes.Envelope;
import org.vidimus.server.evidence.Examiner;
import org.vidimus.server.evidence.Insight;
import org.vidimus.server.evidence.Insights;
import org.vidimus.server.evidence.Original;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.Originals;
import org.vidimus.server.media.Examination.Plays;
import org.vidimus.server.media.salvage.card.CardImage;

/** Looks into each original soon after it arrived; what plays as it is can be watched from then on. */
@Component
class Examine implements Examiner {
    private static final TaskDescriptor<OriginalJob> TASK = TaskDescriptor.of("media-examine", OriginalJob.class);
    private static final Caller CALLER = Caller.job("examine");
    private static final int MOST_TRIES = 12;
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(3);
    private static final Duration BUSY = Duration.ofMillis(300);

    private final Gate gate;
    private final Originals originals;
    private final Examinations examinations;
    private final Insights insights;
    private final Prepare prepare;
    private final Doubts doubts;
    private final Glance glance;
    private final Unsealing unsealing;
    private final ObjectProvider<SchedulerClient> jobs;
    private final Clock clock;
    private final Benches benches = new Benches(Math.max(2, Runtime.getRuntime().availableProcessors()), BUSY);

    Examine(
            Gate gate,
            Originals originals,
            Examinations examinations,
            Insights insights,
            Prepare prepare,
            Doubts doubts,
            ChildProcess children,
            Unsealing unsealing,
            ObjectProvider<SchedulerClient> jobs,
            Clock clock) {
        this.gate = gate;
        this.originals = originals;
        this.examinations = examinations;
        this.insights = insights;
        this.prepare = prepare;
        this.doubts = doubts;
        this.glance = new Glance(children);
        this.unsealing = unsealing;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public void schedule(OriginalId original) {
        jobs.getObject()
                .scheduleIfNotExists(
                        TASK.instance(original.toString())
                                .data(OriginalJob.of(original))
                                .priority(Priority.HIGH)
                                .build(),
                        clock.instant());
    }

    @Override
    public void again(OriginalId original) {
        // A job of its own, and not at once: one that runs now has read what there was before, and must have ended.
        jobs.getObject()
                .scheduleIfNotExists(
                        TASK.instance(original + "/again")
                                .data(OriginalJob.of(original))
                                .priority(Priority.HIGH)
                                .build(),
                        clock.instant().plus(AGAIN_AFTER));
    }

    Task<OriginalJob> task() {
        return Tasks.custom(TASK)
                .onFailure(new MaxRetriesFailureHandler<>(
                        MOST_TRIES, new ExponentialBackoffFailureHandler<>(Duration.ofSeconds(2))))
                .execute((instance, context) -> benches.work(
                        instance.getId(),
                        clock,
                        () -> examine(instance.getData().original())));
    }

    /** Looks again, and keeps what is found in place of what was found before. */
    void examine(OriginalId id) {
        Passage passage = Passage.of(
                        CALLER,
                        Action.EVIDENCE_EXAMINE,
                        Subject.evidence(id.evidence().value()))
                .with("original", Integer.toString(id.n()));
        gate.change(passage, outcome -> {
            look(id, outcome);
            return Optional.empty();
        });
    }

    private void look(OriginalId id, Outcome outcome) {
        Original original = originals.find(id).orElseThrow();
        Optional<Class<?>> way = wayIn(id);
        Glance.Seen seen = see(original);
        Examination found = found(id, seen);
        examinations.keep(found, clock.instant());
        insights.keep(id, insight(seen, found));
        prepare.schedule(id, seen);
        doubt(id, original, seen);
        if (!way.equals(wayIn(id))) {
            // Its key came while we looked. Whoever looked with it may have been quicker, and we wrote over what they
            // found.
            again(id);
        }
        outcome.note("format", seen.format().name())
                .note("playback", found.playback().name());
        // Commit point: what was found, what lists show of it and the job that goes on with it are durable together. A
        // crash
        // before leaves this job to be run again.
    }

    /** What should play and does not gets a salvage case, in this transaction. */
    private void doubt(OriginalId id, Original original, Glance.Seen seen) {
        if (!(seen.plan() instanceof Plan.Nothing(var reason))) {
            return;
        }
        if (unsealing.envelope(original.id()).orElse(null) instanceof Envelope.Closed) {
            // Nothing is wrong with it: it waits for its key.
            return;
        }
        try (MediaSource source = unsealing.open(original)) {
            if (seen.format() == Format.UNKNOWN && CardImage.is(source)) {
                doubts.cardImage(id);
            } else {
                doubts.notPlayable(id, reason);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("original " + original.id() + " cannot be read", e);
        }
    }

    /** As it is, closed, or open. */
    private Optional<Class<?>> wayIn(OriginalId id) {
        return unsealing.envelope(id).map(Envelope::getClass);
    }

    private Glance.Seen see(Original original) {
        Optional<Envelope> envelope = unsealing.envelope(original.id());
        if (envelope.orElse(null) instanceof Envelope.Closed) {
            return Glance.closed();
        }
        try (MediaSource source = unsealing.open(original)) {
            // What a browser is served of the original itself is encrypted: it never plays as it is.
            Glance.Seen seen = glance.look(source);
            return envelope.isPresent() ? seen.copied() : seen;
        } catch (IOException e) {
            throw new UncheckedIOException("original " + original.id() + " cannot be read", e);
        }
    }

    private static Examination found(OriginalId id, Glance.Seen seen) {
        return switch (seen.plan()) {
            case Plan.Direct(var type) ->
                Examination.ready(id, seen.format(), seen.kind(), seen.facts().orElseThrow(), Plays.ORIGINAL, type);
            case Plan.Proxy _, Plan.Still _ ->
                Examination.preparing(
                        id, seen.format(), seen.kind(), seen.facts().orElseThrow());
            case Plan.Nothing(var reason) -> Examination.none(id, seen.format(), seen.kind(), seen.facts(), reason);
        };
    }

    private static Insight insight(Glance.Seen seen, Examination found) {
        Original.Playback playback =
                switch (found.playback()) {
                    case READY -> Original.Playback.READY;
                    case PREPARING -> Original.Playback.PREPARING;
                    case NONE -> Original.Playback.NONE;
                };
        return new Insight(
                Optional.of(seen.mediaType()),
                playback,
                seen.duration(),
                Optional.empty(),
                seen.claimedStart(),
                seen.place().map(List::of),
                false);
    }
}
