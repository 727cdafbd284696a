package org.vidimus.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the lines {@code key value} of a strict line-based format in their fixed order. For one thread. */
final class LineReader {
    private final FindingCode code;
    private final List<String> lines;
    private int next;

    /** @throws Malformed if the bytes are not UTF-8 lines, each ended by a line feed, the first being {@code header} */
    LineReader(FindingCode code, byte[] bytes, String header) {
        this.code = code;
        String text = Text.utf8(bytes).orElseThrow(() -> malformed("not UTF-8"));
        if (!text.endsWith("\n")) {
            throw malformed("the last line has no line feed");
        }
        this.lines = split(text);
        if (!lines.getFirst().equals(header)) {
            throw malformed("the first line is not " + header);
        }
        next = 1;
    }

    private static List<String> split(String text) {
        var lines = new ArrayList<String>();
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            lines.add(text.substring(from, end));
            from = end + 1;
        }
        return lines;
    }

    Malformed malformed(String message) {
        return new Malformed(code, next > 0 ? "line " + (next + 1) + ": " + message : message);
    }

    /** The value of the next line if it has this key. */
    Optional<String> optional(String key) {
        if (next >= lines.size() || !lines.get(next).startsWith(key + " ")) {
            return Optional.empty();
        }
        return Optional.of(lines.get(next++).substring(key.length() + 1));
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
        if (next < lines.size()) {
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
            if (choice.name().toLowerCase(java.util.Locale.ROOT).equals(value)) {
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
