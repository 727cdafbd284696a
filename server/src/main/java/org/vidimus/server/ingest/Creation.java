package org.vidimus.server.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.vault.KeyId;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.server.vault.Vault;

/** Announces a file: reserves its evidence and makes room for its bytes. */
@Service
class Creation {
    private final Gate gate;
    private final Uploads uploads;
    private final Cameras cameras;
    private final Vault vault;
    private final IngestSettings settings;
    private final Clock clock;

    Creation(Gate gate, Uploads uploads, Cameras cameras, Vault vault, IngestSettings settings, Clock clock) {
        this.gate = gate;
        this.uploads = uploads;
        this.cameras = cameras;
        this.vault = vault;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @return the upload, which waits for its first byte
     * @throws org.vidimus.server.Refused if its camera is unknown, or it has no bytes; the latter is kept as a refused upload
     */
    Upload create(Caller caller, long lengthBytes, Description description) {
        Optional<Cameras.KnownCamera> camera =
                description.camera().flatMap(serial -> cameras.known(serial, description.recordedAt()));
        Passage passage = passage(caller, lengthBytes, description, camera);
        Upload upload = gate.change(passage, outcome -> {
            if (description.camera().isPresent() && camera.isEmpty()) {
                throw new IngestProblem.CameraUnknown(description.camera().get()).refused();
            }
            return add(caller, lengthBytes, description, camera, outcome);
        });
        if (lengthBytes == 0) {
            throw new IngestProblem.EmptyFile(description.name()).refused();
        }
        return upload;
    }

    private Upload add(
            Caller caller,
            long lengthBytes,
            Description description,
            Optional<Cameras.KnownCamera> camera,
            Outcome outcome) {
        Instant now = clock.instant();
        EvidenceId evidence = evidence(description);
        Optional<ObjectId> object =
                lengthBytes == 0 ? Optional.empty() : Optional.of(vault.create(new KeyId(evidence.value())));
        Optional<Upload.Trouble> trouble = lengthBytes == 0
                ? Optional.of(trouble(new IngestProblem.EmptyFile(description.name())))
                : Optional.empty();
        List<String> flags = description.flags(now);
        Upload upload = new Upload(
                UploadId.random(),
                lengthBytes == 0 ? UploadState.REFUSED : UploadState.RECEIVING,
                object,
                evidence,
                Optional.empty(),
                lengthBytes,
                0,
                description,
                camera.map(known -> known.subject().id()),
                flags,
                caller.id(),
                camera.isPresent() ? camera.get().wearer() : caller.person().map(PersonId::new),
                camera.isPresent() ? camera.get().unit() : caller.unit().map(UnitId::new),
                Optional.empty(),
                trouble,
                now,
                now.plus(settings.expiry()),
                Optional.empty(),
                Optional.empty());
        uploads.add(upload);
        outcome.about(upload.subject()).note("upload", upload.id().toString()).note("evidence", evidence.toString());
        if (object.isPresent()) {
            outcome.about(Subject.evidence(evidence.value()));
        }
        if (!flags.isEmpty()) {
            outcome.note("flags", String.join(" ", flags));
        }
        trouble.ifPresent(problem -> outcome.note("problem", problem.code()));
        return upload;
    }

    static Upload.Trouble trouble(org.vidimus.server.Problem problem) {
        return new Upload.Trouble(problem.code(), problem.message());
    }

    private EvidenceId evidence(Description description) {
        if (description.camera().isPresent() && description.recording().isPresent()) {
            return uploads.reserve(
                    description.camera().get(), description.recording().get());
        }
        return new EvidenceId(UUID.randomUUID());
    }

    private static Passage passage(
            Caller caller, long lengthBytes, Description description, Optional<Cameras.KnownCamera> camera) {
        Passage passage = camera.map(known -> Passage.of(caller, Action.UPLOAD_CREATE, known.subject()))
                .orElseGet(() -> Passage.of(caller, Action.UPLOAD_CREATE))
                .with("name", description.name())
                .with("length-bytes", Long.toString(lengthBytes))
                .with("part", Integer.toString(description.part()));
        if (description.camera().isPresent()) {
            passage = passage.with("camera", description.camera().get());
        }
        if (description.recording().isPresent()) {
            passage = passage.with("recording", description.recording().get());
        }
        if (description.sha256().isPresent()) {
            passage = passage.with("declared-sha256", description.sha256().get().toString());
        }
        if (description.start().isPresent()) {
            passage = passage.with("start", description.start().get().toString());
        }
        if (description.end().isPresent()) {
            passage = passage.with("end", description.end().get().toString());
        }
        if (description.clockOffset().isPresent()) {
            passage = passage.with(
                    "clock-offset-ms",
                    Long.toString(description.clockOffset().get().toMillis()));
        }
        return passage;
    }
}
