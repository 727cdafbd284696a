package org.vidimus.server.fleet;

import java.time.Instant;
import org.vidimus.server.custody.Outcome;

/** Learns what a camera's log says of pre-recording that was not known before. Called within the report's own transaction. */
public interface AtPreRecord {
    /** @param earliest in true time, of what is new */
    void preRecorded(String serial, Instant earliest, Outcome outcome);
}
