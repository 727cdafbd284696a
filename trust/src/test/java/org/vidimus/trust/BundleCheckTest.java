package org.vidimus.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundleCheckTest {
    static BundleReport check(byte[] zip, Trusted trusted) {
        try {
            return BundleCheck.check(new BytesChannel(zip), trusted, Progress.IGNORED);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aGoodBundleHolds() {
        var bundle = TestBundle.good();

        var report = check(bundle.zip(), Trusted.key(bundle.ledger.signer().verifier()));

        assertThat(report.findings())
                .extracting(Finding::code)
                .containsExactly(
                        FindingCode.TIMESTAMP_ABSENT,
                        FindingCode.ENTRY_ERASED,
                        FindingCode.ATTEMPT_WITHOUT_OUTCOME,
                        FindingCode.ATTEMPT_WITHOUT_OUTCOME);
        assertThat(report.verdict()).isEqualTo(BundleReport.Verdict.HOLDS);
        assertThat(report.entries()).isEqualTo(7);
        assertThat(report.erased()).isEqualTo(1);
        assertThat(report.description().orElseThrow().originals()).hasSize(3);
    }

    @Test
    void withoutAKeyTheReportSaysThatTheKeyCameWithTheBundle() {
        var report = check(TestBundle.good().zip(), Trusted.nothing());

        assertThat(report.verdict()).isEqualTo(BundleReport.Verdict.HOLDS);
        assertThat(report.counts()).containsKey(FindingCode.KEY_FROM_BUNDLE);
    }

    @Test
    void aBundleOfNothingHasNoExportInItsHistory() {
        var bundle = new TestBundle().lived();
        bundle.originals.clear();

        var report = check(bundle.zip(), Trusted.nothing());

        assertThat(report.findings()).extracting(Finding::code).contains(FindingCode.EXPORT_MISSING);
    }

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    void everyCodeHasItsFixture(FindingCode code) {
        if (BundleFixtures.IN_VECTORS.contains(code)) {
            assertThat(Vectors.all().values().stream().flatMap(List::stream).map(probe -> probe.get("want")))
                    .contains(code.code());
            return;
        }
        var fixture = Optional.ofNullable(BundleFixtures.all().get(code)).map(java.util.function.Supplier::get);
        assertThat(fixture).as("fixture of %s", code.code()).isPresent();

        var report = check(fixture.orElseThrow().file(), fixture.orElseThrow().trusted());

        assertThat(report.findings()).extracting(Finding::code).contains(code);
        if (code.severity() == Severity.NOTE) {
            assertThat(report.findings()).extracting(Finding::severity).containsOnly(Severity.NOTE);
        }
        var wanted = code == FindingCode.NOT_A_BUNDLE
                ? BundleReport.Verdict.NOT_A_BUNDLE
                : code.severity() == Severity.ERROR ? BundleReport.Verdict.DOES_NOT_HOLD : BundleReport.Verdict.HOLDS;
        assertThat(report.verdict()).isEqualTo(wanted);
    }

    @Test
    void fixturesNameWhatTheyAreAndNotMuchElse() {
        // Not a rule for each, but a look at how much noise one cause makes.
        var noisy = new TreeSet<String>();
        for (var fixture : BundleFixtures.all().entrySet()) {
            var made = fixture.getValue().get();
            var errors = EnumSet.noneOf(FindingCode.class);
            check(made.file(), made.trusted()).findings().stream()
                    .map(Finding::code)
                    .filter(code -> code.severity() == Severity.ERROR)
                    .forEach(errors::add);
            if (errors.size() > 5) {
                noisy.add(fixture.getKey().code() + " " + errors);
            }
        }
        assertThat(noisy).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestAuthority.Kind.class)
    void timestampsOfEveryUsualKindAreChecked(TestAuthority.Kind kind) {
        var bundle = TestBundle.good();
        BundleFixtures.stamp(bundle, kind, authority -> authority.byKeyId = kind == TestAuthority.Kind.EC);

        var report = check(bundle.zip(), Trusted.nothing());

        assertThat(report.timestamp().orElseThrow().at()).hasToString("2026-03-01T08:01:00.500Z");
        assertThat(report.timestamp().orElseThrow().authority()).isEqualTo("CN=Test Authority");
        assertThat(report.verdict()).isEqualTo(BundleReport.Verdict.HOLDS);
    }

    @Test
    void everyOtherFaultOfATimestampIsFound() {
        var faults = new ArrayList<java.util.function.Consumer<TestAuthority>>();
        faults.add(authority -> authority.withCertificate = false);
        faults.add(authority -> authority.otherContent = true);
        faults.add(authority -> authority.namesAnotherCertificate = true);
        faults.add(authority -> authority.validTo = "20260101000000Z");
        faults.add(authority -> authority.time = "20261301000000Z");
        faults.add(authority -> authority.time = "20260301080100.50Z");
        faults.add(authority -> authority.time = "2603010801Z");
        for (var fault : faults) {
            var bundle = TestBundle.good();
            BundleFixtures.stamp(bundle, TestAuthority.Kind.EC, fault);
            assertThat(check(bundle.zip(), Trusted.nothing()).verdict()).isEqualTo(BundleReport.Verdict.DOES_NOT_HOLD);
        }
    }
}
