package org.vidimus.server.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.fleet.Missing.Reason;
import org.vidimus.server.ingest.Footage.Piece;

/**
 * Compares what a camera counted with what docks saw on it and what arrived.
 *
 * @param from the first number that this house answers for; null for the lowest number known
 * @param newest the newest number the camera claims; null where it claims none
 * @param known every part that any report ever named
 * @param arrived every part that was sealed here
 */
record Reconciliation(@Nullable Long from, @Nullable Long newest, List<KnownPart> known, Set<Piece> arrived) {
    /**
     * @param number the count of its recording, unrolled
     * @param seenEver whether a dock ever saw the file itself
     * @param onCamera whether the newest report still has it
     */
    record KnownPart(String recording, int part, @Nullable Long number, boolean seenEver, boolean onCamera) {
        Piece piece() {
            return new Piece(recording, part);
        }
    }

    List<Missing> missing(Instant now) {
        List<Missing> missing = new ArrayList<>(numbersNeverSeen(now));
        Map<String, TreeMap<Integer, KnownPart>> recordings = new TreeMap<>();
        for (KnownPart part : known) {
            recordings.computeIfAbsent(part.recording(), r -> new TreeMap<>()).put(part.part(), part);
        }
        recordings.forEach((recording, parts) -> missing.addAll(partsMissing(recording, parts, now)));
        return missing;
    }

    private List<Missing> numbersNeverSeen(Instant now) {
        TreeSet<Long> numbers = new TreeSet<>();
        for (KnownPart part : known) {
            if (part.number() != null) {
                numbers.add(part.number());
            }
        }
        List<Missing> gaps = new ArrayList<>();
        if (numbers.isEmpty() && (from == null || newest == null)) {
            return gaps;
        }
        long expected = from != null ? from : numbers.first();
        for (long number : numbers) {
            if (number > expected) {
                gaps.add(new Missing(expected, number - 1, null, null, Reason.NUMBER_NEVER_SEEN, now));
            }
            expected = Math.max(expected, number + 1);
        }
        if (newest != null && newest >= expected) {
            gaps.add(new Missing(expected, newest, null, null, Reason.NUMBER_NEVER_SEEN, now));
        }
        return gaps;
    }

    private List<Missing> partsMissing(String recording, TreeMap<Integer, KnownPart> parts, Instant now) {
        List<Missing> missing = new ArrayList<>();
        Long number = parts.firstEntry().getValue().number();
        for (int n = 1; n <= parts.lastKey(); n++) {
            KnownPart part = parts.get(n);
            boolean here = (part != null && part.onCamera()) || arrived.contains(new Piece(recording, n));
            if (!here) {
                Reason reason = part != null && part.seenEver() ? Reason.GONE_BEFORE_ARRIVAL : Reason.PART_NEVER_SEEN;
                missing.add(new Missing(number, null, recording, n, reason, now));
            }
        }
        return missing;
    }
}
