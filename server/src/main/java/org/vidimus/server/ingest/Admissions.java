package org.vidimus.server.ingest;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.vidimus.server.custody.Outcome;

/**
 * What lies in quarantine only because the house did not know its camera when it came. Implemented by the doors that put it
 * there; whoever asks has passed the gate.
 */
public interface Admissions {
    /** @return those of the uploads that would be taken in now */
    Set<UUID> admissible(Collection<UUID> uploads);

    /**
     * Does over the same bytes what an arrival does. Joins the transaction.
     *
     * @return whether it was one of these
     */
    boolean admit(UUID upload, Outcome outcome);
}
