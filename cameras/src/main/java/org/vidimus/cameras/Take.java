package org.vidimus.cameras;

import java.time.Duration;
import java.time.Instant;

/**
 * A recording that a virtual camera made.
 *
 * @param start in true time
 * @param ahead of true time the camera's clock then was, in milliseconds
 * @param cutShort whether the camera went off while it wrote, so that the file has no index
 */
record Take(int number, Instant start, Duration length, long ahead, boolean cutShort) {
    Instant shownStart() {
        return start.plusMillis(ahead);
    }
}
