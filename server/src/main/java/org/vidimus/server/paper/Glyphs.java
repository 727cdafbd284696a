package org.vidimus.server.paper;

/** Characters that a reader would not see as they are, spelled out so that they are seen. */
public final class Glyphs {
    private Glyphs() {}

    /** False for controls, direction marks, lone surrogates and code points without a character. */
    public static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    public static String spelled(int point) {
        return "[U+%04X]".formatted(point);
    }
}
