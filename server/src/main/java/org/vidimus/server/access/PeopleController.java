package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** The people of the house and their duties. */
@RestController
@Tag(name = "access")
class PeopleController {
    private final Household household;

    PeopleController(Household household) {
        this.household = household;
    }

    /** @param role code; {@code until} is the first moment at which the duty no longer holds */
    record DutyItem(UUID id, String role, Optional<UnitItem> unit, Instant from, Optional<Instant> until) {
        static DutyItem of(Duty duty) {
            return new DutyItem(duty.id(), duty.role(), duty.unit().map(UnitItem::of), duty.from(), duty.until());
        }
    }

    /** @param duties those in force now */
    record PersonItem(
            UUID id, String login, String name, Optional<UnitItem> unit, List<DutyItem> duties, List<String> may) {}

    record PersonItems(List<PersonItem> items) {}

    record DutyItems(List<DutyItem> items) {}

    /** @param role code of the role to begin with; {@code unit} is empty for somebody who belongs to none */
    record NewPerson(
            @Nullable String login,
            @Nullable String name,
            @Nullable String role,
            @Nullable UUID unit,
            @Nullable String password) {}

    /** All of it, as it shall be. */
    record PersonChange(@Nullable String name, @Nullable UUID unit) {}

    /** @param unit where it counts, if not simply in the person's own unit; {@code until} is the first moment without it */
    record NewDuty(
            @Nullable String role,
            @Nullable UUID unit,
            @Nullable Instant until) {}

    @Does(Action.PERSON_LIST)
    @GetMapping("/api/people")
    PersonItems listPeople(Caller caller) {
        return new PersonItems(household.people(caller).stream()
                .map(person -> item(caller, person))
                .toList());
    }

    @Does(Action.PERSON_CREATE)
    @PostMapping("/api/people")
    @ResponseStatus(HttpStatus.CREATED)
    PersonItem createPerson(Caller caller, @RequestBody NewPerson wish) {
        Person made = household.person(
                caller,
                Fitness.login(wish.login()),
                Fitness.name("name", wish.name()),
                wish.role() == null ? "" : wish.role(),
                household.unit(wish.unit()),
                Fitness.password(wish.password()));
        return item(caller, made);
    }

    @Does(Action.PERSON_CHANGE)
    @PutMapping("/api/people/{id}")
    PersonItem changePerson(Caller caller, @PathVariable UUID id, @RequestBody PersonChange wish) {
        return item(
                caller,
                household.change(
                        caller, new PersonId(id), Fitness.name("name", wish.name()), household.unit(wish.unit())));
    }

    /** Somebody leaves. What they did stays under their name. */
    @Does(Action.PERSON_CHANGE)
    @DeleteMapping("/api/people/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removePerson(Caller caller, @PathVariable UUID id) {
        household.leave(caller, new PersonId(id));
    }

    /** All that somebody ever held, the newest first. */
    @Does(Action.PERSON_LIST)
    @GetMapping("/api/people/{id}/duties")
    DutyItems listDuties(Caller caller, @PathVariable UUID id) {
        return new DutyItems(household.duties(caller, new PersonId(id)).stream()
                .map(DutyItem::of)
                .toList());
    }

    @Does(Action.DUTY_CHANGE)
    @PostMapping("/api/people/{id}/duties")
    @ResponseStatus(HttpStatus.CREATED)
    DutyItem createDuty(Caller caller, @PathVariable UUID id, @RequestBody NewDuty wish) {
        return DutyItem.of(household.entrust(
                caller, new PersonId(id), wish.role(), household.unit(wish.unit()), Optional.ofNullable(wish.until())));
    }

    @Does(Action.DUTY_CHANGE)
    @DeleteMapping("/api/people/{id}/duties/{duty}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endDuty(Caller caller, @PathVariable UUID id, @PathVariable UUID duty) {
        household.release(caller, new PersonId(id), duty);
    }

    private PersonItem item(Caller caller, Person person) {
        return new PersonItem(
                person.id().value(),
                person.login(),
                person.name(),
                person.unit().map(UnitItem::of),
                person.duties().stream().map(DutyItem::of).toList(),
                household.may(caller, person));
    }
}
