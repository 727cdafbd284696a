package org.vidimus.server.paper;

import java.io.IOException;
import java.util.List;

/**
 * RFC 4180, safe to open in a spreadsheet: what it would take for a formula comes as text, with an apostrophe in front (OWASP, CSV
 * Injection). The one writer of every table that leaves the house.
 */
public final class Csv {
    /** Full-width ones too, which some spreadsheets take for the others. */
    private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private static final String BREAKS = "\t\r\n";
    /** Any separator: one with which the table was not written may be the one with which it is read. */
    private static final String SEPARATORS = ",;\t";

    private final Appendable out;
    private final char separator;

    public Csv(Appendable out) {
        this(out, ',');
    }

    public Csv(Appendable out, char separator) {
        this.out = out;
        this.separator = separator;
    }

    public void line(List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                out.append(separator);
            }
            out.append(cell(cells.get(i)));
        }
        out.append("\r\n");
    }

    public static String cell(String text) {
        String shown = guarded(text);
        boolean quoted = shown.chars()
                .anyMatch(each -> each == '"' || BREAKS.indexOf(each) >= 0 || SEPARATORS.indexOf(each) >= 0);
        return quoted ? '"' + shown.replace("\"", "\"\"") + '"' : shown;
    }

    private static String guarded(String text) {
        return begins(text) || isGuarded(text) ? "'" + text : text;
    }

    /** The text of a cell that was written here, or by somebody who wrote it without a guard. */
    public static String read(String cell) {
        return isGuarded(cell) ? cell.substring(1) : cell;
    }

    /** What looks like a guarded cell is guarded once more, so that each comes back as it was. */
    private static boolean isGuarded(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && (begins(cell.substring(1)) || cell.charAt(1) == '\'');
    }

    private static boolean begins(String text) {
        String first = text.stripLeading();
        return !first.isEmpty() && (FORMULA.indexOf(first.charAt(0)) >= 0 || BREAKS.indexOf(text.charAt(0)) >= 0);
    }
}
