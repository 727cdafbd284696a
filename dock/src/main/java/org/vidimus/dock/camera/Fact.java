package org.vidimus.dock.camera;

/** What a layout may know how to read about a camera as a whole. */
public enum Fact {
    SERIAL("serial"),
    MAKER("maker"),
    MODEL("model"),
    FIRMWARE("firmware"),
    /** Number of the newest recording. */
    COUNTER("counter"),
    BATTERY_PERCENT("batteryPercent"),
    /** Camera clock minus true time. */
    CLOCK_OFFSET_MS("clockOffsetMs");

    private final String key;

    Fact(String key) {
        this.key = key;
    }

    /** Its name in a layout file. */
    public String key() {
        return key;
    }
}
