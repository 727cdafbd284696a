package org.vidimus.server.evidence;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Facts;
import org.vidimus.server.custody.Subject;

/** Tells the policy whose evidence something is. */
@Component
class EvidenceFacts implements Facts.Source {
    private final Listing listing;

    EvidenceFacts(Listing listing) {
        this.listing = listing;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.EVIDENCE;
    }

    @Override
    public Optional<Facts> of(UUID id) {
        return listing.find(new EvidenceId(id)).map(Listing.Row::facts);
    }
}
