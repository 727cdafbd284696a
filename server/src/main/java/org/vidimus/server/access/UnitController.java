package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/** The units of the house, as a tree. */
@RestController
@RequestMapping("/api/units")
@Tag(name = "access")
class UnitController {
    private final Gate gate;
    private final Household household;
    private final Units units;

    UnitController(Gate gate, Household household, Units units) {
        this.gate = gate;
        this.household = household;
        this.units = units;
    }

    /** @param parent id of the unit that it shall lie within */
    record UnitWish(@Nullable String name, @Nullable UUID parent) {}

    record UnitItems(List<UnitItem> items) {}

    /** All of them, by name: how the house is built is no secret of a unit. */
    @Does(Action.PERSON_LIST)
    @GetMapping
    UnitItems listUnits(Caller caller) {
        return gate.view(
                Passage.of(caller, Action.PERSON_LIST),
                _ -> new UnitItems(units.all().stream().map(UnitItem::of).toList()));
    }

    @Does(Action.UNIT_CREATE)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    UnitItem createUnit(Caller caller, @RequestBody UnitWish wish) {
        return UnitItem.of(household.newUnit(caller, Fitness.name("name", wish.name()), parent(wish)));
    }

    @Does(Action.UNIT_CHANGE)
    @PutMapping("/{id}")
    UnitItem changeUnit(Caller caller, @PathVariable UUID id, @RequestBody UnitWish wish) {
        return UnitItem.of(
                household.change(caller, new Unit(new UnitId(id), Fitness.name("name", wish.name()), parent(wish))));
    }

    private Optional<UnitId> parent(UnitWish wish) {
        return household.unit(wish.parent()).map(Unit::id);
    }
}
