package org.vidimus.server.evidence;

import java.time.Instant;
import java.util.List;

/** Sets evidence apart that breaks a rule by how it was recorded. Joins the transaction that is running. */
public interface Breaches {
    /**
     * Asks again about footage of a camera, because more is known of the camera than when it arrived.
     *
     * @param since footage that was recorded before is left as it is
     * @return what was set apart by it, and what was made from that
     */
    List<EvidenceId> setApart(String camera, Instant since);
}
