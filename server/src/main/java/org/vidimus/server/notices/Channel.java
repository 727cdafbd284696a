package org.vidimus.server.notices;

import java.time.Instant;
import java.util.UUID;

/**
 * Where the house sends what concerns it.
 *
 * @param madeAt what began before then is not told
 * @param nextAt when something is told next, at the earliest
 */
public record Channel(
        UUID id,
        Kind kind,
        String address,
        String name,
        Rhythm rhythm,
        Language language,
        Instant madeAt,
        Instant nextAt) {
    public enum Kind {
        MAIL,
        WEBHOOK
    }

    public enum Rhythm {
        /** Within minutes, several together. */
        AT_ONCE,
        /** Each morning. */
        DAILY
    }

    public enum Language {
        EN,
        DE
    }
}
