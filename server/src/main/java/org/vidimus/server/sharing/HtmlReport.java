package org.vidimus.server.sharing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.vidimus.server.paper.Glyphs;
import org.vidimus.server.paper.Report;
import org.vidimus.server.paper.Words;
import org.vidimus.trust.Sha256;

/** Writes a report as one static page: no script, nothing loaded, every value escaped. */
final class HtmlReport {
    private static final String STYLE = """
            :root{color-scheme:light;font:16px/1.5 system-ui,"Segoe UI","DejaVu Sans",sans-serif;color:#1b2430;background:#fff}
            body{max-width:70rem;margin:0 auto;padding:2rem 1.25rem 4rem}
            h1{font-size:1.9rem;line-height:1.2;margin:0}
            h2{font-size:1.25rem;margin:2.5rem 0 .75rem;padding-top:.75rem;border-top:2px solid #1f4e79}
            h3{font-size:1.05rem;margin:1.75rem 0 .5rem}
            .subtitle{margin:.25rem 0 1.5rem;color:#4a5565}
            .prose{display:grid;gap:0 2.5rem}
            @media(min-width:60rem){.prose{grid-template-columns:1fr 1fr}}
            .prose p{margin:.4rem 0}
            .notice{border-left:4px solid #9a5b00;background:#fff6e5;padding:.6rem 1rem;margin:1rem 0}
            .notice p{margin:.2rem 0}
            dl{display:grid;grid-template-columns:minmax(10rem,18rem) 1fr;gap:.3rem 1.25rem;margin:0}
            dt{color:#4a5565}
            dd{margin:0;overflow-wrap:anywhere}
            @media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
            .wide{overflow-x:auto}
            table{border-collapse:collapse;width:100%;font-size:.85rem}
            th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid #d5dbe3;overflow-wrap:anywhere}
            th{color:#4a5565;font-weight:600}
            .exact{font-family:ui-monospace,"DejaVu Sans Mono",Consolas,monospace;font-size:.85em;white-space:pre-wrap}
            .number{white-space:nowrap}
            @media print{@page{size:A4;margin:16mm}body{max-width:none;padding:0}h2,h3{break-after:avoid}tr{break-inside:avoid}\
            thead{display:table-header-group}.wide{overflow:visible}}
            """;

    private final StringBuilder out = new StringBuilder(1 << 14);

    private HtmlReport() {}

    static byte[] write(Report report) {
        HtmlReport page = new HtmlReport();
        page.head(report);
        report.blocks().forEach(page::block);
        page.out.append("</main>\n</body>\n</html>\n");
        return page.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void head(Report report) {
        String styleHash = Base64.getEncoder()
                .encodeToString(
                        Sha256.of(STYLE.getBytes(StandardCharsets.UTF_8)).bytes());
        out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
        out.append(styleHash).append("'; base-uri 'none'; form-action 'none'\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
        text(report.title());
        out.append("</title>\n<style>").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n<h1>");
        text(report.title());
        out.append("</h1>\n<p class=\"subtitle\">");
        text(report.subtitle().english());
        out.append("<br><span lang=\"de\">");
        text(report.subtitle().german());
        out.append("</span></p>\n");
    }

    private void block(Report.Block block) {
        switch (block) {
            case Report.Heading heading -> heading(heading);
            case Report.Prose prose -> prose(prose.paragraphs());
            case Report.Notice notice -> notice(notice.words());
            case Report.Facts facts -> facts(facts.facts());
            case Report.Table table -> table(table);
        }
    }

    private void heading(Report.Heading heading) {
        int level = heading.level() + 1;
        out.append("<h").append(level).append('>');
        text(heading.text());
        out.append("</h").append(level).append(">\n");
    }

    private void prose(List<Words> paragraphs) {
        out.append("<div class=\"prose\"><div>");
        paragraphs.forEach(words -> paragraph(words.english(), "en"));
        out.append("</div><div>");
        paragraphs.forEach(words -> paragraph(words.german(), "de"));
        out.append("</div></div>\n");
    }

    private void notice(Words words) {
        out.append("<div class=\"notice\">");
        paragraph(words.english(), "en");
        paragraph(words.german(), "de");
        out.append("</div>\n");
    }

    private void paragraph(String words, String language) {
        out.append("<p lang=\"").append(language).append("\">");
        text(words);
        out.append("</p>");
    }

    private void facts(List<Report.Fact> facts) {
        out.append("<dl>\n");
        for (Report.Fact fact : facts) {
            out.append("<dt>");
            text(fact.label().label());
            out.append("</dt><dd>");
            value(fact.value(), fact.face());
            out.append("</dd>\n");
        }
        out.append("</dl>\n");
    }

    private void table(Report.Table table) {
        out.append("<div class=\"wide\"><table>\n<thead><tr>");
        for (Report.Column column : table.columns()) {
            out.append("<th scope=\"col\">");
            text(column.title().label());
            out.append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            out.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                out.append("<td>");
                value(row.get(i), table.columns().get(i).face());
                out.append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table></div>\n");
    }

    /** A value stands in an isolate of its own, so that marks of writing direction in it cannot reorder what is around it. */
    private void value(String value, Report.Face face) {
        out.append(
                switch (face) {
                    case TEXT -> "<bdi>";
                    case EXACT -> "<bdi class=\"exact\">";
                    case NUMBER -> "<bdi class=\"exact number\">";
                });
        text(value);
        out.append("</bdi>");
    }

    private void text(String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(Glyphs.isVisible(point) ? Character.toString(point) : Glyphs.spelled(point));
            }
        });
    }
}
