package org.vidimus.server.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** All that was measured. Each line is also said when it is known, because the whole takes minutes. */
final class Table {
    private static final List<String> HEAD =
            List.of("what", "reached", "beside it, in the same run", "ratio", "aim", "so");

    private final PrintStream out;
    private final List<List<String>> rows = new ArrayList<>();

    Table(PrintStream out) {
        this.out = out;
    }

    void add(Line line) {
        List<String> cells = line.cells();
        rows.add(cells);
        out.println("  " + String.join("   ", cells).strip());
    }

    /** Something that is no figure: what was left out, and why. */
    void say(String text) {
        out.println(text);
    }

    /** The whole as Markdown, in columns. */
    void print() {
        int[] widths = new int[HEAD.size()];
        List<List<String>> all = new ArrayList<>();
        all.add(HEAD);
        all.addAll(rows);
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        out.println();
        row(HEAD, widths);
        row(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths);
        rows.forEach(row -> row(row, widths));
    }

    private void row(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append(' ')
                    .append(cell)
                    .append(" ".repeat(widths[i] - cell.length()))
                    .append(" |");
        }
        out.println(line);
    }

    /** Three digits are more than this machine's noise leaves. */
    static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
