package org.vidimus.trust;

/** File names that every system can store, made from names that people or cameras gave. */
public final class SafeName {
    private static final int MAX_LENGTH = 100;

    private SafeName() {}

    /**
     * Keeps ASCII letters, digits, {@code . - _}; everything else becomes {@code _}, and so does a
     * point after a point, because some unpackers refuse names with two. At most 100 characters, of which the
     * last ones (with the extension) are kept. Never empty, never starting or ending with a point or a hyphen.
     */
    public static String of(String name) {
        var safe = new StringBuilder();
        name.codePoints().forEach(c -> {
            boolean secondPoint = c == '.' && !safe.isEmpty() && safe.charAt(safe.length() - 1) == '.';
            safe.append(isSafe(c) && !secondPoint ? (char) c : '_');
        });
        if (safe.length() > MAX_LENGTH) {
            safe.delete(0, safe.length() - MAX_LENGTH);
        }
        while (!safe.isEmpty() && isEdge(safe.charAt(0))) {
            safe.deleteCharAt(0);
        }
        while (!safe.isEmpty() && isEdge(safe.charAt(safe.length() - 1))) {
            safe.setLength(safe.length() - 1);
        }
        return safe.isEmpty() ? "unnamed" : safe.toString();
    }

    /** Whether {@link #of} would leave the name as it is. */
    static boolean is(String name) {
        return of(name).equals(name);
    }

    private static boolean isSafe(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
    }

    private static boolean isEdge(char c) {
        return c == '.' || c == '-';
    }
}
