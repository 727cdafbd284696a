package org.vidimus.server.access;

import java.util.Collection;
import java.util.Map;

/** Names of people and units for screens and for search, by id; whoever is unknown is left out. */
public interface Names {
    Map<PersonId, String> people(Collection<PersonId> ids);

    Map<UnitId, String> units(Collection<UnitId> ids);
}
