package org.vidimus.server.access;

import java.util.List;
import java.util.Optional;

/**
 * Somebody who may sign in, or could until they left.
 *
 * @param login what is typed at sign-in; compared without regard to case
 * @param name as screens and the ledger show it
 * @param unit where the person belongs now, or belonged when they left
 * @param duties those in force now, the oldest first; of somebody inactive, those that would be in force if they came back
 */
public record Person(
        PersonId id,
        String login,
        String name,
        Optional<Unit> unit,
        List<Duty> duties,
        Particulars particulars,
        Presence presence) {
    public Person {
        duties = List.copyOf(duties);
    }

    /** Somebody active of whom nothing else is known. */
    public Person(PersonId id, String login, String name, Optional<Unit> unit, List<Duty> duties) {
        this(id, login, name, unit, duties, Particulars.NONE, Presence.ACTIVE);
    }

    boolean active() {
        return presence == Presence.ACTIVE;
    }

    Person with(List<Duty> held) {
        return new Person(id, login, name, unit, held, particulars, presence);
    }
}
