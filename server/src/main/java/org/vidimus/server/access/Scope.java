package org.vidimus.server.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How far a caller sees in lists: whatever any of the sights shows. A list turns it into a condition of its own query
 * ({@link ScopeCondition}), never into a filter afterwards.
 */
public record Scope(List<Sight> sights) {
    static final Scope NOTHING = new Scope(List.of());

    public Scope {
        sights = List.copyOf(sights);
    }

    /** Everything, without regard to how closely it is held. */
    static Scope everything() {
        return new Scope(List.of(new Sight.All(Level.CONFIDENTIAL)));
    }

    /** One way of seeing, up to a level. */
    public sealed interface Sight {
        Level upTo();

        record All(Level upTo) implements Sight {}

        record Units(Set<UnitId> units, Level upTo) implements Sight {}

        /** Of these units, what came to be from {@code from} until before {@code until}. */
        record Former(Set<UnitId> units, Instant from, Instant until, Level upTo) implements Sight {}

        record Own(PersonId person, Level upTo) implements Sight {}

        record Granted(PersonId person, Level upTo) implements Sight {}
    }
}
