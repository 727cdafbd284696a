package org.vidimus.server.access.scim;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A filter (RFC 7644 §3.4.2.2), read by {@link FilterReader}. */
public sealed interface Filter {
    record And(Filter left, Filter right) implements Filter {}

    record Or(Filter left, Filter right) implements Filter {}

    record Not(Filter inner) implements Filter {}

    record Present(AttributePath path) implements Filter {}

    record Compare(AttributePath path, Operator operator, JsonNode value) implements Filter {}

    /** {@code emails[type eq "work"]}: within {@code inner} names are those of the sub-attributes. */
    record ValuePath(AttributePath path, Filter inner) implements Filter {}

    enum Operator {
        EQ,
        NE,
        CO,
        SW,
        EW,
        GT,
        GE,
        LT,
        LE;

        static Optional<Operator> of(String word) {
            return Stream.of(values())
                    .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    /** The text that the attribute of the core must equal for the filter to hold, where there is one such. */
    default Optional<String> required(String attribute) {
        return switch (this) {
            case And(var left, var right) -> left.required(attribute).or(() -> right.required(attribute));
            case Compare(var path, var operator, var value)
            when operator == Operator.EQ
                    && value.isString()
                    && path.schema().isEmpty()
                    && path.sub().isEmpty()
                    && path.attribute().filter(attribute::equalsIgnoreCase).isPresent() ->
                Optional.of(value.asString());
            case Compare _, Or _, Not _, Present _, ValuePath _ -> Optional.empty();
        };
    }
}
