package org.vidimus.server.fleet.support;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.paper.Csv;
import org.vidimus.server.paper.PdfReport;

/** Figures for the supplier: for the screen, as a table, and on paper. */
@RestController
@RequestMapping("/api/fleet")
@Tag(name = "fleet")
class FiguresController {
    private static final int MOST_DAYS = 730;
    private static final ZoneId HERE = ZoneId.systemDefault();

    private final Figures figures;

    FiguresController(Figures figures) {
        this.figures = figures;
    }

    @GetMapping("/figures")
    @Does(Action.FLEET_FIGURES)
    Figures.Answer showFigures(Caller caller, @RequestParam(required = false) @Nullable Integer days) {
        return of(caller, days);
    }

    @GetMapping(path = "/figures.csv", produces = "text/csv")
    @Does(Action.FLEET_FIGURES)
    ResponseEntity<byte[]> downloadFiguresTable(Caller caller, @RequestParam(required = false) @Nullable Integer days)
            throws IOException {
        Figures.Answer answer = of(caller, days);
        StringBuilder text = new StringBuilder();
        Csv csv = new Csv(text);
        csv.line(List.of(
                "by",
                "label",
                "cameras",
                "shifts",
                "faults",
                "dock visits",
                "failed visits",
                "failures per 100",
                "from (95 %)",
                "to (95 %)",
                "mean repair days"));
        for (Figures.Line line : answer.lines()) {
            csv.line(List.of(
                    line.by().name().toLowerCase(Locale.ROOT),
                    line.label(),
                    Integer.toString(line.cameras()),
                    Integer.toString(line.shifts()),
                    Integer.toString(line.faults()),
                    Integer.toString(line.visits()),
                    Integer.toString(line.failedVisits()),
                    number(line.per100()),
                    number(line.low()),
                    number(line.high()),
                    number(line.repairDays())));
        }
        return file(answer, "csv", "text/csv", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping(path = "/figures.pdf", produces = "application/pdf")
    @Does(Action.FLEET_FIGURES)
    ResponseEntity<byte[]> downloadFiguresReport(Caller caller, @RequestParam(required = false) @Nullable Integer days)
            throws IOException {
        Figures.Answer answer = of(caller, days);
        return file(answer, "pdf", "application/pdf", PdfReport.write(SupplierReport.of(answer), answer.until()));
    }

    private Figures.Answer of(Caller caller, @Nullable Integer days) {
        return figures.of(caller, Given.within("days", days, 1, MOST_DAYS, 90));
    }

    private static ResponseEntity<byte[]> file(Figures.Answer answer, String ending, String type, byte[] body) {
        String name = "fleet-figures-" + LocalDate.ofInstant(answer.until(), HERE) + "." + ending;
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(body);
    }

    static String number(Optional<Double> value) {
        return value.map(one -> String.format(Locale.ROOT, "%.2f", one)).orElse("");
    }
}
