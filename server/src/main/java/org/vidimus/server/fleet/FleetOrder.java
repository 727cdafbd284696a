package org.vidimus.server.fleet;

import java.time.Instant;
import java.util.Comparator;

/** Orders of a list of cameras. Those alike come by number. */
enum FleetOrder {
    /** Missing footage first, then other trouble, then what is missing itself. */
    URGENT(Comparator.comparingLong(FleetLine::urgency).reversed()),
    NUMBER(FleetLine.BY_NUMBER),
    /** The emptiest first. */
    BATTERY(Comparator.comparingInt(line -> line.batteryPercent().orElse(Integer.MAX_VALUE))),
    /** Those that were not seen for longest first. */
    SEEN(Comparator.comparing(line -> line.seen().orElse(Instant.MIN)));

    private final Comparator<FleetLine> by;

    FleetOrder(Comparator<FleetLine> by) {
        this.by = by.thenComparing(FleetLine.BY_NUMBER);
    }

    Comparator<FleetLine> comparator() {
        return by;
    }
}
