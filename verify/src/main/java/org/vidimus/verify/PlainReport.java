package org.vidimus.verify;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.vidimus.trust.BundleDescription;
import org.vidimus.trust.BundleReport;
import org.vidimus.trust.Finding;
import org.vidimus.trust.FindingCode;
import org.vidimus.trust.Severity;

/** A report in plain words: what is inside, what was found, and the verdict last. */
final class PlainReport {
    private final PrintStream out;

    PlainReport(PrintStream out) {
        this.out = out;
    }

    void print(Path file, BundleReport report, boolean keyWasGiven) {
        report.description().ifPresent(description -> inside(description, report));
        print("What does not hold", report, Severity.ERROR);
        print("Good to know", report, Severity.NOTE);
        out.println(
                switch (report.verdict()) {
                    case HOLDS ->
                        keyWasGiven
                                ? "HOLDS: " + file + " is complete and unchanged."
                                : "HOLDS: " + file + " is complete and unchanged, for the key that came with it.";
                    case DOES_NOT_HOLD -> "DOES NOT HOLD: " + file + " is not as it was made. Do not rely on it.";
                    case NOT_A_BUNDLE -> "NOT A BUNDLE: " + file;
                });
    }

    private void inside(BundleDescription description, BundleReport report) {
        long bytes = description.originals().stream()
                .mapToLong(BundleDescription.OriginalLine::lengthBytes)
                .sum();
        line("Bundle", description.id().toString());
        line(
                "Made",
                description.made() + " by " + printable(description.by().name()) + ", "
                        + printable(description.service()));
        description.purpose().ifPresent(purpose -> line("Purpose", printable(purpose)));
        line("Originals", description.originals().size() + " files, " + Bytes.text(bytes));
        for (BundleDescription.EvidenceLine evidence : description.evidence()) {
            line("Evidence", evidence.evidence() + "  " + printable(evidence.title()));
            description.originals().stream()
                    .filter(original -> original.evidence().equals(evidence.evidence()))
                    .forEach(original -> line(
                            "",
                            original.number() + "  " + printable(original.name()) + "  "
                                    + Bytes.text(original.lengthBytes()) + "  SHA-256 " + original.sha256()));
        }
        line(
                "History",
                report.entries() + " entries"
                        + (report.erased() == 0 ? "" : ", " + report.erased() + " erased by law"));
        line(
                "Checkpoint",
                printable(description.checkpoint().origin()) + ", "
                        + description.checkpoint().size() + " entries, root "
                        + description.checkpoint().root());
        report.key().ifPresent(key -> line("Key", printable(key.name()) + ", SHA-256 " + key.fingerprint()));
        report.timestamp().ifPresent(stamp -> line("Timestamp", stamp.at() + " by " + stamp.authority()));
        out.println();
    }

    private void line(String label, String value) {
        out.printf("%-12s%s%n", label, value);
    }

    private void print(String title, BundleReport report, Severity severity) {
        Set<FindingCode> codes = EnumSet.noneOf(FindingCode.class);
        List<Finding> findings = report.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
        findings.forEach(finding -> codes.add(finding.code()));
        if (codes.isEmpty()) {
            return;
        }
        out.println(title + ":");
        for (FindingCode code : codes) {
            long count = report.counts().getOrDefault(code, 0L);
            out.println("  " + code.code() + "  " + code.sentence());
            List<Finding> shown =
                    findings.stream().filter(finding -> finding.code() == code).toList();
            for (Finding finding : shown) {
                out.println("      " + (finding.where().isEmpty() ? "" : finding.where() + ": ")
                        + printable(finding.detail()));
            }
            if (count > shown.size()) {
                out.println("      and " + (count - shown.size()) + " more");
            }
        }
        out.println();
    }

    /** What a bundle says must not steer the terminal that shows it. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\ufffd' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
