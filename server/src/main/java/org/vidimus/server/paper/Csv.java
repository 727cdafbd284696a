package org.vidimus.server.paper;

import java.io.IOException;
import java.util.List;

/** RFC 4180, safe to open in a spreadsheet: what it would take for a formula comes as text. */
public final class Csv {
    /** What a spreadsheet begins to calculate at (OWASP, CSV injection). */
    private static final String STARTS = "=+-@\t\r\n";

    private final Appendable out;

    public Csv(Appendable out) {
        this.out = out;
    }

    public void line(List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            out.append(cell(cells.get(i)));
        }
        out.append("\r\n");
    }

    public static String cell(String text) {
        String shown = text.stripLeading().isEmpty()
                        || STARTS.indexOf(text.stripLeading().charAt(0)) < 0
                ? text
                : "'" + text;
        boolean quoted = shown.chars().anyMatch(each -> each == ',' || each == '"' || each == '\n' || each == '\r');
        return quoted ? '"' + shown.replace("\"", "\"\"") + '"' : shown;
    }
}
