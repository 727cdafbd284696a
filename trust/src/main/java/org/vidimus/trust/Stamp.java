package org.vidimus.trust;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Instants in their one spelling: UTC, microseconds, {@code 2026-11-21T20:15:30.123456Z}. Years 0000 to 9999. */
final class Stamp {
    /** The spelling, with a 0 for each digit. */
    private static final String SHAPE = "0000-00-00T00:00:00.000000Z";

    private Stamp() {}

    static String micros(Instant at) {
        LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        var text = new StringBuilder(SHAPE);
        put(text, 4, time.getYear());
        put(text, 7, time.getMonthValue());
        put(text, 10, time.getDayOfMonth());
        put(text, 13, time.getHour());
        put(text, 16, time.getMinute());
        put(text, 19, time.getSecond());
        put(text, 26, time.getNano() / 1000);
        return text.toString();
    }

    /** Writes a number so that its last digit is in front of {@code end}, over zeros. */
    private static void put(StringBuilder text, int end, int number) {
        int at = end;
        for (int rest = number; rest > 0; rest /= 10) {
            text.setCharAt(--at, (char) ('0' + rest % 10));
        }
    }

    static Optional<Instant> parse(String text) {
        if (text.length() != SHAPE.length()) {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SHAPE.charAt(i) == '0' ? c < '0' || c > '9' : c != SHAPE.charAt(i)) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            1000 * number(text, 20, 26))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
