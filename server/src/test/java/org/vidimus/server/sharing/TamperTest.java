package org.vidimus.server.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vidimus.trust.BundleCheck;
import org.vidimus.trust.BundleReport;
import org.vidimus.trust.Finding;
import org.vidimus.trust.Progress;
import org.vidimus.trust.Severity;
import org.vidimus.trust.Trusted;

/** A real bundle holds, and whatever is done to it afterwards is found: by the Java check and by the TypeScript one alike. */
class TamperTest extends SharingTest {
    @Test
    void aBundleFreshFromTheServerHolds() throws Exception {
        Path zip = bundle();

        BundleReport report = check(zip);

        assertThat(report.findings()).extracting(Finding::severity).containsOnly(Severity.NOTE);
        assertThat(report.verdict()).isEqualTo(BundleReport.Verdict.HOLDS);
        assertThat(report.timestamp()).isPresent();
        assumeThat(NodeCheck.isBuilt()).isTrue();
        try (NodeCheck node = new NodeCheck()) {
            NodeCheck.Answer answer = node.check(zip);
            assertThat(answer.verdict()).isEqualTo("holds");
            assertThat(comparable(answer.codes())).isEqualTo(comparable(codes(report)));
        }
    }

    @Test
    void whateverIsDoneToABundleIsFoundInJava() throws Exception {
        List<String> missed = new ArrayList<>();
        Path changed = folder.resolve("changed.zip");

        List<Tampering.Tampered> all = Tampering.of(bundle(), 42, 300);
        for (Tampering.Tampered one : all) {
            Files.write(changed, one.zip());
            if (check(changed).verdict() == BundleReport.Verdict.HOLDS) {
                missed.add(one.name());
            }
        }

        assertThat(all).hasSizeGreaterThan(400);
        assertThat(missed).isEmpty();
    }

    @Test
    void whateverIsDoneToABundleIsFoundInTypeScriptByTheSameCodes() throws Exception {
        assumeThat(NodeCheck.isBuilt()).isTrue();
        List<String> differ = new ArrayList<>();
        Path changed = folder.resolve("changed.zip");

        try (NodeCheck node = new NodeCheck()) {
            for (Tampering.Tampered one : Tampering.of(bundle(), 43, 300)) {
                Files.write(changed, one.zip());
                BundleReport java = check(changed);
                NodeCheck.Answer typeScript = node.check(changed);
                if (!comparable(typeScript.codes()).equals(comparable(codes(java)))
                        || !typeScript.verdict().equals(word(java.verdict()))) {
                    differ.add(one.name() + ": Java " + codes(java) + ", TypeScript " + typeScript);
                }
            }
        }

        assertThat(differ).isEmpty();
    }

    private Path bundle() throws IOException {
        return bundleOf(
                footage.file("a.mp4", randomBytes(5000, System.nanoTime())),
                footage.file("b.mp4", randomBytes(7000, System.nanoTime())));
    }

    private static BundleReport check(Path zip) throws IOException {
        return BundleCheck.check(zip, Trusted.nothing(), Progress.IGNORED);
    }

    private static TreeSet<String> codes(BundleReport report) {
        return report.counts().keySet().stream()
                .map(code -> code.code())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The page reads a time stamp, and leaves the authority's own signature to tools that have its certificate. */
    private static TreeSet<String> comparable(TreeSet<String> codes) {
        TreeSet<String> rest = new TreeSet<>(codes);
        rest.removeIf(code -> code.startsWith("timestamp-") || code.equals("clock-ahead"));
        return rest;
    }

    private static String word(BundleReport.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
