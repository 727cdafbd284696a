package org.vidimus.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vidimus.server.custody.Caller.Role.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.LedgerCheck;
import org.vidimus.server.custody.LedgerFinding;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.trust.BundleCheck;
import org.vidimus.trust.BundleReport;
import org.vidimus.trust.Progress;
import org.vidimus.trust.Severity;
import org.vidimus.trust.Trusted;
import tools.jackson.databind.JsonNode;

/** Personal data in the ledger ends on its day, and every proof holds on. */
@Import(LedgerExpiryTest.Hurried.class)
class LedgerExpiryTest extends ReadingHouse {
    /** From then on nothing is old enough; a test moves it. */
    private static volatile Instant cut = Instant.EPOCH;

    @TempDir
    Path folder;

    @Autowired
    Expiry expiry;

    @Autowired
    LedgerCheck check;

    @TestConfiguration
    static class Hurried {
        @Bean
        @Primary
        Rules hurriedRules() {
            return new Rules() {
                @Override
                public Optional<Instant> endOfViewLog(Instant entry) {
                    return entry.isBefore(cut) ? Optional.of(entry) : Optional.empty();
                }

                @Override
                public Instant delayMost(Instant from) {
                    return from.plusSeconds(1_000);
                }

                @Override
                public int groupSize() {
                    return 5;
                }

                @Override
                public Set<String> purposes() {
                    return Set.of();
                }
            };
        }

