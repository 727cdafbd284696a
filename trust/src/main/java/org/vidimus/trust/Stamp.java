package org.vidimus.trust;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Instants in their one spelling: UTC, microseconds, {@code 2026-11-21T20:15:30.123456Z}. */
final class Stamp {
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Stamp() {}

    static String micros(Instant at) {
        return MICROS.format(at.atOffset(ZoneOffset.UTC));
    }

    static Optional<Instant> parse(String text) {
        if (text.length() != 27) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(text, MICROS).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
