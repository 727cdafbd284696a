package org.vidimus.server.evidence;

import java.time.Instant;
import java.util.Optional;

/** Tells of recordings that break a rule of the profile by how they were made. Whoever knows of such implements it. */
public interface Objections {
    /**
     * Called within the transaction that takes footage in.
     *
     * @param camera serial
     * @param start in true time, where it is known
     */
    Optional<Breach> to(String camera, String recording, Optional<Instant> start);
}
