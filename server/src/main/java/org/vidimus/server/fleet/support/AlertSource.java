package org.vidimus.server.fleet.support;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks for one kind of thing that an alert is for. Rooms that know of something add a bean of their own. */
public interface AlertSource {
    AlertKind kind();

    /** All that is so now; what is not named any more has ended. Empty where it cannot be told: then all stays as it is. */
    Optional<List<Found>> look(int threshold, Instant now);
}
