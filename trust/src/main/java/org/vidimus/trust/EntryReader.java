package org.vidimus.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Reads {@code vidimus.entry/v1}. */
final class EntryReader {
    private static final FindingCode CODE = FindingCode.ENTRY_MALFORMED;

    private EntryReader() {}

    static Entry read(byte[] bytes) {
        if (bytes.length > Entry.MAX_BYTES) {
            throw new Malformed(
                    CODE, "an entry of " + bytes.length + " bytes, at most " + Entry.MAX_BYTES + " are read");
        }
        var lines = new LineReader(CODE, bytes, Entry.HEADER);
        Entry entry;
        try {
            entry = read(lines);
        } catch (Malformed e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new Malformed(CODE, String.valueOf(e.getMessage()));
        }
        // Order, repetition and spelling all at once: whatever is not written as we write it is not an entry.
        if (!Arrays.equals(entry.encode(), bytes)) {
            throw new Malformed(CODE, "the entry is not in its one spelling (order, repetition or escapes)");
        }
        return entry;
    }

    private static Entry read(LineReader lines) {
        UUID id = lines.uuid(lines.required("id"));
        var at = lines.instant(lines.required("at"));
        var phase = lines.word(Entry.Phase.class, lines.required("phase"));
        Optional<UUID> attempt = lines.optional("attempt").map(lines::uuid);
        String action = lines.required("action");
        Actor actor = lines.actor(lines.required("actor"));
        var door = lines.word(Entry.Door.class, lines.required("door"));
        List<LedgerSubject> subjects = new ArrayList<>();
        lines.repeated("subject").forEach(value -> subjects.add(lines.subject(value)));
        Optional<String> purpose = lines.optional("purpose").map(lines::unescaped);
        var result = lines.word(Entry.Result.class, lines.required("result"));
        var details = new TreeMap<String, String>();
        for (String detail : lines.repeated("detail")) {
            int space = detail.indexOf(' ');
            if (space < 0) {
                throw lines.malformed("a detail is \"<key> <value>\"");
            }
            details.put(detail.substring(0, space), lines.unescaped(detail.substring(space + 1)));
        }
        lines.requireEnd();
        return new Entry(id, at, phase, attempt, action, actor, door, subjects, purpose, result, details);
    }
}
