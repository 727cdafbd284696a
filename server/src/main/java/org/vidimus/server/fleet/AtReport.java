package org.vidimus.server.fleet;

import java.time.Instant;
import org.vidimus.server.custody.Outcome;

/**
 * A part of the fleet that takes its share of what docks report. Called within the report's own transaction, after the report is
 * stored: what is thrown here undoes the report, so that the dock sends it again.
 */
public interface AtReport {
    /** @param now by the server's clock */
    void reported(CameraId camera, String serial, CameraReport report, Instant now, Outcome outcome);
}
