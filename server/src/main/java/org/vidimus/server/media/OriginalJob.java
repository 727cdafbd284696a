package org.vidimus.server.media;

import java.util.UUID;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.OriginalId;

/** What a job about one original carries. */
record OriginalJob(UUID evidence, int n) {
    static OriginalJob of(OriginalId id) {
        return new OriginalJob(id.evidence().value(), id.n());
    }

    OriginalId original() {
        return new OriginalId(new EvidenceId(evidence), n);
    }
}
