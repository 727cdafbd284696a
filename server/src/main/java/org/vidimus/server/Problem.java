package org.vidimus.server;

import java.util.Map;

/**
 * A refusal that a caller can act on. Each feature has one sealed interface that extends this, with a record per case;
 * {@code docs/problems.md} lists every code, and a test compares the two.
 */
public interface Problem {
    /** The code of whatever nobody foresaw; the log knows more, the caller does not. */
    String INTERNAL = "internal-error";

    /** HTTP status of the RFC 9457 answer. */
    int status();

    /** Stable code in kebab-case, also the last segment of the problem's type URI. */
    String code();

    /** Says which thing, what was expected and what came; never a secret, a stack trace or a person's name. */
    String message();

    /** Machine-readable facts added to the answer, by name. */
    default Map<String, Object> facts() {
        return Map.of();
    }

    /** Response headers that belong to the answer, such as {@code Retry-After}. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** Returns the exception that carries this problem to the web edge. */
    default Refused refused() {
        return new Refused(this);
    }
}
