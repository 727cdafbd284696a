package org.vidimus.server.ingest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.server.vault.Vault;
import org.vidimus.trust.Sha256;

/** What lies in quarantine, for rooms that read it. Nobody changes a byte of it by this; whoever asks has passed the gate. */
@Service
public class QuarantinedFiles {
    private final Uploads uploads;
    private final Vault vault;

    QuarantinedFiles(Uploads uploads, Vault vault) {
        this.uploads = uploads;
        this.vault = vault;
    }

    /**
     * One file.
     *
     * @param sha256 of the bytes that came, which need not be all of the file
     * @param cameraStart what the camera's own clock said
     */
    public record QuarantinedFile(
            UUID upload,
            ObjectId object,
            String name,
            long lengthBytes,
            Sha256 sha256,
            Optional<String> camera,
            Optional<PersonId> wearer,
            Optional<UnitId> unit,
            Optional<Instant> cameraStart,
            Optional<Duration> clockOffset) {}

    /** Empty if the upload is none, is not in quarantine, or left no bytes. */
    public Optional<QuarantinedFile> find(UUID upload) throws IOException {
        Optional<Upload> kept = uploads.find(new UploadId(upload)).filter(Upload::inQuarantine);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Upload file = kept.get();
        return Optional.of(new QuarantinedFile(
                upload,
                file.bytes(),
                file.description().name(),
                file.offsetBytes(),
                file.sha256().isPresent() ? file.sha256().get() : vault.digest(file.bytes()),
                file.description().camera(),
                file.wearer(),
                file.unit(),
                file.description().start(),
                file.description().clockOffset()));
    }

    /** Whether it is there, without reading it. */
    public boolean has(UUID upload) {
        return uploads.find(new UploadId(upload)).filter(Upload::inQuarantine).isPresent();
    }
}
