package org.vidimus.server.access;

import java.util.Optional;
import java.util.UUID;

/**
 * A unit as the API shows it.
 *
 * @param parent id of the unit that it lies within
 */
record UnitItem(UUID id, String name, Optional<UUID> parent) {
    static UnitItem of(Unit unit) {
        return new UnitItem(unit.id().value(), unit.name(), unit.parent().map(UnitId::value));
    }
}
