package org.vidimus.server.evidence;

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
import org.vidimus.server.access.PersonId;
import org.vidimus.server.evidence.Filter.Near;

/**
 * The filters of a list as the query string has them. A parameter given several times asks for any of its values.
 *
 * @param near {@code latitude,longitude,metres}
 */
record Asked(
        @Nullable String q,
        @Nullable List<String> wearer,
        @Nullable List<String> camera,
        @Nullable List<String> category,
        @Nullable List<String> kind,
        @Nullable List<String> state,
        @Nullable String from,
        @Nullable String to,
        @Nullable String near) {
    /** In place of a wearer: footage of a camera that nobody was given. */
    private static final String NOBODY = "none";

    private static final int MOST_VALUES = 100;
    private static final double FARTHEST_METRES = 500_000;

    Filter filter() {
        return new Filter(
                Optional.ofNullable(q).filter(text -> !text.isBlank()),
                each(
                        "wearer",
                        wearer == null
                                ? null
                                : wearer.stream()
                                        .filter(text -> !text.equals(NOBODY))
                                        .toList(),
                        "the id of a person, or none",
                        text -> new PersonId(UUID.fromString(text))),
                wearer != null && wearer.contains(NOBODY),
                each("camera", camera, "a serial", Originals::storable),
                each("category", category, "the id of a category", Originals::storable),
                each("kind", kind, names(Kind.values()), Kind::valueOf),
                each("state", state, names(State.values()), State::valueOf),
                time("from", from),
                time("to", to),
                Optional.ofNullable(near).filter(text -> !text.isBlank()).map(Asked::near));
    }

    static Order order(String sort) {
        return one("sort", sort, "newest, oldest or received", text -> Order.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    static Optional<Cursor> cursor(@Nullable String after) {
        return Optional.ofNullable(after)
                .filter(text -> !text.isBlank())
                .map(text -> one("after", text, "the next of the page before", Cursor::parse));
    }

    private static Optional<Instant> time(String what, @Nullable String given) {
        return Optional.ofNullable(given)
                .filter(text -> !text.isBlank())
                .map(text -> one(what, text, "a time such as 2026-11-21T20:15:30Z", Asked::instant));
    }

    private static Instant instant(String text) {
        Instant at = OffsetDateTime.parse(text).toInstant();
        if (at.isBefore(Instant.EPOCH) || at.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
            throw new IllegalArgumentException("out of range: " + text);
        }
        return at;
    }

    private static Near near(String text) {
        return one("near", text, "latitude,longitude,metres, up to " + FARTHEST_METRES + " metres", given -> {
            double[] numbers = Arrays.stream(given.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (numbers.length != 3 || !(numbers[2] > 0) || numbers[2] > FARTHEST_METRES) {
                throw new IllegalArgumentException("not three numbers in range: " + given);
            }
            return new Near(new Position(numbers[0], numbers[1]), numbers[2]);
        });
    }

    private static <T> List<T> each(
            String what, @Nullable List<String> given, String wanted, Function<String, T> reading) {
        if (given == null) {
            return List.of();
        }
        if (given.size() > MOST_VALUES) {
            throw new EvidenceProblem.NotUnderstood(
                            what, "at most " + MOST_VALUES + " values", given.size() + " values")
                    .refused();
        }
        return given.stream()
                .filter(text -> !text.isBlank())
                .map(text -> one(what, text, wanted, reading))
                .toList();
    }

    private static <T> T one(String what, String text, String wanted, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new EvidenceProblem.NotUnderstood(
                            what, wanted, text.length() <= 80 ? text : text.substring(0, 80) + "…")
                    .refused();
        }
    }

    private static String names(Enum<?>[] values) {
        return "one of " + Arrays.toString(values);
    }
}
