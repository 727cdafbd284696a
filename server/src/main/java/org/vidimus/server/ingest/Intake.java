package org.vidimus.server.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.vault.ObjectBusy;
import org.vidimus.server.vault.Vault;
import org.vidimus.server.vault.VaultFull;
import org.vidimus.server.vault.WrongOffset;
import org.vidimus.server.web.Events;

/** Takes in bytes of announced files. Leaves no trace in the ledger, unless it is refused: sealing does. */
@Service
class Intake {
    /** How much of its rest an upload may have used up before a request renews it: a row is not written for each. */
    private static final Duration RENEWAL = Duration.ofHours(1);

    private final Gate gate;
    private final Uploads uploads;
    private final Vault vault;
    private final Sealing sealing;
    private final Events events;
    private final IngestSettings settings;
    private final Clock clock;

    Intake(
            Gate gate,
            Uploads uploads,
            Vault vault,
            Sealing sealing,
            Events events,
            IngestSettings settings,
            Clock clock) {
        this.gate = gate;
        this.uploads = uploads;
        this.vault = vault;
        this.sealing = sealing;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A request's bytes.
     *
     * @param lengthBytes as announced; -1 where the request does not say
     */
    record Body(InputStream bytes, long lengthBytes, Optional<Checksum> checksum) {}

    /** @param upload as it was before; {@code offsetBytes} is durable now */
    record Received(Upload upload, long offsetBytes, Instant expiresAt) {}

    /** Appends the body, and seals the upload when it is complete by that. */
    Received append(Caller caller, UploadId id, long offsetBytes, Body body) throws IOException {
        Passage passage = Passage.of(caller, Action.UPLOAD_APPEND, Subject.upload(id.value()));
        Upload upload = gate.view(passage, outcome -> uploads.get(id));
        return append(caller, upload, offsetBytes, body);
    }

    /** The same for an upload that the caller has just made, and so has passed the gate for. */
    Received append(Caller caller, Upload upload, long offsetBytes, Body body) throws IOException {
        refuseUnlessReceiving(upload);
        refuseBeyond(upload.lengthBytes(), offsetBytes, Math.max(0, body.lengthBytes()));
        Vault.Appended appended = store(upload, offsetBytes, body);
        events.publish(upload.subject(), Map.of());
        if (appended.sourceBroke() || endedEarly(offsetBytes, body, appended)) {
            throw new IngestProblem.BodyCut(appended.offsetBytes()).refused();
        }
        if (appended.offsetBytes() == upload.lengthBytes()) {
            refuseMore(upload, body);
            sealing.seal(caller, upload.id());
            return new Received(upload, appended.offsetBytes(), upload.expiresAt());
        }
        return new Received(upload, appended.offsetBytes(), renewed(upload));
    }

    private static void refuseUnlessReceiving(Upload upload) {
        switch (upload.state()) {
            case RECEIVING -> {}
            case SEALED, SECURED, DUPLICATE ->
                throw new IngestProblem.UploadFinished(upload.id(), upload.state()).refused();
            case REFUSED -> throw new IngestProblem.Quarantined(upload).refused();
            case EXPIRED -> throw new IngestProblem.UploadExpired(upload.id()).refused();
        }
    }

    private static void refuseBeyond(long lengthBytes, long offsetBytes, long bodyBytes) {
        if (bodyBytes > lengthBytes - offsetBytes) {
            throw new IngestProblem.BeyondLength(lengthBytes, offsetBytes + bodyBytes).refused();
        }
    }

    private Vault.Appended store(Upload upload, long offsetBytes, Body body) throws IOException {
        Progress progress = new Progress(body.bytes(), offsetBytes, upload, events);
        long room = upload.lengthBytes() - offsetBytes;
        long atMost = body.lengthBytes() < 0 ? room : Math.min(room, body.lengthBytes());
        try {
            if (body.checksum().isEmpty()) {
                return vault.append(upload.bytes(), offsetBytes, progress, atMost);
            }
            return storeChecked(
                    upload, offsetBytes, progress, atMost, body.checksum().get());
        } catch (ObjectBusy e) {
            throw new IngestProblem.UploadBusy(upload.id()).refused();
        } catch (WrongOffset e) {
            throw new IngestProblem.OffsetDiffers(e.durableBytes(), offsetBytes).refused();
        } catch (VaultFull e) {
            throw new IngestProblem.Full(String.valueOf(e.getMessage())).refused();
        }
    }

    private Vault.Appended storeChecked(
            Upload upload, long offsetBytes, InputStream bytes, long atMost, Checksum checksum) throws IOException {
        Vault.Appended appended =
                vault.append(upload.bytes(), offsetBytes, checksum.over(bytes), atMost, checksum::holds);
        if (!appended.sourceBroke() && !checksum.holds()) {
            throw new IngestProblem.ChecksumDiffers(
                            checksum.algorithm(),
                            Checksum.base64(checksum.declared()),
                            Checksum.base64(checksum.received()),
                            appended.offsetBytes())
                    .refused();
        }
        return appended;
    }

    private static boolean endedEarly(long offsetBytes, Body body, Vault.Appended appended) {
        return body.lengthBytes() >= 0 && appended.offsetBytes() - offsetBytes < body.lengthBytes();
    }

    /** A body that does not say its length may go on behind the upload's end; what came until there counts. */
    private static void refuseMore(Upload upload, Body body) throws IOException {
        if (body.lengthBytes() < 0 && body.bytes().read() >= 0) {
            throw new IngestProblem.BeyondLength(upload.lengthBytes(), upload.lengthBytes() + 1).refused();
        }
    }

    private Instant renewed(Upload upload) {
        Instant until = clock.instant().plus(settings.expiry());
        if (Duration.between(upload.expiresAt(), until).compareTo(RENEWAL) < 0) {
            return upload.expiresAt();
        }
        uploads.rest(upload.id(), until);
        return until;
    }
}
