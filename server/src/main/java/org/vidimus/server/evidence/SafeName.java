package org.vidimus.server.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Makes a name that any file system takes, and that says what it is, out of whatever a file was called. */
public final class SafeName {
    private static final int LONGEST = 150;
    private static final Set<String> TAKEN_ON_WINDOWS =
            Set.of("con", "prn", "aux", "nul", "com1", "com2", "com3", "lpt1");
    private static final String NEVER = "/\\:*?\"<>|%;'`$";

    private SafeName() {}

    /** Never empty, never longer than {@value #LONGEST} characters, without separators, control or direction characters. */
    public static String of(String name) {
        StringBuilder safe = new StringBuilder();
        name.codePoints().map(SafeName::harmless).forEach(safe::appendCodePoint);
        String text = safe.toString().strip().replaceAll("^[.\\-_ ]+|[. ]+$", "");
        String bare = text.contains(".") ? text.substring(0, text.indexOf('.')) : text;
        if (text.isEmpty() || TAKEN_ON_WINDOWS.contains(bare.toLowerCase(Locale.ROOT))) {
            text = "file-" + text;
        }
        return shortened(text);
    }

    /** The value of a Content-Disposition header (RFC 6266, RFC 8187). */
    static String disposition(String kind, String name) {
        String safe = of(name);
        String ascii = safe.codePoints()
                .map(c -> c < 0x7f ? c : '_')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return kind + "; filename=\"" + ascii + "\"; filename*=UTF-8''" + percentEncoded(safe);
    }

    private static int harmless(int c) {
        boolean hidden =
                switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> true;
                    default -> false;
                };
        return hidden || NEVER.indexOf(c) >= 0 ? '_' : c;
    }

    /** Keeps the ending, by which people and programs know what a file is. */
    private static String shortened(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        String start = name.substring(0, LONGEST - ending.length());
        return (Character.isHighSurrogate(start.charAt(start.length() - 1))
                        ? start.substring(0, start.length() - 1)
                        : start)
                + ending;
    }

    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || ".-_~".indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
