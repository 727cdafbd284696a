package org.vidimus.server.fleet.dock;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Facts;
import org.vidimus.server.custody.Subject;

/** What the policy must know of a dock. */
@Component
class DockFacts implements Facts.Source {
    private final DockTable docks;

    DockFacts(DockTable docks) {
        this.docks = docks;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.DOCK;
    }

    @Override
    public Optional<Facts> of(UUID id) {
        return docks.unit(id).map(Docks::facts);
    }
}
