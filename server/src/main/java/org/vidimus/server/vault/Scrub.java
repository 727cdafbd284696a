package org.vidimus.server.vault;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One verification of everything stored.
 *
 * @param askedBy kind and id of who asked for it
 * @param behind the last object that was finished; it goes on behind that after a restart
 */
record Scrub(
        UUID id,
        State state,
        String askedBy,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Optional<UUID> behind,
        long objects,
        long parts,
        long bytes,
        int findings) {
    enum State {
        RUNNING,
        DONE
    }

    /** The same with one more object done. */
    Scrub past(ObjectId object, int itsParts, long itsBytes, int itsFindings) {
        return new Scrub(
                id,
                state,
                askedBy,
                startedAt,
                finishedAt,
                Optional.of(object.value()),
                objects + 1,
                parts + itsParts,
                bytes + itsBytes,
                findings + itsFindings);
    }

    Scrub withMoreFindings(int more) {
        return new Scrub(id, state, askedBy, startedAt, finishedAt, behind, objects, parts, bytes, findings + more);
    }
}
