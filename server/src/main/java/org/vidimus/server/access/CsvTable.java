package org.vidimus.server.access;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.vidimus.server.paper.Csv;

/**
 * A table as spreadsheets write it: comma, semicolon or tab; UTF-8 with or without its mark, or Windows-1252; headings in English
 * or German, in any order. Cells that a spreadsheet would take for a formula are written with an apostrophe in front, and read
 * without it.
 */
public final class CsvTable {
    public static final int LINES_MOST = 10_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private CsvTable() {}

    /** Columns of a table, each with the headings by which it is known; the first is English, the second German. */
    public interface Column {
        List<String> headings();
    }

    /** @param number of the line in the file as an editor counts it */
    public record Row<C extends Enum<C> & Column>(long number, Map<C, String> cells) {
        /** Empty for a column that the file does not have; an empty cell is an empty text. */
        public Optional<String> cell(C column) {
            return Optional.ofNullable(cells.get(column));
        }
    }

    /** @param ignored headings that nobody knows here */
    public record Read<C extends Enum<C> & Column>(Set<C> columns, List<Row<C>> rows, List<String> ignored) {}

    /** @throws org.vidimus.server.Refused with {@link ImportProblem.Unreadable} */
    public static <C extends Enum<C> & Column> Read<C> read(byte[] file, Class<C> type) {
        String text = decoded(file);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator(text))
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            var records = parser.iterator();
            if (!records.hasNext()) {
                throw unreadable("it is empty.");
            }
            List<String> ignored = new ArrayList<>();
            List<Optional<C>> columns = columns(records.next(), type, ignored);
            List<Row<C>> rows = new ArrayList<>();
            long number = 1;
            while (records.hasNext()) {
                CSVRecord line = records.next();
                if (rows.size() == LINES_MOST) {
                    throw unreadable("it has more than " + LINES_MOST + " lines.");
                }
                // The last line may lack its end, and would count as the one before.
                number = Math.max(number + 1, parser.getCurrentLineNumber());
                rows.add(row(line, number, columns, type));
            }
            Set<C> known = java.util.EnumSet.noneOf(type);
            columns.forEach(column -> column.ifPresent(known::add));
            return new Read<>(known, rows, ignored);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw unreadable("it is no table, or a quotation mark is not closed.");
        }
    }

    private static <C extends Enum<C> & Column> List<Optional<C>> columns(
            CSVRecord headings, Class<C> type, List<String> ignored) {
        List<Optional<C>> columns = new ArrayList<>();
        for (String heading : headings) {
            Optional<C> column = List.of(type.getEnumConstants()).stream()
                    .filter(each -> each.headings().stream()
                            .anyMatch(known -> plain(known).equals(plain(heading))))
                    .findFirst();
            if (column.isEmpty() && !heading.isBlank()) {
                ignored.add(heading.length() > 60 ? heading.substring(0, 60) : heading);
            }
            if (column.isPresent() && columns.contains(column)) {
                throw unreadable(
                        "two columns are called " + column.get().headings().getFirst() + ".");
            }
            columns.add(column);
        }
        return columns;
    }

    private static String plain(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static <C extends Enum<C> & Column> Row<C> row(
            CSVRecord line, long number, List<Optional<C>> columns, Class<C> type) {
        Map<C, String> cells = new EnumMap<>(type);
        for (int i = 0; i < columns.size(); i++) {
            String cell = i < line.size() ? line.get(i) : "";
            columns.get(i).ifPresent(column -> cells.put(column, Csv.read(cell)));
        }
        return new Row<>(number, cells);
    }

    private static String decoded(byte[] file) {
        if (file.length >= 2 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xFE) {
            return withoutMark(new String(file, StandardCharsets.UTF_16LE));
        }
        try {
            return withoutMark(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException e) {
            // What is no UTF-8 comes from a spreadsheet on Windows.
            return new String(file, Charset.forName("windows-1252"));
        }
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** Whichever the first line has most of, outside of quotation marks. */
    private static char separator(String text) {
        int[] seen = new int[128];
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            if (here == '"') {
                quoted = !quoted;
            } else if (!quoted && (here == '\n' || here == '\r')) {
                break;
            } else if (!quoted && here < seen.length) {
                seen[here]++;
            }
        }
        if (seen[';'] > seen[',']) {
            return seen['\t'] > seen[';'] ? '\t' : ';';
        }
        return seen['\t'] > seen[','] ? '\t' : ',';
    }

    /** UTF-8 with its mark, without which a spreadsheet would show letters of other alphabets wrongly. */
    public static <C extends Enum<C> & Column> byte[] written(Class<C> type, List<Map<C, String>> rows, Locale locale) {
        boolean german = locale.getLanguage().equals("de");
        List<C> columns = List.of(type.getEnumConstants());
        StringBuilder text = new StringBuilder().append(BYTE_ORDER_MARK);
        Csv csv = new Csv(text, german ? ';' : ',');
        try {
            csv.line(columns.stream()
                    .map(column -> column.headings().get(german ? 1 : 0))
                    .toList());
            for (Map<C, String> row : rows) {
                csv.line(columns.stream()
                        .map(column -> row.getOrDefault(column, ""))
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static org.vidimus.server.Refused unreadable(String why) {
        return new ImportProblem.Unreadable(why).refused();
    }
}
