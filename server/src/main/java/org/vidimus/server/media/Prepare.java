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
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Original;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.Originals;
import org.vidimus.server.media.Work.What;

/** The job that makes an original watchable, and what helps to look through it. */
@Component
class Prepare {
    private static final TaskDescriptor<Work> TASK = TaskDescriptor.of("media-prepare", Work.class);
    private static final Caller CALLER = Caller.job("render");
    private static final int MOST_TRIES = 10;
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final Gate gate;
    private final Originals originals;
    private final Preparation preparation;
    private final ObjectProvider<SchedulerClient> jobs;
    private final Clock clock;
    private final Benches benches = new Benches(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), BUSY);

    Prepare(
            Gate gate,
            Originals originals,
            Preparation preparation,
            ObjectProvider<SchedulerClient> jobs,
            Clock clock) {
        this.gate = gate;
        this.originals = originals;
        this.preparation = preparation;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Asks for the preparation, if there is anything to prepare. Joins the transaction. */
    void schedule(OriginalId id, Glance.Seen seen) {
        Optional<Work> work =
                switch (seen.plan()) {
                    case Plan.Direct _ -> Optional.of(Work.of(id, What.AIDS, true, true));
                    case Plan.Proxy(var picture, var sound) -> Optional.of(Work.of(id, What.PROXY, picture, sound));
                    case Plan.Still _ -> Optional.of(Work.of(id, What.STILL, false, false));
                    case Plan.Nothing _ ->
                        switch (seen.format()) {
                            case GPX, NMEA, JSON -> Optional.of(Work.of(id, What.TRACK, false, false));
                            default -> Optional.empty();
                        };
                };
        work.ifPresent(this::schedule);
    }

    private void schedule(Work work) {
        jobs.getObject()
                .scheduleIfNotExists(
                        TASK.instance(work.instance())
                                .data(work)
                                .priority(Priority.LOW)
                                .build(),
                        clock.instant());
    }

    Task<Work> task() {
        return Tasks.custom(TASK)
                .onFailure(new MaxRetriesFailureHandler<>(
                        MOST_TRIES,
                        new ExponentialBackoffFailureHandler<>(Duration.ofSeconds(5)),
                        (failed, _) ->
                                giveUp((Work) failed.getExecution().taskInstance.getData())))
                .execute((instance, context) -> benches.work(instance.getId(), clock, () -> run(instance.getData())));
    }

    /** Bears being run again: what an earlier run left unfinished is removed first. */
    void run(Work work) {
        OriginalId id = work.original();
        Original original =
                gate.view(passage(id, work), outcome -> originals.find(id).orElseThrow());
        try {
            Preparation.Ready ready = preparation.make(original, work);
            gate.change(passage(id, work), outcome -> {
                ready.keeping().keep(outcome);
                ready.next().ifPresent(this::schedule);
                return id;
            });
            // Commit point: sealed pieces, what is said of them, what lists show and the job that comes next are
            // durable
            // together. A crash before leaves drafts, which the next run of this job removes.
        } catch (IOException e) {
            throw new UncheckedIOException("original " + id + " could not be prepared", e);
        }
    }

    private void giveUp(Work work) {
        gate.change(passage(work.original(), work), outcome -> {
            preparation.giveUp(work.original(), outcome);
            return work;
        });
    }

    private static Passage passage(OriginalId id, Work work) {
        return Passage.of(
                        CALLER,
                        Action.EVIDENCE_RENDER,
                        Subject.evidence(id.evidence().value()))
                .with("original", Integer.toString(id.n()))
                .with("what", work.what().name());
    }
}
