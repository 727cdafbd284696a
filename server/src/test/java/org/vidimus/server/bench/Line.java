package org.vidimus.server.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One figure of the product beside its baseline of the same run. */
record Line(String what, double figure, String unit, Optional<Baseline> baseline, List<Aim> aims) {
    record Baseline(String what, double figure) {}

    static Line of(String what, double figure, String unit, Aim... aims) {
        return new Line(what, figure, unit, Optional.empty(), List.of(aims));
    }

    Line beside(String other, double otherFigure) {
        return new Line(what, figure, unit, Optional.of(new Baseline(other, otherFigure)), aims);
    }

    List<String> cells() {
        double ratio = baseline.map(other -> figure / other.figure()).orElse(Double.NaN);
        String wanted = aims.stream().map(aim -> aim.text(unit)).collect(Collectors.joining(", "));
        String met = aims.isEmpty() ? "" : aims.stream().allMatch(aim -> aim.isMet(figure, ratio)) ? "met" : "NOT MET";
        return List.of(
                what,
                Table.number(figure) + " " + unit,
                baseline.map(other -> other.what() + ": " + Table.number(other.figure()))
                        .orElse(""),
                baseline.isPresent() ? Table.number(ratio) + " x" : "",
                wanted,
                met);
    }
}
