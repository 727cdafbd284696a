package org.vidimus.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the lines {@code key value} of a strict line-based format in their fixed order. For one thread. */
final class LineReader {
    private final FindingCode code;
    private final String text;
    /** Where the next line starts. */
    private int next;

    private int number = 1;

    /** @throws Malformed if the bytes are not UTF-8 lines, each ended by a line feed, the first being {@code header} */
    LineReader(FindingCode code, byte[] bytes, String header) {
        this.code = code;
        this.text = Text.utf8(bytes).orElseThrow(() -> malformed("not UTF-8"));
        if (!text.endsWith("\n")) {
            throw malformed("the last line has no line feed");
        }
        if (!text.startsWith(header) || text.charAt(header.length()) != '\n') {
            throw malformed("the first line is not " + header);
        }
        step();
    }

    private void step() {
        next = text.indexOf('\n', next) + 1;
        number++;
    }

    Malformed malformed(String message) {
        return new Malformed(code, "line " + number + ": " + message);
    }

    /** The value of the next line if it has this key. */
    Optional<String> optional(String key) {
        int value = next + key.length();
        if (!text.startsWith(key, next) || text.charAt(value) != ' ') {
            return Optional.empty();
        }
        step();
        return Optional.of(text.substring(value + 1, next - 1));
    }

    String required(String key) {
        return optional(key).orElseThrow(() -> malformed("want \"" + key + " …\""));
    }

    /** The values of all next lines that have this key. */
    List<String> repeated(String key) {
        var values = new ArrayList<String>();
        for (Optional<String> value = optional(key); value.isPresent(); value = optional(key)) {
            values.add(value.get());
        }
        return values;
    }

    void requireEnd() {
        if (next < text.length()) {
            throw malformed("nothing more is wanted");
        }
    }

    String unescaped(String value) {
        return Escape.unescape(value).orElseThrow(() -> malformed("a backslash stands for nothing"));
    }

    UUID uuid(String value) {
        return Uuids.parse(value).orElseThrow(() -> malformed("not a UUID in lower case"));
    }

    java.time.Instant instant(String value) {
        return Stamp.parse(value).orElseThrow(() -> malformed("not a time as 2026-11-21T20:15:30.123456Z"));
    }

    Actor actor(String value) {
        String[] parts = parts(value, 3);
        return new Actor(word(Actor.Kind.class, parts[0]), uuid(parts[1]), unescaped(parts[2]));
    }

    /** Splits at the first spaces; the last part keeps its own. */
    String[] parts(String value, int count) {
        String[] parts = value.split(" ", count);
        if (parts.length != count) {
            throw malformed("want " + count + " parts, got " + parts.length);
        }
        return parts;
    }

    Sha256 hash(String value) {
        return Text.hash(value).orElseThrow(() -> malformed("not 64 lower-case hexadecimal digits"));
    }

    long number(String value) {
        return Text.number(value).orElseThrow(() -> malformed("not a decimal number"));
    }

    <E extends Enum<E>> E word(Class<E> choices, String value) {
        for (E choice : choices.getEnumConstants()) {
            // Capitals are found by the comparison with the one spelling, as every other way to write a line is.
            if (choice.name().equalsIgnoreCase(value)) {
                return choice;
            }
        }
        throw malformed("not one of the known words");
    }

    LedgerSubject subject(String value) {
        int space = value.indexOf(' ');
        if (space < 0) {
            throw malformed("a subject is \"<kind> <uuid>\"");
        }
        try {
            return new LedgerSubject(value.substring(0, space), uuid(value.substring(space + 1)));
        } catch (Malformed e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }
}
