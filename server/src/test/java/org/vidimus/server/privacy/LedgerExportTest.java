package org.vidimus.server.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vidimus.server.custody.Caller.Role.*;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vidimus.server.custody.Action;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.paper.Csv;
import org.vidimus.trust.Checkpoint;
import org.vidimus.trust.CustodyReader;
import org.vidimus.trust.CustodyRecord;
import org.vidimus.trust.Entry;
import org.vidimus.trust.Leaf;
import org.vidimus.trust.Merkle;
import org.vidimus.trust.NoteVerifier;
import org.vidimus.trust.SignedNote;

/** What a search found, checked by nothing but what was taken away. */
class LedgerExportTest extends ReadingHouse {
    @Test
    void provesEachEntryOffline() throws Exception {
        EvidenceId id = wornBy(people.person(WEARER));
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, id, "=HYPERLINK(\"http://x\",\"y\")");
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_DOWNLOAD, id, "court, \"urgent\"");
        awaitRegister();

        Map<String, byte[]> files = export("evidence=" + id + "&door=screen&halves=true");

        assertThat(files.keySet())
                .containsExactlyInAnyOrder(
                        "README.txt", "checkpoint.txt", "ledger.vkey", "entries.csv", "custody.txt", "report.pdf");
        SignedNote note = SignedNote.parse(file(files, "checkpoint.txt"));
        NoteVerifier key = NoteVerifier.parse(new String(file(files, "ledger.vkey"), UTF_8).strip());
        assertThat(note.check(key)).isEmpty();
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        var reader = new CustodyReader(new ByteArrayInputStream(file(files, "custody.txt")));
        List<Entry> entries = new ArrayList<>();
        for (Optional<CustodyRecord> record = reader.next(); record.isPresent(); record = reader.next()) {
            CustodyRecord one = record.get();
            assertThat(Merkle.checkInclusion(
                            one.index(),
                            checkpoint.size(),
                            Merkle.leafHash(one.leaf()),
                            one.proof(),
                            checkpoint.root()))
                    .isEmpty();
            var opened = one.opened().orElseThrow();
            assertThat(Leaf.commitment(opened.salt(), opened.entry()))
                    .isEqualTo(Leaf.parse(one.leaf()).commitment());
            entries.add(Entry.parse(opened.entry()));
        }
        assertThat(entries)
                .extracting(Entry::action)
                .containsExactly("evidence.view", "evidence.view", "evidence.download", "evidence.download");
        String csv = new String(file(files, "entries.csv"), UTF_8);
        assertThat(csv).contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"", "\"court, \"\"urgent\"\"\"");
        assertThat(csv.lines()).hasSize(5);
        try (var pdf = Loader.loadPDF(file(files, "report.pdf"))) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("evidence.download", "urgent");
        }

        awaitRegister();
        var exported = items(get(people.api(AUDITOR), "/api/ledger/entries?action=ledger.export&evidence={id}", id));
        assertThat(exported.getFirst().get("details").get("entries").asString()).isEqualTo("4");
    }

    @Test
    void isForAuditorsOnly() {
        for (var role : List.of(WEARER, SUPERVISOR, EVIDENCE_MANAGER, ADMINISTRATOR, WORKS_COUNCIL)) {
            assertThat(ask(people.api(role), "/api/ledger/export")
                            .getStatusCode()
                            .value())
                    .as(role.name())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "plain|plain",
                "=1+1|'=1+1",
                "^  @cmd^|^'  @cmd^",
                "-2|'-2",
                "a,b|\"a,b\"",
                "+\"x\"|\"'+\"\"x\"\"\"",
                "^^|^^"
            })
    void keepsSpreadsheetsFromCalculating(String text, String cell) {
        assertThat(Csv.cell(text)).isEqualTo(cell);
    }

    private Map<String, byte[]> export(String query) throws IOException {
        byte[] zip = Objects.requireNonNull(people.api(AUDITOR)
                .get()
                .uri("/api/ledger/export?" + query)
                .retrieve()
                .body(byte[].class));
        var files = new HashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name));
    }
}
