package org.vidimus.server.sharing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vidimus.trust.Actor;
import org.vidimus.trust.Checkpoint;
import org.vidimus.trust.Entry;
import org.vidimus.trust.NoteVerifier;

/** What a bundle holds, as far as its report tells it. */
record Contents(
        BundleId id,
        Instant made,
        Actor by,
        String service,
        Optional<String> purpose,
        Checkpoint checkpoint,
        NoteVerifier key,
        Timestamp timestamp,
        List<Piece> evidence,
        boolean hasVerifyPage) {
    /** @param entries length of the whole history; {@code history} may hold only the first of them */
    record Piece(EvidenceMetadata metadata, List<Line> history, long entries) {}

    /**
     * One entry of a history.
     *
     * @param number its place in the history, from 1
     * @param entry empty when it was erased by law
     */
    record Line(long number, long index, Optional<Entry> entry) {}
}
