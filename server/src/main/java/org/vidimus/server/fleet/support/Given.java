package org.vidimus.server.fleet.support;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What callers send, read or refused with {@code support-unfit}. */
final class Given {
    private Given() {}

    static String text(String field, @Nullable String given, int longest) {
        return optional(field, given, longest)
                .orElseThrow(() -> new SupportProblem.SupportUnfit(field, "1 to " + longest + " characters").refused());
    }

    static Optional<String> optional(String field, @Nullable String given, int longest) {
        String text = given == null ? "" : given.strip();
        if (text.length() > longest || text.indexOf('\0') >= 0) {
            throw new SupportProblem.SupportUnfit(field, "at most " + longest + " characters").refused();
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static <T extends Enum<T>> T one(String field, @Nullable String given, Class<T> type) {
        try {
            return Enum.valueOf(type, String.valueOf(given));
        } catch (IllegalArgumentException e) {
            throw new SupportProblem.SupportUnfit(
                            field,
                            "one of "
                                    + java.util.Arrays.toString(
                                            java.util.Objects.requireNonNull(type.getEnumConstants())))
                    .refused();
        }
    }

    static int within(String field, @Nullable Integer given, int least, int most, int otherwise) {
        int value = given == null ? otherwise : given;
        if (value < least || value > most) {
            throw new SupportProblem.SupportUnfit(field, least + " to " + most).refused();
        }
        return value;
    }
}
