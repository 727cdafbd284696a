package org.vidimus.server.privacy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A place in lists of the ledger, newest first: the last line of a page. Opaque to callers. */
record Place(Instant at, long index) {
    private static final int MICROS = 1_000_000;

    /** @throws IllegalArgumentException if the text did not come from {@link #toString()} */
    static Place parse(String text) {
        int dash = text.indexOf('-', 1);
        if (dash < 0) {
            throw new IllegalArgumentException("no place");
        }
        long micros = Long.parseLong(text.substring(0, dash), Character.MAX_RADIX);
        Instant at = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000L);
        return new Place(at, Long.parseLong(text.substring(dash + 1)));
    }

    @Override
    public String toString() {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at), Character.MAX_RADIX) + "-" + index;
    }
}
