package org.vidimus.server.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** Writes a report as a tagged PDF with its fonts inside. Long tables go on over pages, their head repeated. */
public final class PdfReport {
    private static final float GAP = 8;
    /** Shorter paragraphs are not torn apart by the end of a page. */
    private static final int WHOLE_LINES = 6;

    private final PdfPages pages;
    private final Report report;
    private final PdfPages.Type body;
    private final PdfPages.Type muted;
    private final PdfPages.Type strong;
    private final PdfPages.Type exact;
    private final PdfPages.Type cell;
    private final PdfPages.Type cellExact;
    private final PdfPages.Type cellHead;
    private final PdfPages.Type[] headings;

    private PdfReport(PDDocument document, Report report) throws IOException {
        this.report = report;
        pages = new PdfPages(document);
        PdfFont sans = PdfFont.load(document, "DejaVuSans");
        PdfFont bold = PdfFont.load(document, "DejaVuSans-Bold");
        PdfFont mono = PdfFont.load(document, "DejaVuSansMono");
        body = new PdfPages.Type(sans, 9.5f, 0.1f);
        muted = new PdfPages.Type(sans, 8.5f, 0.35f);
        strong = new PdfPages.Type(bold, 9.5f, 0.1f);
        exact = new PdfPages.Type(mono, 8.5f, 0.1f);
        cell = new PdfPages.Type(sans, 7.5f, 0.1f);
        cellExact = new PdfPages.Type(mono, 7f, 0.1f);
        cellHead = new PdfPages.Type(bold, 7f, 0.3f);
        headings = new PdfPages.Type[] {
            new PdfPages.Type(bold, 19, 0), new PdfPages.Type(bold, 12.5f, 0), new PdfPages.Type(bold, 10, 0.1f)
        };
    }

    /** @param made when the document says it was made; the same report at the same time gives the same pages */
    public static byte[] write(Report report, Instant made) throws IOException {
        try (PDDocument document = new PDDocument()) {
            describe(document, report.title(), made);
            PdfReport writer = new PdfReport(document, report);
            writer.title();
            for (Report.Block block : report.blocks()) {
                writer.block(block);
            }
            writer.pages.finish(writer.cell, writer.cell.font().shown(report.title()));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static void describe(PDDocument document, String title, Instant made) {
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(title);
        information.setCreator("Vidimus");
        Calendar at = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        at.setTimeInMillis(made.toEpochMilli());
        information.setCreationDate(at);
        document.setDocumentId(made.toEpochMilli());
        document.setVersion(1.7f);
        PDMarkInfo marked = new PDMarkInfo();
        marked.setMarked(true);
        document.getDocumentCatalog().setMarkInfo(marked);
        document.getDocumentCatalog().setLanguage("en");
        PDViewerPreferences preferences =
                new PDViewerPreferences(document.getDocumentCatalog().getCOSObject());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
    }

    private void title() throws IOException {
        paragraph(PdfPages.within(pages.whole(), "H1"), headings[0], report.title());
        language(PdfPages.within(pages.whole(), "P"), muted, report.subtitle().english(), "en");
        language(PdfPages.within(pages.whole(), "P"), muted, report.subtitle().german(), "de");
        pages.down(GAP);
    }

    private void block(Report.Block block) throws IOException {
        switch (block) {
            case Report.Heading heading -> heading(heading);
            case Report.Prose prose -> prose(prose.paragraphs());
            case Report.Notice notice -> notice(notice.words());
            case Report.Facts facts -> facts(facts.facts());
            case Report.Table table -> table(table);
        }
    }

    private void heading(Report.Heading heading) throws IOException {
        PdfPages.Type type = headings[heading.level()];
        // A heading keeps company: it never stands alone at the foot of a page.
        if (!pages.hasRoomFor(2 * GAP + 6 * body.lineHeight())) {
            pages.nextPage();
        }
        if (!pages.isAtTop()) {
            pages.down(heading.level() == 1 ? 2 * GAP : GAP);
        }
        if (heading.level() == 1) {
            pages.rule(1.2f, 0.3f);
            pages.down(GAP);
        }
        paragraph(PdfPages.within(pages.whole(), "H" + (heading.level() + 1)), type, heading.text());
        pages.down(GAP / 2);
    }

    private void prose(List<Words> paragraphs) throws IOException {
        for (Words words : paragraphs) {
            language(PdfPages.within(pages.whole(), "P"), body, words.english(), "en");
            pages.down(GAP / 2);
        }
        pages.down(GAP / 2);
        for (Words words : paragraphs) {
            language(PdfPages.within(pages.whole(), "P"), body, words.german(), "de");
            pages.down(GAP / 2);
        }
    }

    private void notice(Words words) throws IOException {
        pages.down(GAP / 2);
        for (String[] one : new String[][] {{words.english(), "en"}, {words.german(), "de"}}) {
            PDStructureElement element = PdfPages.within(pages.whole(), "P");
            element.setLanguage(one[1]);
            for (String line : strong.font().lines(one[0], strong.size(), PdfPages.WIDTH - 12)) {
                room(strong.lineHeight());
                pages.bar(0, 1, 3, strong.lineHeight(), 0.3f);
                pages.put(element, strong, line, 12, strong.size());
                pages.down(strong.lineHeight());
            }
        }
        pages.down(GAP / 2);
    }

    private void facts(List<Report.Fact> facts) throws IOException {
        float left = PdfPages.WIDTH * 0.34f;
        PDStructureElement list = PdfPages.within(pages.whole(), "L");
        for (Report.Fact fact : facts) {
            PDStructureElement item = PdfPages.within(list, "LI");
            PdfPages.Type type = fact.face() == Report.Face.TEXT ? body : exact;
            List<String> labels = muted.font().lines(fact.label().label(), muted.size(), left - GAP);
            List<String> values = type.font().lines(fact.value(), type.size(), PdfPages.WIDTH - left);
            side(
                    List.of(
                            new Side(PdfPages.within(item, "Lbl"), muted, labels, 0),
                            new Side(PdfPages.within(item, "LBody"), type, values, left)),
                    body.lineHeight());
            pages.down(1.5f);
        }
    }

    private void table(Report.Table table) throws IOException {
        PDStructureElement element = PdfPages.within(pages.whole(), "Table");
        List<Float> lefts = lefts(table.columns());
        head(table.columns(), lefts, PdfPages.within(element, "TR"));
        for (List<String> row : table.rows()) {
            PDStructureElement line = PdfPages.within(element, "TR");
            List<Side> sides = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                PdfPages.Type type = table.columns().get(i).face() == Report.Face.TEXT ? cell : cellExact;
                float width = lefts.get(i + 1) - lefts.get(i) - 6;
                List<String> lines = type.font().lines(row.get(i), type.size(), width);
                sides.add(new Side(PdfPages.within(line, "TD"), type, lines, lefts.get(i)));
            }
            row(table.columns(), lefts, sides);
        }
        pages.down(GAP);
    }

    /** A row stays whole where it fits on one page, and goes on over as many as it needs where it does not. */
    private void row(List<Report.Column> columns, List<Float> lefts, List<Side> sides) throws IOException {
        int height = sides.stream().mapToInt(side -> side.lines().size()).max().orElse(1);
        if (!pages.hasRoomFor(height * cell.lineHeight())) {
            pages.nextPage();
            repeatHead(columns, lefts);
        }
        for (int i = 0; i < height; i++) {
            if (!pages.hasRoomFor(cell.lineHeight())) {
                pages.nextPage();
                repeatHead(columns, lefts);
            }
            for (Side side : sides) {
                side.put(pages, i);
            }
            pages.down(cell.lineHeight());
        }
        pages.down(1.5f);
        pages.rule(0.4f, 0.8f);
        pages.down(2.5f);
    }

    private void head(List<Report.Column> columns, List<Float> lefts, PDStructureElement row) throws IOException {
        room(6 * cell.lineHeight());
        List<Side> sides = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            PDStructureElement element = PdfPages.within(row, "TH");
            var scope = new org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject();
            scope.setScope("Column");
            element.addAttribute(scope);
            sides.add(new Side(element, cellHead, headLines(columns, lefts, i), lefts.get(i)));
        }
        side(sides, cellHead.lineHeight());
        underHead();
    }

