package org.vidimus.server.custody;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** One line of history, before it is salted and stored. */
record LedgerEntry(
        UUID id,
        Instant at,
        Optional<UUID> attempt,
        Passage passage,
        Collection<Subject> subjects,
        Result result,
        Map<String, String> details) {
    enum Result {
        ALLOWED,
        REFUSED,
        DONE,
        FAILED
    }

    /** As {@code vidimus.entry/v1}. */
    byte[] bytes() {
        var text = new StringBuilder(512).append("vidimus.entry/v1\n");
        line(text, "id", id.toString());
        line(text, "at", at.toString());
        line(text, "phase", attempt.isPresent() ? "outcome" : "attempt");
        attempt.ifPresent(that -> line(text, "attempt", that.toString()));
        line(text, "action", passage.action().code());
        Caller caller = passage.caller();
        line(text, "actor", lower(caller.kind()) + " " + caller.id() + " " + caller.name());
        line(text, "door", lower(caller.door()));
        subjectNames().forEach(subject -> line(text, "subject", subject));
        passage.purpose().ifPresent(purpose -> line(text, "purpose", purpose));
        line(text, "result", lower(result));
        new TreeMap<>(details).forEach((key, value) -> line(text, "detail", key + " " + value));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    TreeSet<String> subjectNames() {
        var names = new TreeSet<String>();
        subjects.forEach(subject -> names.add(subject.toString()));
        return names;
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key)
                .append(' ')
                .append(value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"))
                .append('\n');
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
