package org.vidimus.server.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vidimus.server.access.signin.PublicKey;

/**
 * One of somebody's passkeys.
 *
 * @param party id of the relying party that it was made for: a host
 * @param name as its owner calls it
 */
record Passkey(
        UUID id, PersonId person, PublicKey key, String party, String name, Instant madeAt, Optional<Instant> usedAt) {}
