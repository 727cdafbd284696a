package org.vidimus.server.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.vidimus.server.paper.PdfReport;
import org.vidimus.server.paper.Report;
import org.vidimus.server.paper.Words;

class ReportTest {
    private static final Instant NOW = Instant.parse("2026-11-21T20:15:30Z");

    @Test
    void saysTheSameInBothFormats() throws IOException {
        Report report = report(3, "Größe straße.mp4");

        String html = html(report);
        String pdf = pdfText(report);

        assertThat(html).contains("Größe straße.mp4", "What this bundle proves", "Was dieses Paket beweist");
        assertThat(pdf).contains("Größe straße.mp4", "What this bundle proves", "Was dieses Paket beweist");
    }

    @Test
    void showsMarkupInANameAsText() throws IOException {
        String name = "<script>alert(1)</script><img src=x onerror=\"alert(2)\">'&.mp4";

        assertThat(html(report(1, name)))
                .doesNotContain("<script", "<img")
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;alert(2)&quot;&gt;&#39;&amp;.mp4");
        assertThat(pdfText(report(1, name)).replaceAll("\\s", "")).contains(name.replaceAll("\\s", ""));
    }

    @Test
    void spellsCharactersThatNobodyWouldSee() throws IOException {
        String name = "a\u202Egpj.exe\n\u0000\uD800 Привет \u4E2D";

        assertThat(html(report(1, name))).contains("a[U+202E]gpj.exe[U+000A][U+0000][U+D800] Привет \u4E2D");
        assertThat(pdfText(report(1, name)).replaceAll("\\s", ""))
                .contains("a[U+202E]gpj.exe[U+000A][U+0000][U+D800]Привет[U+4E2D]");
    }

    @Test
    void carriesLongHistoriesOverPagesWithTheirHeadRepeated() throws IOException {
        try (PDDocument document = Loader.loadPDF(PdfReport.write(report(2000, "a.mp4"), NOW))) {
            assertThat(document.getNumberOfPages()).isGreaterThan(20);
            PDFTextStripper text = new PDFTextStripper();
            text.setStartPage(12);
            text.setEndPage(12);
            assertThat(text.getText(document)).contains("Time · Zeit", "12 / " + document.getNumberOfPages());
        }
    }

    @Test
    void tagsEveryLineAndNamesTheLanguageForScreenReaders() throws IOException {
        try (PDDocument document = Loader.loadPDF(PdfReport.write(report(200, "a.mp4"), NOW))) {
            var catalog = document.getDocumentCatalog();

            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getLanguage()).isEqualTo("en");
            assertThat(catalog.getStructureTreeRoot().getKids()).hasSize(1);
            assertThat(catalog.getStructureTreeRoot().getParentTreeNextKey()).isEqualTo(document.getNumberOfPages());
        }
    }

    @Test
    void givesTheSameBytesForTheSameReport() throws IOException {
        assertThat(PdfReport.write(report(50, "a.mp4"), NOW)).isEqualTo(PdfReport.write(report(50, "a.mp4"), NOW));
    }

    static Report report(int rows, String name) {
        List<Report.Column> columns = List.of(
                new Report.Column(Words.of("No.", "Nr."), 6, Report.Face.EXACT),
                new Report.Column(Words.of("Time", "Zeit"), 18, Report.Face.EXACT),
                new Report.Column(Words.of("Who", "Wer"), 20, Report.Face.TEXT),
                new Report.Column(Words.of("Details", "Einzelheiten"), 40, Report.Face.EXACT));
        return new Report(
                "Vidimus disclosure bundle",
                Words.of("Sealed copy with proof", "Gesiegelte Abschrift mit Nachweis"),
                List.of(
                        new Report.Heading(1, "What this bundle proves · Was dieses Paket beweist"),
                        new Report.Prose(List.of(Words.of(
                                "What this bundle proves: every file is bit for bit what was received. ".repeat(4),
                                "Was dieses Paket beweist: jede Datei ist Bit für Bit, was empfangen wurde. "
                                        .repeat(4)))),
                        new Report.Notice(Words.of("No time stamp.", "Kein Zeitstempel.")),
                        new Report.Heading(2, "Originals"),
                        new Report.Facts(List.of(
                                new Report.Fact(Words.of("Name", "Name"), name, Report.Face.EXACT),
                                new Report.Fact(Words.of("SHA-256", "SHA-256"), "ab12".repeat(16), Report.Face.EXACT))),
                        new Report.Heading(1, "History · Verlauf"),
                        new Report.Table(
                                columns,
                                IntStream.rangeClosed(1, rows)
                                        .mapToObj(n -> List.of(
                                                "" + n,
                                                "2026-11-21T20:15:30.123456Z",
                                                "Anna Weiß (person)",
                                                "evidence.view sha256=" + "cd".repeat(16)))
                                        .toList())));
    }

    private static String html(Report report) {
        return new String(HtmlReport.write(report), StandardCharsets.UTF_8);
    }

    private static String pdfText(Report report) throws IOException {
        byte[] bytes = PdfReport.write(report, NOW);
        try (PDDocument document = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
