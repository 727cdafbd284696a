package org.vidimus.server.evidence;

/**
 * Names one original.
 *
 * @param n number within its evidence, from 1, in the order of arrival
 */
public record OriginalId(EvidenceId evidence, int n) {
    @Override
    public String toString() {
        return evidence + "/" + n;
    }
}
