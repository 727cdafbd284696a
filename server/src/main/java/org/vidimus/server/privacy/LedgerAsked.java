package org.vidimus.server.privacy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Subject;
import org.vidimus.trust.Entry;

/**
 * The filter as the query string has it. A parameter given several times asks for any of its values.
 *
 * @param subject a kind and an id, such as {@code camera 7d6a…}
 * @param halves {@code true} to see attempts beside their outcomes
 */
record LedgerAsked(
        @Nullable List<String> person,
        @Nullable List<String> evidence,
        @Nullable String subject,
        @Nullable List<String> action,
        @Nullable List<String> result,
        @Nullable List<String> door,
        @Nullable String address,
        @Nullable String purpose,
        @Nullable String from,
        @Nullable String to,
        @Nullable Boolean halves) {
    private static final int MOST_VALUES = 50;
    private static final int LONGEST = 200;
    private static final List<String> RESULTS =
            Arrays.stream(Entry.Result.values()).map(Line::lower).toList();
    private static final List<String> DOORS =
            Arrays.stream(Entry.Door.values()).map(Line::lower).toList();

    LedgerFilter filter() {
        return new LedgerFilter(
                each("person", person, "the id of a person", UUID::fromString),
                each("evidence", evidence, "the id of evidence", UUID::fromString),
                text("subject", subject).map(one -> one("subject", one, "a kind and an id", LedgerAsked::subject)),
                each("action", action, "the code of an action", LedgerAsked::action),
                each("result", result, "one of " + RESULTS, one -> known(RESULTS, one)),
                each("door", door, "one of " + DOORS, one -> known(DOORS, one)),
                text("address", address),
                text("purpose", purpose),
                text("from", from).map(one -> one("from", one, "a time", LedgerAsked::instant)),
                text("to", to).map(one -> one("to", one, "a time", LedgerAsked::instant)),
                halves != null && halves);
    }

    /** An action that older versions had is in old entries still. */
    private static String action(String text) {
        if (Action.of(text).isEmpty() && !text.matches("[a-z-]+(\\.[a-z-]+)+")) {
            throw new IllegalArgumentException("no action");
        }
        return text;
    }

    private static String known(List<String> words, String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (!words.contains(word)) {
            throw new IllegalArgumentException("unknown");
        }
        return word;
    }

    private static Subject subject(String text) {
        int space = text.indexOf(' ');
        return new Subject(
                Subject.Kind.valueOf(text.substring(0, Math.max(0, space)).toUpperCase(Locale.ROOT)),
                UUID.fromString(text.substring(space + 1)));
    }

    private static Instant instant(String text) {
        Instant at = OffsetDateTime.parse(text).toInstant();
        if (at.isBefore(Instant.EPOCH) || at.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
            throw new IllegalArgumentException("out of range");
        }
        return at;
    }

    private static Optional<String> text(String what, @Nullable String given) {
        if (given != null && (given.length() > LONGEST || given.indexOf('\0') >= 0)) {
            throw new PrivacyProblem.NotUnderstood(what, "at most " + LONGEST + " characters").refused();
        }
        return Optional.ofNullable(given).map(String::strip).filter(one -> !one.isEmpty());
    }

    private static <T> List<T> each(
            String what, @Nullable List<String> given, String wanted, Function<String, T> reading) {
        if (given == null) {
            return List.of();
        }
        if (given.size() > MOST_VALUES) {
            throw new PrivacyProblem.NotUnderstood(what, "at most " + MOST_VALUES + " values").refused();
        }
        return given.stream()
                .filter(one -> !one.isBlank())
                .map(one -> one(what, one, wanted, reading))
                .toList();
    }

    static <T> T one(String what, String text, String wanted, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new PrivacyProblem.NotUnderstood(what, wanted).refused();
        }
    }
}
