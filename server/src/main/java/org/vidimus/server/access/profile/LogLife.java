package org.vidimus.server.access.profile;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** For how long it is kept who looked at what. */
public sealed interface LogLife {
    /** The instant from which an entry of that time must be gone; empty when it never must. */
    Optional<Instant> endOf(Instant entry, ZoneId zone);

    /** Until the end of the year that follows the one it was made in. */
    record EndOfNextYear() implements LogLife {
        @Override
        public Optional<Instant> endOf(Instant entry, ZoneId zone) {
            return Optional.of(ZonedDateTime.of(entry.atZone(zone).getYear() + 2, 1, 1, 0, 0, 0, 0, zone)
                    .toInstant());
        }
    }

    record For(Period period) implements LogLife {
        @Override
        public Optional<Instant> endOf(Instant entry, ZoneId zone) {
            return Optional.of(entry.atZone(zone).plus(period).toInstant());
        }
    }

    record ForEver() implements LogLife {
        @Override
        public Optional<Instant> endOf(Instant entry, ZoneId zone) {
            return Optional.empty();
        }
    }
}
