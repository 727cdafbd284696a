package org.vidimus.server.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A role that a person holds, from one moment to another.
 *
 * @param role its code
 * @param unit where it counts, if not simply in the person's own unit
 * @param until first moment at which it no longer holds
 */
public record Duty(UUID id, String role, Optional<Unit> unit, Instant from, Optional<Instant> until) {}
