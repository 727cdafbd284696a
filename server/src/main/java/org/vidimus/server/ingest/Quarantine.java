package org.vidimus.server.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.stereotype.Service;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.vault.Vault;

/** What came and was not taken as evidence. Nothing of it is dropped. */
@Service
class Quarantine {
    private final Gate gate;
    private final Uploads uploads;
    private final Vault vault;

    Quarantine(Gate gate, Uploads uploads, Vault vault) {
        this.gate = gate;
        this.uploads = uploads;
        this.vault = vault;
    }

    /** @param bytes closed by the caller */
    record Content(Upload upload, InputStream bytes) {}

    List<Upload> list(Caller caller) {
        return gate.view(Passage.of(caller, Action.QUARANTINE_LIST), outcome -> uploads.quarantine());
    }

    /** @throws org.vidimus.server.Refused if the upload has no bytes in quarantine */
    Content open(Caller caller, UploadId id) {
        Passage passage = Passage.of(caller, Action.EVIDENCE_DOWNLOAD, Subject.upload(id.value()));
        return gate.view(passage, outcome -> {
            Upload upload = uploads.get(id);
            if (!upload.inQuarantine()) {
                throw new IngestProblem.NotInQuarantine(id).refused();
            }
            outcome.note("name", upload.description().name()).note("from", "quarantine");
            try {
                return new Content(upload, vault.open(upload.bytes(), 0, upload.offsetBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
