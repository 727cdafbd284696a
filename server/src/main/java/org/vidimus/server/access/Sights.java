package org.vidimus.server.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Caller;

/** What somebody may do now, duty by duty, for whoever may ask that. */
@Component
public class Sights {
    private static final UUID NO_SITTING = new UUID(0, 0);

    private final People people;
    private final Roles roles;

    Sights(People people, Roles roles) {
        this.people = people;
        this.roles = roles;
    }

    /** @param until first moment at which the duty no longer holds */
    public record HeldDuty(String role, Optional<Unit> unit, Optional<Instant> until, List<Right> rights) {}

    /** @param caller as whom the policy would be asked; nobody who can do anything if they have left */
    public record Sighted(PersonId id, String name, boolean active, List<HeldDuty> duties, Optional<Caller> caller) {}

    /** Empty when there was never anybody of this id. */
    public Optional<Sighted> of(PersonId id) {
        return people.findEver(id)
                .map(person -> new Sighted(
                        person.id(),
                        person.name(),
                        person.active(),
                        person.duties().stream()
                                .map(duty -> new HeldDuty(
                                        duty.role(),
                                        duty.unit().or(person::unit),
                                        duty.until(),
                                        roles.rights(duty.role()).stream()
                                                .flatMap(right -> UnitLimit.on(right, duty.unit()).stream())
                                                .toList()))
                                .toList(),
                        person.active() ? Optional.of(Callers.of(person, NO_SITTING)) : Optional.empty()));
    }
}
