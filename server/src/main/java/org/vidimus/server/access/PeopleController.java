package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/** The people of the house and their units. */
@RestController
@Tag(name = "access")
class PeopleController {
    private final Gate gate;
    private final Household household;
    private final People people;
    private final Units units;
    private final Scopes scopes;

    PeopleController(Gate gate, Household household, People people, Units units, Scopes scopes) {
        this.gate = gate;
        this.household = household;
        this.people = people;
        this.units = units;
        this.scopes = scopes;
    }

    record UnitName(UUID id, String name) {
        static UnitName of(Unit unit) {
            return new UnitName(unit.id().value(), unit.name());
        }
    }

    record PersonItem(UUID id, String name, Caller.Role role, Optional<UnitName> unit) {
        static PersonItem of(Person person) {
            return new PersonItem(
                    person.id().value(),
                    person.name(),
                    person.role(),
                    person.unit().map(UnitName::of));
        }
    }

    record PersonItems(List<PersonItem> items) {}

    /** @param unit id of a unit that there is; empty for somebody who belongs to none */
    record NewPerson(
            @Nullable String login,
            @Nullable String name,
            Caller.@Nullable Role role,
            @Nullable UUID unit,
            @Nullable String password) {}

    record NewUnit(@Nullable String name) {}

    @Does(Action.PERSON_LIST)
    @GetMapping("/api/people")
    PersonItems listPeople(Caller caller) {
        return gate.view(
                Passage.of(caller, Action.PERSON_LIST),
                _ -> new PersonItems(people.within(scopes.of(caller, Action.PERSON_LIST)).stream()
                        .map(PersonItem::of)
                        .toList()));
    }

    @Does(Action.PERSON_CREATE)
    @PostMapping("/api/people")
    @ResponseStatus(HttpStatus.CREATED)
    PersonItem createPerson(Caller caller, @RequestBody NewPerson wish) {
        return PersonItem.of(household.person(
                caller,
                Fitness.login(wish.login()),
                Fitness.name("name", wish.name()),
                Fitness.personal(wish.role()),
                Optional.ofNullable(wish.unit()).map(this::unit),
                Fitness.password(wish.password())));
    }

    private Unit unit(UUID id) {
        return units.find(new UnitId(id))
                .orElseThrow(() -> new AccessProblem.Unfit("unit", "there is none of this id").refused());
    }

    @Does(Action.UNIT_CREATE)
    @PostMapping("/api/units")
    @ResponseStatus(HttpStatus.CREATED)
    UnitName createUnit(Caller caller, @RequestBody NewUnit wish) {
        return UnitName.of(household.newUnit(caller, Fitness.name("name", wish.name())));
    }
}
