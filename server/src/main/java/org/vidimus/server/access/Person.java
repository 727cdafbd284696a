package org.vidimus.server.access;

import java.util.Optional;
import org.vidimus.server.custody.Caller;

/**
 * Somebody who may sign in.
 *
 * @param login what is typed at sign-in; compared without regard to case
 * @param name as screens and the ledger show it
 */
public record Person(PersonId id, String login, String name, Caller.Role role, Optional<Unit> unit) {
    public Person {
        if (role == Caller.Role.DOCK) {
            throw new IllegalArgumentException("a dock is no person; give it a token");
        }
    }
}
