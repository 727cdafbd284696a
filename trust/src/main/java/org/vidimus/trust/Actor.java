package org.vidimus.trust;

import java.util.Locale;
import java.util.UUID;

/**
 * Who did something, as the ledger names them.
 *
 * @param name as shown to people; not empty. Halves of surrogate pairs become U+FFFD
 */
public record Actor(Kind kind, UUID id, String name) {
    /** What sort of caller. */
    public enum Kind {
        PERSON,
        TOKEN,
        JOB,
        VISITOR;

        private final String word = name().toLowerCase(Locale.ROOT);

        String word() {
            return word;
        }
    }

    public Actor {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an actor has a name");
        }
        name = Text.wellFormed(name);
    }

    /** The value of an {@code actor} line. */
    String line() {
        return kind.word() + " " + id + " " + Escape.escape(name);
    }
}
