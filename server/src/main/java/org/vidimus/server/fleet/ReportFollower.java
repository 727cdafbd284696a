package org.vidimus.server.fleet;

import org.vidimus.server.custody.Outcome;

/** Whoever has something to do once a camera's report is stored; in the report's own transaction, all of it or nothing. */
public interface ReportFollower {
    void reported(CameraId camera, CameraReport.State state, Outcome outcome);
}
