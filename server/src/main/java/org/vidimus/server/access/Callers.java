package org.vidimus.server.access;

import java.util.Optional;
import java.util.UUID;
import org.vidimus.server.custody.Caller;

/** Makes callers of people and tokens: the one place where a role is handed out. */
public final class Callers {
    private Callers() {}

    /** A person at a screen, in one sitting. */
    public static Caller of(Person person, UUID session) {
        return new Caller(
                Caller.Kind.PERSON,
                person.id().value(),
                person.name(),
                Optional.of(person.role()),
                person.unit().map(unit -> unit.id().value()),
                Caller.Door.SCREEN,
                Optional.of(person.id().value()),
                Optional.of(session));
    }

    /** A script or a dock. A dock acts for nobody. */
    public static Caller of(Token token) {
        boolean dock = token.role() == Caller.Role.DOCK;
        return new Caller(
                Caller.Kind.TOKEN,
                token.id().value(),
                token.name(),
                Optional.of(token.role()),
                token.unit().map(UnitId::value),
                dock ? Caller.Door.DOCK : Caller.Door.API,
                dock ? Optional.empty() : token.owner().map(PersonId::value),
                Optional.empty());
    }
}
