package org.vidimus.server.fleet.endurance;

/**
 * Time by what a camera was doing, in hours. While it is switched on it is exactly one of worn, display and recording; the ring of
 * pre-recording runs beside the first two.
 */
record Hours(double present, double display, double recording, double ring) {
    static final Hours NONE = new Hours(0, 0, 0, 0);
    static final int KINDS = 4;

    double on() {
        return present + display + recording;
    }

    double of(int kind) {
        return switch (kind) {
            case 0 -> present;
            case 1 -> display;
            case 2 -> recording;
            case 3 -> ring;
            default -> throw new IllegalArgumentException("there is no kind " + kind);
        };
    }

    Hours plus(Hours other) {
        return new Hours(
                present + other.present, display + other.display, recording + other.recording, ring + other.ring);
    }

    /** Of one hour switched on. */
    Hours shares() {
        double on = on();
        return on == 0 ? new Hours(1, 0, 0, 0) : new Hours(present / on, display / on, recording / on, ring / on);
    }

    Hours withRing() {
        return new Hours(present, display, recording, present + display);
    }

    Hours withoutRing() {
        return new Hours(present, display, recording, 0);
    }
}
