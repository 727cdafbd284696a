package org.vidimus.server.ingest;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Facts;
import org.vidimus.server.custody.Subject;

/** Answers the policy about uploads. */
@Component
class UploadFacts implements Facts.Source {
    private final Uploads uploads;

    UploadFacts(Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.UPLOAD;
    }

    @Override
    public Optional<Facts> of(UUID id) {
        return uploads.find(new UploadId(id))
                .map(upload -> new Facts(upload.wearer(), upload.unit(), Optional.of(upload.madeBy())));
    }
}
