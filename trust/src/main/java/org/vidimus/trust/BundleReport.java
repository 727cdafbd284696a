package org.vidimus.trust;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the check of a bundle found.
 *
 * @param findings in the order they were found, at most 100 of each code
 * @param counts how many there were of each code
 * @param description what the bundle says is inside, where it could be read; to be believed only when all holds
 * @param key the key that signatures were checked with
 * @param timestamp the outside timestamp over the checkpoint, where there is one that holds
 * @param entries how many ledger entries were read
 * @param erased how many of them were erased by law
 */
public record BundleReport(
        List<Finding> findings,
        Map<FindingCode, Long> counts,
        Optional<BundleDescription> description,
        Optional<NoteVerifier> key,
        Optional<Stamped> timestamp,
        long entries,
        long erased) {
    /** The outcome in one word. */
    public enum Verdict {
        HOLDS,
        DOES_NOT_HOLD,
        NOT_A_BUNDLE
    }

    /** An outside authority's word that the checkpoint existed. */
    public record Stamped(Instant at, String authority) {}

    public BundleReport {
        findings = List.copyOf(findings);
        counts = Map.copyOf(counts);
    }

    public Verdict verdict() {
        if (counts.containsKey(FindingCode.NOT_A_BUNDLE)) {
            return Verdict.NOT_A_BUNDLE;
        }
        return counts.keySet().stream().anyMatch(code -> code.severity() == Severity.ERROR)
                ? Verdict.DOES_NOT_HOLD
                : Verdict.HOLDS;
    }
}
