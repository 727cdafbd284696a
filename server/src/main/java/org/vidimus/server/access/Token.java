package org.vidimus.server.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.vidimus.server.custody.Action;

/**
 * A key for a script or a dock. Its text is not here: it is shown once and kept by nobody else.
 *
 * @param dock whether it is a dock's, which may offload cameras and nothing else
 * @param owner whom it acts for; for a dock, who asked for it
 * @param scope the actions that it is limited to; empty for all that its owner may do
 * @param lastUsedOn the day, never the time
 */
public record Token(
        TokenId id,
        String name,
        boolean dock,
        Optional<PersonId> owner,
        Optional<UnitId> unit,
        Instant madeAt,
        Instant expiresAt,
        Optional<Instant> revokedAt,
        Optional<Set<Action>> scope,
        Optional<LocalDate> lastUsedOn) {
    public Token {
        scope = scope.map(Set::copyOf);
    }

    /** One without limits that was never used. */
    Token(
            TokenId id,
            String name,
            boolean dock,
            Optional<PersonId> owner,
            Optional<UnitId> unit,
            Instant madeAt,
            Instant expiresAt,
            Optional<Instant> revokedAt) {
        this(id, name, dock, owner, unit, madeAt, expiresAt, revokedAt, Optional.empty(), Optional.empty());
    }

    boolean validAt(Instant now) {
        return revokedAt.isEmpty() && now.isBefore(expiresAt);
    }
}
