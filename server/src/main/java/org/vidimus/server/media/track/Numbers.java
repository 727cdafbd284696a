package org.vidimus.server.media.track;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads numbers of strangers: no comma for a point, no infinity, nothing but digits. */
final class Numbers {
    private static final Instant FIRST_SATELLITES = Instant.parse("1980-01-06T00:00:00Z");
    private static final Instant FAR_FUTURE = Instant.parse("2100-01-01T00:00:00Z");

    private Numbers() {}

    static Optional<Double> of(@Nullable String text) {
        if (text == null
                || text.length() > 40
                || !text.strip().matches("[+-]?\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d{1,2})?")) {
            return Optional.empty();
        }
        double number = Double.parseDouble(text.strip());
        return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    }

    static boolean ofThisAge(Instant at) {
        return at.isAfter(FIRST_SATELLITES) && at.isBefore(FAR_FUTURE);
    }
}
