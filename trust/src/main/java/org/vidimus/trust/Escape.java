package org.vidimus.trust;

import java.util.Optional;

/** Values of line-based formats: backslash, line feed and carriage return are written {@code \\}, {@code \n}, {@code \r}. */
final class Escape {
    private Escape() {}

    static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    /** Reads back; empty if a backslash is followed by anything else, or a carriage return stands bare. */
    static Optional<String> unescape(String text) {
        if (text.indexOf('\\') < 0 && text.indexOf('\r') < 0 && text.indexOf('\n') < 0) {
            return Optional.of(text);
        }
        var value = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n') {
                return Optional.empty();
            }
            if (c != '\\') {
                value.append(c);
                continue;
            }
            i++;
            switch (i < text.length() ? text.charAt(i) : ' ') {
                case '\\' -> value.append('\\');
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(value.toString());
    }
}
