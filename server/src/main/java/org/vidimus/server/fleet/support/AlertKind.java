package org.vidimus.server.fleet.support;

/**
 * What the house looks out for, with the threshold that it begins with. In the order in which people are told of them, the worst
 * first.
 */
public enum AlertKind {
    /** Free room for footage below so many percent. */
    VAULT_FULL(10, 1, 90),
    /** Free room on a camera's card below so many percent. */
    CARD_FULL(10, 1, 90),
    /** A camera in service not seen for so many days. */
    NOT_SEEN(7, 1, 365),
    /** Footage left on a camera, or gone before it arrived, or a camera not brought back, for so many hours. */
    NOT_OFFLOADED(24, 1, 24 * 90),
    /** The camera's clock off by so many seconds when it was docked. */
    CLOCK_DRIFT(60, 1, 86_400),
    /** Older than the newest firmware that at least so many cameras of its model have. */
    FIRMWARE_BEHIND(3, 1, 1_000),
    /** A dock not heard for so many minutes. */
    DOCK_SILENT(10, 1, 7 * 24 * 60),
    /** A battery that holds less than so many percent of what it held new. */
    BATTERY_FAILING(70, 1, 99),
    /** Footage that did not come off cleanly, without anybody having closed its case for so many days. */
    SALVAGE_OPEN(7, 1, 365);

    private final int threshold;
    private final int least;
    private final int most;

    AlertKind(int threshold, int least, int most) {
        this.threshold = threshold;
        this.least = least;
        this.most = most;
    }

    int threshold() {
        return threshold;
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }
}
