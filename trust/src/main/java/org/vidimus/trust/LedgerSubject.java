package org.vidimus.trust;

import java.util.Comparator;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The thing that an entry is about; each has a history of its own in the ledger. Ordered by kind, then by the text of the id.
 *
 * @param kind lower-case word, such as {@code evidence}
 */
public record LedgerSubject(String kind, UUID id) implements Comparable<LedgerSubject> {
    /** The kind of subject whose whole history a bundle carries. */
    public static final String EVIDENCE = "evidence";

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Comparator<LedgerSubject> ORDER =
            Comparator.comparing(LedgerSubject::kind).thenComparing(subject -> subject.id.toString());

    public LedgerSubject {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("a subject's kind is a lower-case word");
        }
    }

    public static LedgerSubject evidence(UUID id) {
        return new LedgerSubject(EVIDENCE, id);
    }

    // UUID.compareTo compares signed halves; the ledger orders by what is written.
    @Override
    public int compareTo(LedgerSubject other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
