package org.vidimus.server.access.profile;

/**
 * A reason for which evidence may be opened.
 *
 * @param code as the ledger keeps it, such as {@code COMPLAINT}
 * @param needs what must be given with it
 */
public record Purpose(String code, Texts name, Needs needs) {
    /** What somebody who gives this purpose must add. */
    public enum Needs {
        NOTHING,
        /** The number of a case, complaint or request. */
        REFERENCE,
        /** A reason in their own words. */
        WORDS
    }
}
