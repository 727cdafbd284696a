package org.vidimus.server.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A key for a script or a dock. Its text is not here: it is shown once and kept by nobody else.
 *
 * @param dock whether it is a dock's, which may offload cameras and nothing else
 * @param owner whom it acts for; for a dock, who asked for it
 */
public record Token(
        TokenId id,
        String name,
        boolean dock,
        Optional<PersonId> owner,
        Optional<UnitId> unit,
        Instant madeAt,
        Instant expiresAt,
        Optional<Instant> revokedAt) {
    boolean validAt(Instant now) {
        return revokedAt.isEmpty() && now.isBefore(expiresAt);
    }
}
