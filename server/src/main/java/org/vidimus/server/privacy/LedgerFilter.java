package org.vidimus.server.privacy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.vidimus.server.custody.Subject;

/**
 * What is looked for in the ledger; several values of one kind ask for any of them.
 *
 * @param people whose right was used: their own, or through a token of theirs
 * @param evidence that the entry concerns, by itself, by its other half, or through an upload or bundle
 * @param subject another thing that the entry is about
 * @param purpose words of the stated purpose, each as the beginning of one
 * @param halves also attempts whose outcome is here, and says all that they say
 */
record LedgerFilter(
        List<UUID> people,
        List<UUID> evidence,
        Optional<Subject> subject,
        List<String> actions,
        List<String> results,
        List<String> doors,
        Optional<String> address,
        Optional<String> purpose,
        Optional<Instant> from,
        Optional<Instant> to,
        boolean halves) {
    /** Everything. */
    static LedgerFilter none() {
        return new LedgerFilter(
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** For the entry that tells that somebody looked, and for what. */
    SortedMap<String, String> inLedger() {
        var said = new TreeMap<String, String>();
        put(said, "of-people", people);
        put(said, "of-evidence", evidence);
        subject.ifPresent(one -> said.put("of-subject", one.toString()));
        put(said, "of-actions", actions);
        put(said, "of-results", results);
        put(said, "of-doors", doors);
        address.ifPresent(one -> said.put("of-address", one));
        purpose.ifPresent(one -> said.put("of-purpose", one));
        from.ifPresent(one -> said.put("from", one.toString()));
        to.ifPresent(one -> said.put("to", one.toString()));
        return said;
    }

    private static void put(SortedMap<String, String> said, String key, List<?> values) {
        if (!values.isEmpty()) {
            said.put(key, new ArrayList<>(values).stream().map(Object::toString).collect(Collectors.joining(" ")));
        }
    }
}
