package org.vidimus.server.ingest;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.vault.Vault;

/** What a sender asks and says of its uploads, bytes aside. */
@Service
class Tracking {
    private final Gate gate;
    private final Uploads uploads;
    private final Vault vault;
    private final Sealing sealing;
    private final Scopes scopes;
    private final Clock clock;

    Tracking(Gate gate, Uploads uploads, Vault vault, Sealing sealing, Scopes scopes, Clock clock) {
        this.gate = gate;
        this.uploads = uploads;
        this.vault = vault;
        this.sealing = sealing;
        this.scopes = scopes;
        this.clock = clock;
    }

    /** The upload, as it is. */
    Upload show(Caller caller, UploadId id) {
        return gate.view(
                Passage.of(caller, Action.UPLOAD_SHOW, Subject.upload(id.value())), outcome -> uploads.get(id));
    }

    /**
     * Where a sender goes on. Finds a complete upload that the server died over, and seals it: the sender takes an offset at
     * the end for success.
     *
     * @throws org.vidimus.server.Refused if the upload was refused, or has expired
     */
    Upload offset(Caller caller, UploadId id) throws IOException {
        Upload upload = show(caller, id);
        return switch (upload.state()) {
            case RECEIVING -> upload.complete() ? sealing.seal(caller, id) : upload;
            case SEALED, SECURED, DUPLICATE -> upload;
            case REFUSED -> throw new IngestProblem.Quarantined(upload).refused();
            case EXPIRED -> throw new IngestProblem.UploadExpired(id).refused();
        };
    }

    List<Upload> list(Caller caller, Uploads.Filter filter) {
        return gate.view(
                Passage.of(caller, Action.UPLOAD_SHOW),
                outcome -> uploads.list(filter, scopes.of(caller, Action.UPLOAD_SHOW)));
    }

    /**
     * Gives up an upload that is not complete; its bytes go.
     *
     * @throws org.vidimus.server.Refused if it is: evidence, and what is in quarantine, does not go this way
     */
    void terminate(Caller caller, UploadId id) {
        gate.change(Passage.of(caller, Action.UPLOAD_TERMINATE, Subject.upload(id.value())), outcome -> {
            Upload upload = uploads.locked(id);
            if (upload.state() != UploadState.RECEIVING || upload.complete()) {
                throw new IngestProblem.UploadFinished(id, upload.state()).refused();
            }
            outcome.note("name", upload.description().name())
                    .note("received-bytes", Long.toString(upload.offsetBytes()))
                    .note("length-bytes", Long.toString(upload.lengthBytes()));
            uploads.remove(id);
            vault.delete(upload.bytes());
            return id;
        });
    }

    /**
     * Notes that the camera's file is gone.
     *
     * @param at when, by the sender's clock
     * @throws org.vidimus.server.Refused if the stored copy was not read back yet
     */
    void erased(Caller caller, UploadId id, Instant at) {
        List<Subject> subjects = new ArrayList<>(List.of(Subject.upload(id.value())));
        // The gate answers for what does not exist, as it does for what is hidden.
        uploads.find(id).flatMap(Upload::cameraId).ifPresent(camera -> subjects.add(Subject.camera(camera)));
        Passage passage = new Passage(
                caller,
                Action.CAMERA_ERASE,
                subjects,
                java.util.Optional.empty(),
                java.util.Map.of("at", at.toString()));
        gate.change(passage, outcome -> {
            Upload upload = uploads.locked(id);
            if (upload.securedAt().isEmpty()) {
                throw new IngestProblem.NotSecured(id, upload.state()).refused();
            }
            uploads.erased(id, at, clock.instant());
            outcome.about(Subject.evidence(upload.evidence().value()))
                    .note("name", upload.description().name());
            upload.sha256().ifPresent(digest -> outcome.note("sha256", digest.toString()));
            return id;
        });
    }
}
