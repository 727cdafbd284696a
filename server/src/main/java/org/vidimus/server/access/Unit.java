package org.vidimus.server.access;

import java.util.Optional;

/**
 * A part of the service that works together.
 *
 * @param parent the unit that it lies within
 */
public record Unit(UnitId id, String name, Optional<UnitId> parent) {}
