package org.vidimus.server.evidence;

/** Who is named for evidence: rows of {@code evidence_grant}, called {@code g} where they are asked for. */
final class Naming {
    /** Holds of those that have not ended. */
    static final String IN_FORCE = "(g.until_at is null or g.until_at > now())";

    private Naming() {}
}
