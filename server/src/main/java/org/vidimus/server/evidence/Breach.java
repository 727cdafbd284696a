package org.vidimus.server.evidence;

import org.jspecify.annotations.Nullable;

/**
 * That a recording breaks a rule of the profile by how it was made.
 *
 * @param rule code
 * @param profile code of the profile that was in force when it was found
 * @param basisEn and {@code basisDe}: the law or practice that the rule rests on
 * @param seconds how much was found; null where it is not known
 * @param mostSeconds how much is allowed
 */
public record Breach(
        String rule,
        String profile,
        String basisEn,
        String basisDe,
        Found found,
        @Nullable Integer seconds,
        int mostSeconds) {
    /** By what it was found. */
    public enum Found {
        /** The camera's log. */
        STAGE,
        /** What the camera's settings were read back as. */
        SETTINGS,
        /** The camera's own list of its recordings. */
        INDEX
    }
}
