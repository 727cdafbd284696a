package org.vidimus.server.privacy;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What the profile in force says about the privacy of those who look and of those who are looked at. Ask afresh each time. */
interface Rules {
    /** When an entry about a look, made at that time, must be gone; empty when it never must. */
    Optional<Instant> endOfViewLog(Instant entry);

    /** Until when at most an opening may be kept from the wearer. */
    Instant delayMost(Instant from);

    /** No count is shown about fewer people. */
    int groupSize();

    /** Codes of the purposes that one chooses from, in small letters. */
    Set<String> purposes();
}
