package org.vidimus.server.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Arrivals;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.trust.Sha256;

/**
 * The way in for doors that bring whole files: what the vault holds already goes through the same sealing as a resumable upload
 * and ends the same way, as an original, a duplicate, or a case for the quarantine.
 *
 * <p>Everything joins the transaction that is running, inside the gate; there must be one.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Deliveries {
    private final Uploads uploads;
    private final Sealing sealing;
    private final Mishaps mishaps;
    private final Arrivals arrivals;
    private final IngestSettings settings;
    private final Clock clock;

    Deliveries(
            Uploads uploads,
            Sealing sealing,
            Mishaps mishaps,
            Arrivals arrivals,
            IngestSettings settings,
            Clock clock) {
        this.uploads = uploads;
        this.sealing = sealing;
        this.mishaps = mishaps;
        this.arrivals = arrivals;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A file that has come in whole.
     *
     * @param object its bytes, all durable, not yet sealed
     * @param evidence what {@link #reserve} answered for its recording, or a new id
     * @param camera only one that the house knows
     * @param flags what is odd about it, as codes
     * @param by the caller who brought it
     */
    public record Delivery(
            ObjectId object,
            EvidenceId evidence,
            long lengthBytes,
            Sha256 sha256,
            String name,
            Optional<String> type,
            Optional<Cameras.KnownCamera> camera,
            Optional<String> recording,
            int part,
            Optional<Instant> start,
            Optional<Instant> end,
            Optional<PersonId> wearer,
            Optional<UnitId> unit,
            Optional<String> sidecarOf,
            List<String> flags,
            UUID by) {}

    /** Why something is not taken as evidence. */
    public record Reason(String code, String detail) {}

    /** How it ended. */
    public enum End {
        SEALED,
        DUPLICATE,
        QUARANTINED
    }

    /** @param original number within the evidence; empty in quarantine */
    public record Taken(
            UUID upload, End end, EvidenceId evidence, Optional<Integer> original, Optional<Reason> reason) {}

    /** The evidence of the camera's recording; the first to ask fixes which. */
    public EvidenceId reserve(String camera, String recording) {
        return uploads.reserve(camera, recording);
    }

    /**
     * Takes the file in.
     *
     * @param quarantine why it must not become evidence, where the door knows that
     * @throws org.vidimus.server.Refused if evidence would not have it. Nothing of the transaction may stand; the file can be
     *     delivered again with that as the reason
     */
    public Taken take(Delivery delivery, Optional<Reason> quarantine, Outcome outcome) {
        Instant now = clock.instant();
        Upload upload = upload(UploadId.random(), delivery, now);
        uploads.add(upload);
        outcome.about(upload.subject()).note("upload", upload.id().toString());
        Upload ended = sealing.end(
                upload.id(),
                delivery.sha256(),
                quarantine.map(reason -> new Upload.Trouble(reason.code(), reason.detail())),
                outcome);
        // Commit point, with the transaction: original, custody entry and read-back job are durable together, over
        // bytes
        // that were durable before. A crash before leaves bytes that no original names; the door removes them later.
        return taken(ended);
    }

    private static Taken taken(Upload ended) {
        return new Taken(
                ended.id().value(),
                switch (ended.state()) {
                    case SEALED, SECURED -> End.SEALED;
                    case DUPLICATE -> End.DUPLICATE;
                    case RECEIVING, REFUSED, EXPIRED -> End.QUARANTINED;
                },
                ended.evidence(),
                ended.original(),
                ended.problem().map(trouble -> new Reason(trouble.code(), trouble.detail())));
    }

    /** What {@link #take} put into the quarantine: the digest of its bytes, and what was odd about it. */
    public record Kept(Sha256 sha256, List<String> flags) {}

    /** Empty if the upload is none of these, or there no more. */
    public Optional<Kept> kept(UUID upload) {
        return uploads.find(new UploadId(upload)).filter(Upload::inQuarantine).flatMap(each -> each.sha256()
                .map(sha256 -> new Kept(sha256, each.flags())));
    }

    /**
     * Takes in what lies in quarantine, as it is known to be now. It may end there again, for another reason.
     *
     * @param delivery over the same bytes
     * @throws org.vidimus.server.Refused if evidence would not have it. Nothing of the transaction may stand
     */
    public Taken admit(UUID upload, Delivery delivery, Outcome outcome) {
        UploadId id = new UploadId(upload);
        Upload kept = uploads.locked(id);
        if (kept.state() != UploadState.REFUSED || !kept.object().equals(Optional.of(delivery.object()))) {
            throw new IngestProblem.NotInQuarantine(id).refused();
        }
        uploads.again(upload(id, delivery, clock.instant()));
        mishaps.admitted(upload);
        // Commit point, with the transaction: the file is out of the quarantine and an original, or still in it. Its
        // bytes
        // stay where they are either way.
        return taken(sealing.end(id, delivery.sha256(), Optional.empty(), outcome));
    }

    /** In which order the footage of what was delivered follows, and when, as its sender says now. @return whether that is news */
    public boolean arrange(EvidenceId evidence, List<Arrivals.Placed> footage) {
        return arrivals.arrange(evidence, footage);
    }

    private Upload upload(UploadId id, Delivery delivery, Instant now) {
        Description description = new Description(
                delivery.name(),
                delivery.type(),
                delivery.camera().map(Cameras.KnownCamera::serial),
                delivery.recording(),
                delivery.part(),
                delivery.start(),
                delivery.end(),
                Optional.<Duration>empty(),
                Optional.empty(),
                delivery.sidecarOf());
        List<String> flags = new ArrayList<>(description.flags(now));
        flags.addAll(delivery.flags());
        return new Upload(
                id,
                UploadState.RECEIVING,
                Optional.of(delivery.object()),
                delivery.evidence(),
                Optional.empty(),
                delivery.lengthBytes(),
                delivery.lengthBytes(),
                description,
                delivery.camera().map(Cameras.KnownCamera::subject).map(Subject::id),
                flags,
                delivery.by(),
                delivery.wearer(),
                delivery.unit(),
                Optional.empty(),
                Optional.empty(),
                now,
                now.plus(settings.expiry()),
                Optional.empty(),
                Optional.empty());
    }
}
