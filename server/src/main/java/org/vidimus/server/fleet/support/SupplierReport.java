package org.vidimus.server.fleet.support;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vidimus.server.paper.Report;
import org.vidimus.server.paper.Words;

/** The figures on paper. */
final class SupplierReport {
    private static final ZoneId HERE = ZoneId.systemDefault();

    private SupplierReport() {}

    static Report of(Figures.Answer answer) {
        LocalDate from = LocalDate.ofInstant(answer.from(), HERE);
        LocalDate until = LocalDate.ofInstant(answer.until(), HERE);
        List<Report.Block> blocks = new ArrayList<>();
        blocks.add(new Report.Prose(List.of(new Words(
                "A shift is what the camera was worn between two charges, by its own log; where it keeps none, a hand-out to"
                        + " somebody, or a day on which it came to a dock with footage on it. A fault is a day on which the camera,"
                        + " its dock or a person noted one or more; a failed visit a day at a slot on which the dock named a problem. Intervals are exact and hold with 95 % confidence.",
                "Eine Schicht ist, was die Kamera laut eigenem Protokoll zwischen zwei Ladungen getragen wurde; führt sie keines,"
                        + " eine Ausgabe an jemanden, oder ein Tag, an dem sie mit Aufnahmen an ein Dock kam. Ein Fehler ist ein Tag, an"
                        + " dem Kamera, Dock oder ein Mensch einen oder mehrere vermerkt haben; ein gescheiterter Besuch ein Tag an einem Platz, an dem das Dock ein Problem nannte. Die Spannen sind"
                        + " exakt berechnet und gelten mit 95 % Sicherheit."))));
        table(blocks, answer, Figures.By.MODEL, "Models / Modelle");
        table(blocks, answer, Figures.By.FIRMWARE, "Firmware");
        table(blocks, answer, Figures.By.DOCK, "Docks");
        patterns(blocks, answer);
        return new Report(
                "Fleet figures / Zahlen der Flotte", new Words(from + " to " + until, from + " bis " + until), blocks);
    }

    private static void table(List<Report.Block> blocks, Figures.Answer answer, Figures.By by, String title) {
        List<List<String>> rows = answer.lines().stream()
                .filter(line -> line.by() == by)
                .map(SupplierReport::row)
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        blocks.add(new Report.Heading(1, title));
        blocks.add(new Report.Table(
                List.of(
                        column("", "", 30, Report.Face.TEXT),
                        column("cameras", "Kameras", 10, Report.Face.NUMBER),
                        column("shifts", "Schichten", 10, Report.Face.NUMBER),
                        column("faults", "Fehler", 9, Report.Face.NUMBER),
                        column("failed visits", "gescheitert", 15, Report.Face.NUMBER),
                        column("per 100", "je 100", 18, Report.Face.NUMBER),
                        column("repair days", "Tage Reparatur", 10, Report.Face.NUMBER)),
                rows));
    }

    private static List<String> row(Figures.Line line) {
        String rate = line.per100().isEmpty()
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%.1f (%.1f–%.1f)",
                        line.per100().get(),
                        line.low().orElse(0.0),
                        line.high().orElse(0.0));
        return List.of(
                line.label().isEmpty() ? "–" : line.label(),
                Integer.toString(line.cameras()),
                Integer.toString(line.shifts()),
                Integer.toString(line.faults()),
                line.failedVisits() + " / " + line.visits(),
                rate,
                line.repairDays()
                        .map(days -> String.format(Locale.ROOT, "%.1f", days))
                        .orElse("–"));
    }

    private static void patterns(List<Report.Block> blocks, Figures.Answer answer) {
        blocks.add(new Report.Heading(1, "What stands out / Auffälligkeiten"));
        if (answer.patterns().isEmpty()) {
            blocks.add(new Report.Prose(List.of(new Words(
                    "Nothing fails more often than the rest of the fleet beyond chance.",
                    "Nichts fällt häufiger aus als der Rest der Flotte, als es der Zufall erklärt."))));
            return;
        }
        blocks.add(new Report.Prose(
                answer.patterns().stream().map(SupplierReport::inWords).toList()));
    }

    static Words inWords(Pattern pattern) {
        boolean slot = pattern.kind() == Pattern.Kind.SLOT;
        return new Words(
                String.format(
                        Locale.ROOT,
                        "%s: %d %s in %d %s; all others %d in %d. At least %.1f times as often (95 %%). Chance alone would show"
                                + " as much with probability %.2g.",
                        pattern.label(),
                        pattern.failures(),
                        slot ? "failed visits" : "faults",
                        pattern.exposure(),
                        slot ? "visits" : "shifts",
                        pattern.otherFailures(),
                        pattern.otherExposure(),
                        pattern.atLeast(),
                        pattern.chance()),
                String.format(
                        Locale.GERMANY,
                        "%s: %d %s bei %d %s; alle anderen %d bei %d. Mindestens %.1f-mal so häufig (95 %%). Der Zufall allein"
                                + " zeigte das mit einer Wahrscheinlichkeit von %.2g.",
                        pattern.label(),
                        pattern.failures(),
                        slot ? "gescheiterte Besuche" : "Fehler",
                        pattern.exposure(),
                        slot ? "Besuchen" : "Schichten",
                        pattern.otherFailures(),
                        pattern.otherExposure(),
                        pattern.atLeast(),
                        pattern.chance()));
    }

    private static Report.Column column(String english, String german, int share, Report.Face face) {
        return new Report.Column(new Words(english, german), share, face);
    }
}
