package org.vidimus.trust;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One entry of the custody ledger, {@code vidimus.entry/v1}: who did or tried what, when, to which things, and why.
 * Line-based text with one spelling only; see {@code docs/spec/ledger.md}.
 *
 * @param at UTC, in microseconds; finer parts are cut off
 * @param attempt the attempt that this outcome ends; present in outcomes only
 * @param action from the ledger's vocabulary, such as {@code evidence.view}
 * @param subjects without repetition, kept in order
 * @param purpose as stated by the actor, where one was stated
 * @param details facts by key in kebab-case, kept in order of the keys
 */
public record Entry(
        UUID id,
        Instant at,
        Phase phase,
        Optional<UUID> attempt,
        String action,
        Actor actor,
        Door door,
        List<LedgerSubject> subjects,
        Optional<String> purpose,
        Result result,
        SortedMap<String, String> details) {
    /** First line of every entry. */
    public static final String HEADER = "vidimus.entry/v1";

    /** Longer entries are not read. */
    public static final int MAX_BYTES = 1 << 20;

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

    /** Which half of an action. An attempt without an outcome has failed. */
    public enum Phase {
        ATTEMPT,
        OUTCOME;

        private final String word = name().toLowerCase(Locale.ROOT);

        String word() {
            return word;
        }
    }

    /** Through which door the actor came. */
    public enum Door {
        SCREEN,
        API,
        DOCK,
        LINK,
        JOB;

        private final String word = name().toLowerCase(Locale.ROOT);

        String word() {
            return word;
        }
    }

    /** How it went: attempts are allowed or refused, outcomes done or failed. */
    public enum Result {
        ALLOWED(Phase.ATTEMPT),
        REFUSED(Phase.ATTEMPT),
        DONE(Phase.OUTCOME),
        FAILED(Phase.OUTCOME);

        private final Phase phase;
        private final String word = name().toLowerCase(Locale.ROOT);

        Result(Phase phase) {
            this.phase = phase;
        }

        String word() {
            return word;
        }
    }

    /** Sorts what has an order, and refuses what the format cannot say. */
    public Entry {
        at = at.truncatedTo(ChronoUnit.MICROS);
        subjects = List.copyOf(new TreeSet<>(subjects));
        purpose = purpose.map(Text::wellFormed);
        details = wellFormed(details);
        if (at.isBefore(FIRST) || !at.isBefore(AFTER_LAST)) {
            throw new IllegalArgumentException("the time is in year " + at + ", want 0000 to 9999");
        }
        if (attempt.isPresent() != (phase == Phase.OUTCOME)) {
            throw new IllegalArgumentException("an outcome names its attempt, an attempt names none");
        }
        if (result.phase != phase) {
            throw new IllegalArgumentException("an " + phase.word() + " is never " + result.word());
        }
        if (!isAction(action)) {
            throw new IllegalArgumentException("an action is two or more lower-case words joined by points");
        }
    }

    /** Two or more words joined by points. */
    private static boolean isAction(String action) {
        int from = 0;
        for (int point = action.indexOf('.'); point >= 0; point = action.indexOf('.', from)) {
            if (!Text.isWord(action, from, point, Integer.MAX_VALUE)) {
                return false;
            }
            from = point + 1;
        }
        return from > 0 && Text.isWord(action, from, action.length(), Integer.MAX_VALUE);
    }

    private static SortedMap<String, String> wellFormed(Map<String, String> details) {
        var copy = new TreeMap<String, String>();
        details.forEach((key, value) -> {
            if (!Text.isWord(key, 0, key.length(), 64)) {
                throw new IllegalArgumentException("a detail's key is in kebab-case");
            }
            copy.put(key, Text.wellFormed(value));
        });
        return Collections.unmodifiableSortedMap(copy);
    }

    /** The value of a detail. */
    public Optional<String> detail(String key) {
        return Optional.ofNullable(details.get(key));
    }

    /** The bytes that are salted, hashed and stored. */
    public byte[] encode() {
        var text = new StringBuilder(256).append(HEADER).append('\n');
        line(text, "id", id.toString());
        line(text, "at", Stamp.micros(at));
        line(text, "phase", phase.word());
        attempt.ifPresent(of -> line(text, "attempt", of.toString()));
        line(text, "action", action);
        line(text, "actor", actor.line());
        line(text, "door", door.word());
        subjects.forEach(subject -> line(text, "subject", subject.toString()));
        purpose.ifPresent(why -> line(text, "purpose", Escape.escape(why)));
        line(text, "result", result.word());
        details.forEach((key, value) -> line(text, "detail", key + " " + Escape.escape(value)));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(' ').append(value).append('\n');
    }

    /**
     * Reads an entry in its one spelling: {@code parse(bytes).encode()} equals {@code bytes}.
     *
     * @throws Malformed with {@link FindingCode#ENTRY_MALFORMED}
     */
    public static Entry parse(byte[] bytes) {
        return EntryReader.read(bytes);
    }
}
