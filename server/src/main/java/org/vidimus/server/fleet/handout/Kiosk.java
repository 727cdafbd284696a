package org.vidimus.server.fleet.handout;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vidimus.server.access.UnitId;

/**
 * A screen in a dock room.
 *
 * @param site only cameras of this place are offered there; empty for all
 * @param pairedAt since when a device is it; empty while its code waits
 * @param seenAt when that device last asked, within a minute or so
 */
record Kiosk(
        UUID id,
        String name,
        Optional<UnitId> unit,
        Optional<UUID> site,
        Instant madeAt,
        Optional<Instant> pairedAt,
        Optional<Instant> seenAt,
        Optional<Instant> revokedAt) {}
