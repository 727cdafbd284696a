package org.vidimus.trust;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As much JSON as the vectors need: objects, lists, strings, whole numbers, booleans. */
final class TestJson {
    private final String text;
    private int next;

    private TestJson(String text) {
        this.text = text;
    }

    /** Reads a value: {@code Map}, {@code List}, {@code String}, {@code Long} or {@code Boolean}. */
    static Object read(String text) {
        var json = new TestJson(text);
        Object value = json.value();
        json.skipSpace();
        if (json.next != text.length()) {
            throw json.wrong("nothing more");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> readObjects(String text) {
        return (List<Map<String, Object>>) read(text);
    }

    private Object value() {
        skipSpace();
        char c = text.charAt(next);
        return switch (c) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", "");
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, next)) {
            throw wrong(word);
        }
        next += word.length();
        return value;
    }

    private Map<String, Object> object() {
        var object = new LinkedHashMap<String, Object>();
        expect('{');
        while (!accept('}')) {
            if (!object.isEmpty()) {
                expect(',');
            }
            skipSpace();
            String key = string();
            expect(':');
            object.put(key, value());
        }
        return object;
    }

    private List<Object> list() {
        var list = new ArrayList<Object>();
        expect('[');
        while (!accept(']')) {
            if (!list.isEmpty()) {
                expect(',');
            }
            list.add(value());
        }
        return list;
    }

    private Long number() {
        int from = next;
        while (next < text.length() && "-0123456789".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        String digits = text.substring(from, next);
        return digits.startsWith("-") ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
    }

    private String string() {
        expect('"');
        var value = new StringBuilder();
        while (text.charAt(next) != '"') {
            char c = text.charAt(next++);
            if (c != '\\') {
                value.append(c);
                continue;
            }
            char escaped = text.charAt(next++);
            switch (escaped) {
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                case 't' -> value.append('\t');
                case 'u' -> {
                    value.append((char) Integer.parseInt(text.substring(next, next + 4), 16));
                    next += 4;
                }
                default -> value.append(escaped);
            }
        }
        next++;
        return value.toString();
    }

    private boolean accept(char c) {
        skipSpace();
        if (text.charAt(next) == c) {
            next++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw wrong(String.valueOf(c));
        }
    }

    private void skipSpace() {
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
    }

    private IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException("at " + next + ": want " + wanted);
    }

    /** Writes a list of probes, each on a line of its own. */
    static String write(List<Map<String, Object>> probes) {
        var out = new StringBuilder("[\n");
        for (int i = 0; i < probes.size(); i++) {
            write(out, probes.get(i));
            out.append(i + 1 < probes.size() ? ",\n" : "\n");
        }
        return out.append("]\n").toString();
    }

    private static void write(StringBuilder out, Object value) {
        switch (value) {
            case Map<?, ?> object -> {
                out.append('{');
                String comma = "";
                for (var field : object.entrySet()) {
                    out.append(comma);
                    write(out, String.valueOf(field.getKey()));
                    out.append(": ");
                    write(out, field.getValue());
                    comma = ", ";
                }
                out.append('}');
            }
            case List<?> list -> {
                out.append('[');
                String comma = "";
                for (Object item : list) {
                    out.append(comma);
                    write(out, item);
                    comma = ", ";
                }
                out.append(']');
            }
            case String string -> writeString(out, string);
            default -> out.append(value);
        }
    }

    private static void writeString(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7e) {
                out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
