package org.vidimus.server.sharing;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Facts;
import org.vidimus.server.custody.Subject;

/** Tells the policy who made a bundle. */
@Component
class BundleFacts implements Facts.Source {
    private final Bundles bundles;

    BundleFacts(Bundles bundles) {
        this.bundles = bundles;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.BUNDLE;
    }

    @Override
    public Optional<Facts> of(UUID id) {
        return bundles.find(new BundleId(id))
                .map(row -> new Facts(Optional.empty(), Optional.empty(), Optional.of(row.madeBy())));
    }
}
