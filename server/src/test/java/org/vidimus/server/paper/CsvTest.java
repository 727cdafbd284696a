package org.vidimus.server.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://127.0.0.1:9/x\",\"click\")",
                "+49 231 50-0",
                "-rf.mp4",
                "@SUM(1+1)*cmd|' /C calc'!A0",
                "  =1+1",
                "\t=1+1",
                "\r=1+1",
                "\ttab",
                "\uFF1D1+1",
                "'=1+1",
                "''quoted"
            })
    void letsNoSpreadsheetCalculateAndGivesBackWhatWasWritten(String text) throws IOException {
        String read = readBack(text);

        assertThat(read).startsWith("'");
        assertThat(Csv.read(read)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"><img src=x onerror=alert(document.domain)>",
                "!free<script>alert(1)</script>",
                "o'brien.mp4",
                "'single",
                "a;=1+1",
                "line\nbreak, with comma",
                "",
                " "
            })
    void leavesOtherTextAlone(String text) throws IOException {
        assertThat(readBack(text)).isEqualTo(text);
        assertThat(Csv.read(text)).isEqualTo(text);
    }

    @Test
    void quotesWhateverSeparatorASpreadsheetReadsWith() {
        assertThat(Csv.cell("a;=1")).isEqualTo("\"a;=1\"");
        assertThat(Csv.cell("a,=1")).isEqualTo("\"a,=1\"");
    }

    private static String readBack(String text) throws IOException {
        var out = new StringBuilder();
        new Csv(out, ';').line(List.of("before", text, "after"));
        var format = CSVFormat.DEFAULT.builder().setDelimiter(';').get();
        try (var parser = CSVParser.parse(new StringReader(out.toString()), format)) {
            return parser.getRecords().getFirst().get(1);
        }
    }
}