        @Bean
        @Primary
        java.time.Clock laterClock() {
            return new java.time.Clock() {
                @Override
                public java.time.ZoneId getZone() {
                    return java.time.ZoneOffset.UTC;
                }

                @Override
                public java.time.Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return java.time.Clock.systemUTC().instant().plus(ahead);
                }
            };
        }
    }

    private static volatile java.time.Duration ahead = java.time.Duration.ZERO;

    @AfterEach
    void keepFromNowOn() {
        cut = Instant.EPOCH;
        ahead = java.time.Duration.ZERO;
    }

    /** Forty days from now, when everything until now is due. */
    private long expire() {
        return expireUntil(Instant.now());
    }

    private long expireUntil(Instant until) {
        cut = until;
        ahead = java.time.Duration.ofDays(40);
        try {
            return expiry.run();
        } finally {
            ahead = java.time.Duration.ZERO;
        }
    }

    @Test
    void forgetsWhoLookedAndKeepsEveryProof() throws Exception {
        EvidenceId id = uploaded();
        UUID view =
                look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, id, "a purpose that is nobody's business");
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_DOWNLOAD, id, "for the court");
        awaitRegister();
        Path before = bundle(id);
        assertThat(errors(verify(before))).isEmpty();

        assertThat(expire()).isPositive();

        assertThat(check.run()).isEmpty();
        assertThat(sql.sql(
                                "select count(*) from custody_entry where convert_from(payload, 'UTF8') like '%nobody''s business%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(sql.sql(
                                "select count(*) from entry_line where purpose like '%nobody%' or personal and erased_at is not null")
                        .query(Integer.class)
                        .single())
                .isZero();
        // What was made before still holds, and what is made now holds with the erased entries in it.
        assertThat(errors(verify(before))).isEmpty();
        awaitRegister();
        Path after = bundle(id);
        BundleReport report = verify(after);
        assertThat(errors(report)).isEmpty();
        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.code().name()).isEqualTo("ENTRY_ERASED"));

        // The same again changes nothing.
        assertThat(expiry.run()).isZero();
        assertMadeAgainAsItWas();

        JsonNode proof = get(people.api(AUDITOR), "/api/ledger/lines/{id}/proof", view);
        assertThat(proof.has("entry")).isFalse();
        assertThat(proof.get("leaf").asString()).contains(view.toString());
    }

    @Test
    void leavesNothingOfItOnTheDiskEither() {
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, wornBy(people.person(WEARER)), "swept");
        awaitRegister();
        long entries = vacuums("custody_entry");
        long lines = vacuums("entry_line");

        assertThat(expire()).isPositive();

        assertThat(vacuums("custody_entry")).isGreaterThan(entries);
        assertThat(vacuums("entry_line")).isGreaterThan(lines);
    }

    private long vacuums(String table) {
        return sql.sql("select vacuum_count from pg_stat_user_tables where relname = ?")
                .param(table)
                .query(Long.class)
                .single();
    }

    @Test
    void keepsWhatBelongsToTheEvidenceAndWhatIsYoung() {
        EvidenceId id = wornBy(people.person(WEARER));
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_DOWNLOAD, id, "kept");
        UUID old = look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, id, "old");
        awaitRegister();
        Instant before = Instant.now();
        UUID young = look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_HISTORY, id, "young");
        awaitRegister();
        expireUntil(before);

        assertThat(histories.find(old).orElseThrow().payload()).isEmpty();
        assertThat(histories.find(young).orElseThrow().payload()).isPresent();
        awaitRegister();
        JsonNode page = get(people.api(AUDITOR), "/api/ledger/entries?evidence={id}", id);
        assertThat(actions(page)).contains("evidence.download", "");
        JsonNode erased = items(page).stream()
                .filter(item -> !item.has("action"))
                .findFirst()
                .orElseThrow();
        assertThat(erased.get("erasedAt").asString()).isNotBlank();
        assertThat(erased.has("actor")).isFalse();
        assertThat(erased.toString()).doesNotContain("old");
    }

    @Test
    void saysHowManyAndWhich() {
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, wornBy(people.person(WEARER)), "told");
        awaitRegister();
        long erased = expire();
        awaitRegister();

        JsonNode page = get(people.api(AUDITOR), "/api/ledger/entries?action=ledger.expire");

        JsonNode details = items(page).getFirst().get("details");
        assertThat(details.get("entries").asLong()).isEqualTo(erased);
        assertThat(details.get("first").asLong()).isLessThan(details.get("last").asLong());
        assertThat(details.get("made-before").asString()).isNotBlank();
    }

    @Test
    void doesNotHideTampering() {
        UUID view =
                look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, wornBy(people.person(WEARER)), "forged");
        awaitRegister();
        sql.sql(
                        "update custody_entry set payload = convert_to(replace(convert_from(payload, 'UTF8'), 'forged', 'seemly'), 'UTF8') where id = ?")
                .param(view)
                .update();

        expire();

        assertThat(check.run()).extracting(LedgerFinding::fault).containsExactly(LedgerFinding.Fault.PAYLOAD_DIFFERS);
        sql.sql(
                        "update custody_entry set payload = convert_to(replace(convert_from(payload, 'UTF8'), 'seemly', 'forged'), 'UTF8') where id = ?")
                .param(view)
                .update();
        assertThat(check.run()).isEmpty();
    }

    private EvidenceId uploaded() {
        EvidenceId id = wornBy(people.person(WEARER));
        record Original(String sha256, long lengthBytes) {}
        Original original = sql.sql(
                        "select encode(sha256, 'hex') as sha256, length_bytes from original where evidence = ?")
                .param(id.value())
                .query((row, _) -> new Original(row.getString(1), row.getLong(2)))
                .single();
        gate.change(
                Passage.of(Caller.job("test-upload"), Action.UPLOAD_SEAL, Subject.upload(UUID.randomUUID())),
                outcome -> outcome.about(Subject.evidence(id.value()))
                        .note("original", "1")
                        .note("sha256", original.sha256())
                        .note("length-bytes", Long.toString(original.lengthBytes())));
        return id;
    }

    private Path bundle(EvidenceId id) throws IOException {
        var api = people.api(EVIDENCE_MANAGER);
        JsonNode made = Objects.requireNonNull(api.post()
                .uri("/api/bundles")
                .body(Map.of("evidence", List.of(id.value()), "purpose", "court"))
                .retrieve()
                .body(JsonNode.class));
        assertThat(made.has("url")).as(made.toString()).isTrue();
        Path zip = Files.createTempFile(folder, "bundle", ".zip");
        Files.write(
                zip,
                Objects.requireNonNull(
                        api.get().uri(made.get("url").asString()).retrieve().body(byte[].class)));
        return zip;
    }

    private static BundleReport verify(Path zip) throws IOException {
        return BundleCheck.check(zip, Trusted.nothing(), Progress.IGNORED);
    }

    private static List<String> errors(BundleReport report) {
        return report.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Object::toString)
                .toList();
    }
}
