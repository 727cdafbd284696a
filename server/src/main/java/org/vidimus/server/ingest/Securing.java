package org.vidimus.server.ingest;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Arrivals;
import org.vidimus.server.vault.Vault;
import org.vidimus.trust.Sha256;

/** Reads the stored copy back. Only after that may a camera be told to erase. */
@Service
class Securing {
    private static final Logger LOG = LoggerFactory.getLogger(Securing.class);
    private static final Caller JOB = Caller.job("read-back");

    private final Gate gate;
    private final Uploads uploads;
    private final Vault vault;
    private final Arrivals arrivals;
    private final SchedulerClient jobs;
    private final Clock clock;

    Securing(Gate gate, Uploads uploads, Vault vault, Arrivals arrivals, SchedulerClient jobs, Clock clock) {
        this.gate = gate;
        this.uploads = uploads;
        this.vault = vault;
        this.arrivals = arrivals;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Reads back the upload's bytes and, if they are what was received, marks it secured. Does nothing to one that is not
     * waiting for it.
     *
     * @throws org.vidimus.server.Refused if they are not, or cannot be read; the upload stays sealed and says so
     */
    void secure(UploadId id) {
        Optional<Upload> waiting = uploads.find(id).filter(upload -> upload.state() == UploadState.SEALED);
        if (waiting.isEmpty()) {
            return;
        }
        Upload upload = waiting.get();
        Sha256 received = upload.sha256().orElseThrow();
        ReadBack stored = readBack(upload);
        Passage passage = Passage.of(
                        JOB,
                        Action.UPLOAD_SECURE,
                        upload.subject(),
                        Subject.evidence(upload.evidence().value()))
                .with("sha256", received.toString());
        try {
            gate.change(passage, outcome -> {
                switch (stored) {
                    case ReadBack.Of(Sha256 digest)
                    when digest.equals(received) -> outcome.note("read-back-sha256", digest.toString());
                    case ReadBack.Of(Sha256 digest) -> {
                        outcome.note("read-back-sha256", digest.toString());
                        throw new IngestProblem.ReadBackDiffers(id, received.toString(), digest.toString()).refused();
                    }
                    case ReadBack.Failed(String why) -> throw new IngestProblem.ReadBackFailed(id, why).refused();
                }
                settle(upload, outcome);
                return id;
            });
        } catch (org.vidimus.server.Refused refused) {
            LOG.error(
                    "read-back failed upload={} code={}", id, refused.problem().code());
            uploads.unsecured(id, Creation.trouble(refused.problem()));
            throw refused;
        }
    }

    /** Its bytes are what was received. They become the stored copy of the original, unless another is whole. */
    private void settle(Upload upload, Outcome outcome) {
        List<Upload> copies =
                uploads.copiesOf(upload.evidence(), upload.original().orElseThrow());
        if (copies.stream().noneMatch(copy -> copy.id().equals(upload.id()))) {
            return;
        }
        Upload inUse = copies.getFirst();
        if (inUse.id().equals(upload.id())) {
            uploads.secured(upload.id(), clock.instant());
            arrivals.secured(upload.bytes());
        } else if (inUse.isBroken()) {
            uploads.secured(upload.id(), clock.instant());
            arrivals.replace(inUse.bytes(), upload.bytes());
            giveUp(inUse);
            outcome.about(inUse.subject())
                    .note("object", upload.bytes().toString())
                    .note("replaces-object", inUse.bytes().toString());
        } else {
            giveUp(upload);
            outcome.note("state", UploadState.DUPLICATE.name());
        }
    }

    private void giveUp(Upload copy) {
        uploads.givenUp(copy.id());
        vault.delete(copy.bytes());
    }

    /**
     * Takes back its word about every copy that was found broken since it was read back, and has it read back again: a disk may
     * only have been away for a while. Until then no camera's file goes because of it.
     */
    void doubt() {
        for (Uploads.Doubt doubt : uploads.doubted()) {
            UploadId id = doubt.upload();
            Upload.Trouble trouble = Creation.trouble(
                    new IngestProblem.ReadBackFailed(id, doubt.why()).refused().problem());
            gate.change(Passage.of(JOB, Action.UPLOAD_SECURE, Subject.upload(id.value())), outcome -> {
                Upload upload = uploads.locked(id);
                if (upload.state() != UploadState.SECURED) {
                    return id;
                }
                uploads.unsecured(id, trouble);
                arrivals.unsecured(upload.bytes());
                jobs.scheduleIfNotExists(ReadBackJob.of(id), clock.instant());
                outcome.about(Subject.evidence(upload.evidence().value()))
                        .note("state", UploadState.SEALED.name())
                        .note("problem", trouble.code());
                return id;
            });
            LOG.error("a copy that was read back is broken upload={} why=\"{}\"", id, doubt.why());
        }
    }

    private sealed interface ReadBack {
        record Of(Sha256 digest) implements ReadBack {}

        record Failed(String why) implements ReadBack {}
    }

    private ReadBack readBack(Upload upload) {
        try {
            return new ReadBack.Of(vault.readBack(upload.bytes()));
        } catch (IOException e) {
            return new ReadBack.Failed(String.valueOf(e.getMessage()));
        }
    }
}
