package org.vidimus.server.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vidimus.server.vault.ObjectId;

/** The door between ingest and evidence. Joins the transaction that is running; there must be one. */
public interface Arrivals {
    /**
     * Makes the sealed file an original: of new evidence, or of the evidence its recording already has. Schedules its
     * examination in the same transaction.
     *
     * @return the original; {@code duplicateOf} tells that exactly these bytes were already an original of the same camera's
     *     footage (or, without a camera, of any), in which case nothing was stored and the object may go
     * @throws org.vidimus.server.Refused with {@code part-taken} if the recording already has other bytes as that part;
     *     nothing was stored, and the caller's transaction must roll back or leave the object to quarantine
     */
    Received receive(Arrival arrival);

    /**
     * Says in which order the evidence's footage follows, for a sender whose files come in any order: part 1 is the first of these, and
     * so on. Each began and ended as its sender says now.
     *
     * @param footage all of the evidence's recording parts; if it is not, nothing changes
     * @return whether anything changed
     */
    boolean arrange(EvidenceId evidence, List<Placed> footage);

    /** @param n number of the original within its evidence */
    record Placed(int n, Optional<Instant> start, Optional<Instant> end) {}

    /** Says that the stored copy of the object was read back and equals what was received. */
    void secured(ObjectId object);

    /** Takes that back: what is stored was found broken since. */
    void unsecured(ObjectId object);

    /** Puts the same bytes, read back, into the place of a stored copy that is broken; they are looked into again. */
    void replace(ObjectId broken, ObjectId whole);

    /**
     * @param n number of the original within its evidence, from 1
     * @param breach the rule that it breaks, where that was found just now; it is held apart then
     * @param apart what is held apart by that: the evidence, and what was made from it
     */
    record Received(EvidenceId evidence, int n, boolean duplicateOf, Optional<Breach> breach, List<EvidenceId> apart) {}
}
