package org.vidimus.server.evidence;

/**
 * Something about evidence that screens show has changed. Published inside the transaction of the change; listen after its
 * commit. It may be lost with the process, so nothing but screens may depend on it.
 */
public record EvidenceChanged(EvidenceId id, Change change) {
    /** What changed; screens fetch the rest. */
    public enum Change {
        ARRIVED,
        SECURED,
        EXAMINED,
        PROGRESS,
        CLASSIFIED
    }
}
