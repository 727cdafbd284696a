package org.vidimus.trust;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects findings in the order they come, keeping the first of each code and counting the rest: memory stays flat. */
final class Findings {
    private static final int KEPT_OF_EACH_CODE = 100;

    private final List<Finding> kept = new ArrayList<>();
    private final Map<FindingCode, Long> counts = new EnumMap<>(FindingCode.class);

    void add(FindingCode code, String where, String detail) {
        add(new Finding(code, where, detail));
    }

    void add(Finding finding) {
        if (counts.merge(finding.code(), 1L, Long::sum) <= KEPT_OF_EACH_CODE) {
            kept.add(finding);
        }
    }

    boolean has(FindingCode code) {
        return counts.containsKey(code);
    }

    List<Finding> kept() {
        return List.copyOf(kept);
    }

    Map<FindingCode, Long> counts() {
        return Collections.unmodifiableMap(new EnumMap<>(counts));
    }
}
