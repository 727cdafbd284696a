package org.vidimus.trust;

import java.util.UUID;

/**
 * The thing that an entry is about; each has a history of its own in the ledger. Ordered by kind, then by the text of the id.
 *
 * @param kind lower-case word, such as {@code evidence}
 */
public record LedgerSubject(String kind, UUID id) implements Comparable<LedgerSubject> {
    /** The kind of subject whose whole history a bundle carries. */
    public static final String EVIDENCE = "evidence";

    public LedgerSubject {
        if (!Text.isWord(kind, 0, kind.length(), 64)) {
            throw new IllegalArgumentException("a subject's kind is a lower-case word");
        }
    }

    public static LedgerSubject evidence(UUID id) {
        return new LedgerSubject(EVIDENCE, id);
    }

    // UUID.compareTo compares signed halves; the ledger orders by what is written, which is unsigned.
    @Override
    public int compareTo(LedgerSubject other) {
        int byKind = kind.compareTo(other.kind);
        if (byKind != 0) {
            return byKind;
        }
        int high = Long.compareUnsigned(id.getMostSignificantBits(), other.id.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(id.getLeastSignificantBits(), other.id.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
