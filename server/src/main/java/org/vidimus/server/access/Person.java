package org.vidimus.server.access;

import java.util.List;
import java.util.Optional;

/**
 * Somebody who may sign in.
 *
 * @param login what is typed at sign-in; compared without regard to case
 * @param name as screens and the ledger show it
 * @param unit where the person belongs now
 * @param duties those in force now, the oldest first
 */
public record Person(PersonId id, String login, String name, Optional<Unit> unit, List<Duty> duties) {
    public Person {
        duties = List.copyOf(duties);
    }
}
