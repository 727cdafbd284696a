package org.vidimus.server.vault;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/**
 * Verifies everything stored: that it is there, as long as it should be, opens, and hashes to what it was sealed as; and that
 * nothing else is there. Slow by intent, goes on after a restart where it was, and changes nothing but its own notes.
 */
@Service
class Scrubber {
    private static final Caller JOB = Caller.job("scrub");
    private static final int PAGE = 200;

    private final Gate gate;
    private final Scrubs scrubs;
    private final SealedVault.Parts parts;
    private final SchedulerClient jobs;
    private final VaultSettings settings;
    private final Clock clock;

    Scrubber(
            Gate gate,
            Scrubs scrubs,
            SealedVault.Parts parts,
            SchedulerClient jobs,
            VaultSettings settings,
            Clock clock) {
        this.gate = gate;
        this.scrubs = scrubs;
        this.parts = parts;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    /** Starts a scrub, or finds one running. */
    Scrub start(Caller caller) {
        Passage passage = Passage.of(caller, Action.VAULT_SCRUB, Subject.VAULT);
        return gate.change(passage, outcome -> {
            Optional<UUID> started = scrubs.start(caller.kind() + ":" + caller.id(), clock.instant());
            started.ifPresent(id -> jobs.scheduleIfNotExists(ScrubJobs.of(id), clock.instant()));
            Scrub scrub = started.flatMap(scrubs::find)
                    .or(scrubs::running)
                    .orElseThrow(() -> new IllegalStateException("a scrub ended in this very moment; ask again"));
            outcome.note("scrub", scrub.id().toString()).note("state", started.isPresent() ? "started" : "running");
            return scrub;
        });
    }

    /** Starts one if the last is as long ago as the operator wants them apart. */
    void startIfDue() {
        Instant due = clock.instant().minus(settings.scrubEvery());
        boolean recent = scrubs.latest(1).stream()
                .anyMatch(last ->
                        last.state() == Scrub.State.RUNNING || last.startedAt().isAfter(due));
        if (!recent && !parts.objects().behind(null, 1).isEmpty()) {
            start(JOB);
        }
    }

    /** The last ones, with what the latest readers of any kind found. */
    List<Scrub> latest(Caller caller) {
        return gate.view(Passage.of(caller, Action.VAULT_REPORT, Subject.VAULT), outcome -> scrubs.latest(20));
    }

    /**
     * Runs a scrub to its end, from where it was.
     *
     * @throws IOException if this thread is told to stop, or storage cannot even be listed; the scrub goes on later
     */
    void run(UUID id) throws IOException {
        Optional<Scrub> wanted = scrubs.find(id).filter(scrub -> scrub.state() == Scrub.State.RUNNING);
        if (wanted.isEmpty()) {
            return;
        }
        Throttle throttle = new Throttle(settings.scrubPerSecond().toBytes());
        Scrub scrub = wanted.get();
        List<Objects.Known> page = parts.objects().behind(scrub.behind().orElse(null), PAGE);
        while (!page.isEmpty()) {
            for (Objects.Known object : page) {
                scrub = inspect(scrub, object, throttle);
                scrubs.save(scrub);
            }
            page = parts.objects().behind(scrub.behind().orElse(null), PAGE);
        }
        scrub = strangers(scrub);
        scrubs.save(scrub);
        finish(scrub);
    }

    private Scrub inspect(Scrub scrub, Objects.Known object, Throttle throttle) throws IOException {
        if (Thread.interrupted()) {
            throw new ClosedByInterruptException();
        }
        Inspection inspection = new Inspection(parts.reader(), parts.backend(), parts.pace(), throttle::spend);
        Reader.Index index;
        try {
            index = parts.reader().fresh(object.id());
        } catch (NoSuchElementException e) {
            return scrub.past(object.id(), 0, 0, 0);
        }
        List<Finding> findings = inspection.of(index);
        if (!findings.isEmpty() && parts.objects().find(object.id()).isEmpty()) {
            // Deleted while it was being looked at.
            findings = List.of();
        }
        findings.forEach(finding -> parts.findings().add(finding, Findings.By.SCRUB, Optional.of(scrub.id())));
        return scrub.past(
                object.id(), index.parts().size(), index.object().extent().lengthBytes(), findings.size());
    }

    /** What lies in storage and belongs to nothing known. An object's row commits before its first byte is written. */
    private Scrub strangers(Scrub scrub) throws IOException {
        List<Finding> findings = new ArrayList<>();
        parts.backend()
                .list(
                        object -> unknown(object).ifPresent(findings::add),
                        path -> findings.add(new Finding(
                                Finding.Code.OBJECT_UNKNOWN,
                                Optional.empty(),
                                0,
                                "storage has " + path + ", which is no object of this vault")));
        findings.forEach(finding -> parts.findings().add(finding, Findings.By.SCRUB, Optional.of(scrub.id())));
        return scrub.withMoreFindings(findings.size());
    }

    private Optional<Finding> unknown(ObjectId object) {
        if (parts.objects().find(object).isPresent() || parts.objects().removalIsDue(object)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Finding.Code.OBJECT_UNKNOWN,
                Optional.of(object),
                0,
                "storage has object " + object + ", which the database does not know"));
    }

    private void finish(Scrub scrub) {
        gate.change(
                Passage.of(JOB, Action.VAULT_SCRUB, Subject.VAULT)
                        .with("scrub", scrub.id().toString()),
                outcome -> {
                    scrubs.finish(scrub.id(), clock.instant());
                    outcome.note("state", "finished")
                            .note("objects", Long.toString(scrub.objects()))
                            .note("parts", Long.toString(scrub.parts()))
                            .note("bytes", Long.toString(scrub.bytes()))
                            .note("findings", Integer.toString(scrub.findings()));
                    return scrub;
                });
    }
}
