package org.vidimus.server.access;

import java.util.Optional;
import java.util.UUID;
import org.vidimus.server.custody.Subject;

/** What the policy must know of a thing to decide about it. */
public record Facts(Optional<PersonId> wearer, Optional<UnitId> unit, Optional<UUID> madeBy) {
    /** Each feature answers for the kinds of subject that it owns. */
    public interface Source {
        Subject.Kind kind();

        /** Empty when there is no such thing. */
        Optional<Facts> of(UUID id);
    }
}
