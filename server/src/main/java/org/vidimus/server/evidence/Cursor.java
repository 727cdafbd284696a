package org.vidimus.server.evidence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A place in an order: the last row of a page. Opaque to callers, who get it as {@code next} and give it as {@code after}. */
record Cursor(Instant at, UUID id) {
    private static final int MICROS = 1_000_000;

    /** @throws IllegalArgumentException if the text did not come from {@link #toString()} */
    static Cursor parse(String text) {
        int dash = text.indexOf('-', 1);
        if (dash < 0) {
            throw new IllegalArgumentException("no cursor: " + text);
        }
        long micros = Long.parseLong(text.substring(0, dash), Character.MAX_RADIX);
        Instant at = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000L);
        return new Cursor(at, UUID.fromString(text.substring(dash + 1)));
    }

    @Override
    public String toString() {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at), Character.MAX_RADIX) + "-" + id;
    }
}
