package org.vidimus.server.evidence;

/** The door between ingest and evidence. Joins the transaction that is running. */
public interface Arrivals {
    /**
     * Makes the sealed file an original: of new evidence, or of the evidence its recording already has. Schedules its
     * examination in the same transaction.
     *
     * @return the original; {@code duplicateOf} tells that exactly these bytes were already an original of the same camera's
     *     footage (or, without a camera, of any), in which case nothing was stored and the object may go
     */
    Received receive(Arrival arrival);

    /** Says that the stored copy of the object was read back and equals what was received. */
    void secured(org.vidimus.server.vault.ObjectId object);

    /** @param n number of the original within its evidence, from 1 */
    record Received(EvidenceId evidence, int n, boolean duplicateOf) {}
}
