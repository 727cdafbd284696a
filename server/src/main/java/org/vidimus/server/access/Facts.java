package org.vidimus.server.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vidimus.server.custody.Subject;

/**
 * What the policy must know of a thing to decide about it.
 *
 * @param level how closely it is held; things that are not evidence are held openly
 * @param granted who is named for it now
 * @param complainedOf about whom a complaint is that concerns it
 * @param at when it came to be: when a recording began
 */
public record Facts(
        Optional<PersonId> wearer,
        Optional<UnitId> unit,
        Optional<UUID> madeBy,
        Level level,
        Set<PersonId> granted,
        Set<PersonId> complainedOf,
        Optional<Instant> at) {
    /** Of a thing for which nobody is named, and which is not held closely. */
    public Facts(Optional<PersonId> wearer, Optional<UnitId> unit, Optional<UUID> madeBy) {
        this(wearer, unit, madeBy, Level.OPEN, Set.of(), Set.of(), Optional.empty());
    }

    /** Each feature answers for the kinds of subject that it owns. */
    public interface Source {
        Subject.Kind kind();

        /** Empty when there is no such thing. */
        Optional<Facts> of(UUID id);
    }
}
