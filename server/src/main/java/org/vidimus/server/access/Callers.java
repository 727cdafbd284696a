package org.vidimus.server.access;

import java.util.List;
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
                inForce(person),
                person.unit().map(unit -> unit.id().value()),
                Caller.Door.SCREEN,
                Optional.of(person.id().value()),
                Optional.of(session));
    }

    /** A person at a screen; one who still needs a second factor holds no duty until then. */
    static Caller of(Person person, Sitting.Seat seat) {
        return of(
                seat.restricted()
                        ? new Person(person.id(), person.login(), person.name(), person.unit(), List.of())
                        : person,
                seat.session());
    }

    /** A dock by its token; it acts for nobody. */
    public static Caller dock(Token token) {
        return new Caller(
                Caller.Kind.TOKEN,
                token.id().value(),
                token.name(),
                List.of(new Caller.Duty(Caller.Role.DOCK.name(), Optional.empty())),
                token.unit().map(UnitId::value),
                Caller.Door.DOCK,
                Optional.empty(),
                Optional.empty());
    }

    /** A system of cameras by the door made for it; it acts for nobody. */
    public static Caller integration(UUID door, String name, Optional<UnitId> unit) {
        return new Caller(
                Caller.Kind.TOKEN,
                door,
                name,
                List.of(new Caller.Duty(Caller.Role.INTEGRATION.name(), Optional.empty())),
                unit.map(UnitId::value),
                Caller.Door.API,
                Optional.empty(),
                Optional.empty());
    }

    /** A screen in a dock room; it acts for nobody, and opens nothing but what its role may. */
    public static Caller kiosk(UUID id, String name, Optional<UnitId> unit) {
        return new Caller(
                Caller.Kind.TOKEN,
                id,
                name,
                List.of(new Caller.Duty(Caller.Role.KIOSK.name(), Optional.empty())),
                unit.map(UnitId::value),
                Caller.Door.SCREEN,
                Optional.empty(),
                Optional.empty());
    }

    /** A script that acts as its owner, with what they may do now. */
    public static Caller of(Token token, Person owner) {
        return new Caller(
                Caller.Kind.TOKEN,
                token.id().value(),
                token.name(),
                // Emergency access is for people, not for their scripts.
                inForce(owner).stream()
                        .filter(duty -> !StandardRoles.isByItself(duty.role()))
                        .toList(),
                owner.unit().map(unit -> unit.id().value()),
                Caller.Door.API,
                Optional.of(owner.id().value()),
                Optional.empty(),
                token.scope());
    }

    private static List<Caller.Duty> inForce(Person person) {
        return person.duties().stream()
                .map(duty -> new Caller.Duty(
                        duty.role(), duty.unit().map(unit -> unit.id().value())))
                .toList();
    }
}
