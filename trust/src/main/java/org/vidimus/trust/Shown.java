package org.vidimus.trust;

/** Names from untrusted files, made harmless for a terminal or a page: short, and without control or formatting characters. */
final class Shown {
    private static final int MAX_LENGTH = 200;

    private Shown() {}

    static String text(String name) {
        var shown = new StringBuilder();
        name.codePoints().limit(MAX_LENGTH).forEach(c -> {
            boolean plain = !Character.isISOControl(c)
                    && Character.getType(c) != Character.FORMAT
                    && Character.getType(c) != Character.LINE_SEPARATOR
                    && Character.getType(c) != Character.PARAGRAPH_SEPARATOR
                    && Character.getType(c) != Character.SURROGATE;
            shown.appendCodePoint(plain ? c : '\ufffd');
        });
        return name.length() > MAX_LENGTH ? shown.append('\u2026').toString() : shown.toString();
    }
}
