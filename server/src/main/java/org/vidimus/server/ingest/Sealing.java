package org.vidimus.server.ingest;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.vidimus.server.Refused;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Arrival;
import org.vidimus.server.evidence.Arrivals;
import org.vidimus.server.vault.Vault;
import org.vidimus.trust.Sha256;

/**
 * Ends a complete upload: compares what came with what was declared, and makes it an original, a duplicate or a case for the
 * quarantine, all in one transaction with its custody entry.
 */
@Service
class Sealing {
    private final Gate gate;
    private final Uploads uploads;
    private final Vault vault;
    private final Arrivals arrivals;
    private final SchedulerClient jobs;
    private final Mishaps mishaps;
    private final Clock clock;

    Sealing(
            Gate gate,
            Uploads uploads,
            Vault vault,
            Arrivals arrivals,
            SchedulerClient jobs,
            Mishaps mishaps,
            Clock clock) {
        this.gate = gate;
        this.uploads = uploads;
        this.vault = vault;
        this.arrivals = arrivals;
        this.jobs = jobs;
        this.mishaps = mishaps;
        this.clock = clock;
    }

    /**
     * Seals the upload, or finds it sealed.
     *
     * @throws Refused if it went to the quarantine, now or before
     */
    Upload seal(Caller caller, UploadId id) throws IOException {
        Upload upload = uploads.get(id);
        Optional<Sha256> received = upload.state() == UploadState.RECEIVING ? digest(upload) : Optional.empty();
        Upload ended = received.isPresent() ? end(caller, upload, received.get()) : uploads.get(id);
        if (ended.state() == UploadState.REFUSED) {
            throw new IngestProblem.Quarantined(ended).refused();
        }
        return ended;
    }

    /** Empty if somebody else ended the upload this very moment, as a duplicate, of which no bytes are kept. */
    private Optional<Sha256> digest(Upload upload) throws IOException {
        try {
            return Optional.of(vault.digest(upload.bytes()));
        } catch (NoSuchElementException gone) {
            if (uploads.get(upload.id()).state() == UploadState.RECEIVING) {
                throw gone;
            }
            return Optional.empty();
        }
    }

    private Upload end(Caller caller, Upload upload, Sha256 received) {
        try {
            return gate.change(
                    passage(caller, upload), outcome -> end(upload.id(), received, Optional.empty(), outcome));
        } catch (Refused refused) {
            // Evidence would not have it. Nothing of that transaction stands; what it said is kept with the bytes.
            return gate.change(
                    passage(caller, upload),
                    outcome -> end(upload.id(), received, Optional.of(Creation.trouble(refused.problem())), outcome));
        }
    }

    private static Passage passage(Caller caller, Upload upload) {
        Passage passage = Passage.of(caller, Action.UPLOAD_SEAL, upload.subject())
                .with("name", upload.description().name())
                .with("length-bytes", Long.toString(upload.lengthBytes()));
        Optional<Sha256> declared = upload.description().sha256();
        return declared.isPresent()
                ? passage.with("declared-sha256", declared.get().toString())
                : passage;
    }

    /** Inside the transaction of whoever has passed the gate for it. */
    Upload end(UploadId id, Sha256 received, Optional<Upload.Trouble> refused, Outcome outcome) {
        Upload upload = uploads.locked(id);
        if (upload.state() != UploadState.RECEIVING) {
            return upload;
        }
        note(upload, received, outcome);
        Optional<Upload.Trouble> trouble = refused.or(() -> digestDiffers(upload, received))
                .or(() -> uploads.conflicting(upload, received)
                        .map(there -> Creation.trouble(new IngestProblem.PartConflict(there, received))));
        if (trouble.isPresent()) {
            quarantine(upload, received, trouble.get(), outcome);
        } else {
            receive(upload, received, outcome);
        }
        return uploads.get(id);
    }

    private static void note(Upload upload, Sha256 received, Outcome outcome) {
        Description description = upload.description();
        outcome.note("sha256", received.toString())
                .note("length-bytes", Long.toString(upload.lengthBytes()))
                .note("name", description.name())
                .note("part", Integer.toString(description.part()));
        description.camera().ifPresent(camera -> outcome.note("camera", camera));
        description.recording().ifPresent(recording -> outcome.note("recording", recording));
        upload.cameraId().ifPresent(camera -> outcome.about(Subject.camera(camera)));
    }

    private static Optional<Upload.Trouble> digestDiffers(Upload upload, Sha256 received) {
        return upload.description()
                .sha256()
                .filter(declared -> !declared.equals(received))
                .map(declared -> new IngestProblem.DigestMismatch(upload.id(), declared, received))
                .map(Creation::trouble);
    }

    private void quarantine(Upload upload, Sha256 received, Upload.Trouble trouble, Outcome outcome) {
        seal(upload, received);
        uploads.refused(upload.id(), trouble, received, clock.instant());
        mishaps.happened(upload.mishap(Mishaps.Cause.UPLOAD_REFUSED, trouble));
        outcome.about(Subject.evidence(upload.evidence().value()))
                .note("problem", trouble.code())
                .note("state", UploadState.REFUSED.name());
        upload.description().sha256().ifPresent(declared -> outcome.note("declared-sha256", declared.toString()));
    }

    private void receive(Upload upload, Sha256 received, Outcome outcome) {
        Instant now = clock.instant();
        Arrivals.Received original = arrivals.receive(arrival(upload, received));
        outcome.about(Subject.evidence(original.evidence().value()))
                .note("evidence", original.evidence().toString())
                .note("original", Integer.toString(original.n()));
        Description description = upload.description();
        if (description.camera().isPresent() && description.recording().isPresent()) {
            mishaps.arrived(
                    description.camera().get(), description.recording().get(), description.part(), description.name());
        }
        original.breach().ifPresent(breach -> outcome.note("breaks", breach.rule())
                .note("profile", breach.profile())
                .note("held", "apart"));
        original.apart().forEach(each -> outcome.about(Subject.evidence(each.value())));
        if (original.duplicateOf() && !isBroken(original)) {
            uploads.duplicate(upload.id(), original.evidence(), original.n(), received, now);
            vault.delete(upload.bytes());
            outcome.note("state", UploadState.DUPLICATE.name());
            return;
        }
        seal(upload, received);
        uploads.sealed(upload.id(), original.evidence(), original.n(), received, now);
        jobs.scheduleIfNotExists(ReadBackJob.of(upload.id()), now);
        outcome.note("state", UploadState.SEALED.name());
    }

    /** What comes out of the quarantine was sealed on its way in. */
    private void seal(Upload upload, Sha256 received) {
        if (upload.sha256().isEmpty()) {
            vault.seal(upload.bytes(), received);
        }
    }

    /** Then these bytes are kept, to take the broken copy's place once they are read back. */
    private boolean isBroken(Arrivals.Received original) {
        return uploads.copiesOf(original.evidence(), original.n()).stream()
                .findFirst()
                .filter(Upload::isBroken)
                .isPresent();
    }

    private static Arrival arrival(Upload upload, Sha256 received) {
        Description description = upload.description();
        return new Arrival(
                upload.evidence(),
                upload.bytes(),
                description.name(),
                upload.lengthBytes(),
                received,
                description.camera(),
                description.recording(),
                description.part(),
                description.start(),
                description.end(),
                description.clockOffset(),
                upload.wearer(),
                upload.unit(),
                description.sidecarOf());
    }
}