    private void repeatHead(List<Report.Column> columns, List<Float> lefts) throws IOException {
        int height = 0;
        for (int i = 0; i < columns.size(); i++) {
            List<String> lines = headLines(columns, lefts, i);
            for (int n = 0; n < lines.size(); n++) {
                pages.adorn(cellHead, lines.get(n), lefts.get(i), cellHead.size() + n * cellHead.lineHeight());
            }
            height = Math.max(height, lines.size());
        }
        pages.down(height * cellHead.lineHeight());
        underHead();
    }

    private void underHead() throws IOException {
        pages.down(2);
        pages.rule(0.8f, 0.4f);
        pages.down(3);
    }

    private List<String> headLines(List<Report.Column> columns, List<Float> lefts, int i) {
        float width = lefts.get(i + 1) - lefts.get(i) - 6;
        return cellHead.font().lines(columns.get(i).title().label(), cellHead.size(), width);
    }

    private static List<Float> lefts(List<Report.Column> columns) {
        int shares = columns.stream().mapToInt(Report.Column::share).sum();
        List<Float> lefts = new ArrayList<>(List.of(0f));
        int sum = 0;
        for (Report.Column column : columns) {
            sum += column.share();
            lefts.add(PdfPages.WIDTH * sum / shares);
        }
        return lefts;
    }

    private void language(PDStructureElement element, PdfPages.Type type, String text, String language)
            throws IOException {
        element.setLanguage(language);
        paragraph(element, type, text);
    }

    private void paragraph(PDStructureElement element, PdfPages.Type type, String text) throws IOException {
        List<String> lines = type.font().lines(text, type.size(), PdfPages.WIDTH);
        if (lines.size() <= WHOLE_LINES) {
            room(lines.size() * type.lineHeight());
        }
        side(List.of(new Side(element, type, lines, 0)), type.lineHeight());
    }

    /** Puts pieces of text beside each other, line by line, over as many pages as they need. */
    private void side(List<Side> sides, float lineHeight) throws IOException {
        int height = sides.stream().mapToInt(side -> side.lines().size()).max().orElse(0);
        for (int i = 0; i < height; i++) {
            room(lineHeight);
            for (Side side : sides) {
                side.put(pages, i);
            }
            pages.down(lineHeight);
        }
    }

    private void room(float height) throws IOException {
        if (!pages.hasRoomFor(height)) {
            pages.nextPage();
        }
    }

    private record Side(PDStructureElement element, PdfPages.Type type, List<String> lines, float left) {
        void put(PdfPages pages, int line) throws IOException {
            if (line < lines.size()) {
                pages.put(element, type, lines.get(line), left, type.size());
            }
        }
    }
}
