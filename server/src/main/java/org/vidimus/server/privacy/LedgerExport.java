package org.vidimus.server.privacy;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Histories;
import org.vidimus.server.custody.Histories.Recorded;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Proofs;
import org.vidimus.server.paper.Csv;
import org.vidimus.server.paper.PdfReport;
import org.vidimus.server.paper.Report;
import org.vidimus.server.paper.Words;
import org.vidimus.trust.CustodyRecord;
import org.vidimus.trust.CustodyWriter;
import org.vidimus.trust.Entry;

/**
 * What a search found, to take away: a table, a report, and every entry with its salt, leaf and proof as a bundle has them, so
 * that anybody can check offline that it is in the signed ledger. Proves each entry that is in it, not that none is left out: a
 * search is a choice. Read page by page; memory holds the places of the entries and the pages of the report, no more.
 */
@Component
class LedgerExport {
    static final int MOST = 100_000;
    /** More are in the table, but not printed. */
    private static final int MOST_PRINTED = 2_000;

    private static final int PAGE = 500;

    private final Gate gate;
    private final Scopes scopes;
    private final LedgerLines lines;
    private final Histories histories;
    private final Clock clock;

    LedgerExport(Gate gate, Scopes scopes, LedgerLines lines, Histories histories, Clock clock) {
        this.gate = gate;
        this.scopes = scopes;
        this.lines = lines;
        this.histories = histories;
        this.clock = clock;
    }

    /** Ready to be written: nothing of it is decided any more. */
    @SuppressWarnings("ArrayRecordComponent") // made once, walked, never compared
    record Ready(long[] indexes, Proofs proofs, String filter, String by, Instant made) {}

    /** Passes the gate. What is not below a signed checkpoint yet is left out; a moment later it is in. */
    Ready open(Caller caller, LedgerFilter filter, Optional<String> purpose) {
        Passage passage = new Passage(caller, Action.LEDGER_EXPORT, List.of(), purpose, filter.inLedger());
        return gate.view(passage, outcome -> {
            long[] found = lines.indexes(scopes.of(caller, Action.LEDGER_EXPORT), filter, outcome.attempt(), MOST + 1);
            if (found.length > MOST) {
                throw new PrivacyProblem.TooManyEntries(MOST).refused();
            }
            Proofs proofs = histories.proofs();
            long[] proven = Arrays.stream(found)
                    .filter(index -> index < proofs.checkpoint().size())
                    .toArray();
            outcome.note("entries", Integer.toString(proven.length));
            return new Ready(proven, proofs, filter.inLedger().toString(), caller.name(), clock.instant());
        });
    }

    /** The zip. */
    void write(Ready ready, OutputStream to) throws IOException {
        var zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
        text(zip, "README.txt", readme(ready));
        text(zip, "checkpoint.txt", new String(ready.proofs().note().encode(), StandardCharsets.UTF_8));
        text(zip, "ledger.vkey", ready.proofs().verifier().encode() + "\n");
        zip.putNextEntry(new ZipEntry("entries.csv"));
        List<Entry> printed = table(ready, zip);
        zip.putNextEntry(new ZipEntry("custody.txt"));
        proofs(ready, zip);
        zip.putNextEntry(new ZipEntry("report.pdf"));
        zip.write(PdfReport.write(report(ready, printed), ready.made()));
        zip.finish();
    }

    private static void text(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private interface Each {
        void read(Recorded recorded) throws IOException;
    }

    private void each(long[] indexes, Each work) throws IOException {
        for (int from = 0; from < indexes.length; from += PAGE) {
            List<Long> page = Arrays.stream(indexes, from, Math.min(indexes.length, from + PAGE))
                    .boxed()
                    .toList();
            for (Recorded recorded : histories.at(page)) {
                work.read(recorded);
            }
        }
    }

    private void proofs(Ready ready, OutputStream out) throws IOException {
        var writer = new CustodyWriter(out);
        each(ready.indexes(), recorded -> {
            Optional<CustodyRecord.Opened> opened = recorded.payload()
                    .flatMap(payload -> recorded.salt().map(salt -> new CustodyRecord.Opened(salt, payload)));
            long index = recorded.index().orElseThrow();
            writer.add(new CustodyRecord(
                    index, opened, recorded.leaf().orElseThrow(), ready.proofs().of(index)));
        });
    }

    /** @return what the report prints of it */
    private List<Entry> table(Ready ready, OutputStream zip) throws IOException {
        var printed = new ArrayList<Entry>();
        Writer out = new BufferedWriter(new OutputStreamWriter(new Unclosed(zip), StandardCharsets.UTF_8));
        var csv = new Csv(out);
        csv.line(List.of(
                "index",
                "entry",
                "at",
                "phase",
                "attempt",
                "action",
                "actor",
                "actor id",
                "actor name",
                "door",
                "result",
                "purpose",
                "subjects",
                "details",
                "erased at"));
        each(ready.indexes(), recorded -> {
            Optional<Entry> entry = recorded.payload().map(Entry::parse);
            entry.filter(_ -> printed.size() < MOST_PRINTED).ifPresent(printed::add);
            csv.line(cells(recorded, entry));
        });
        out.flush();
        return printed;
    }

    private static List<String> cells(Recorded recorded, Optional<Entry> entry) {
        return List.of(
                Long.toString(recorded.index().orElseThrow()),
                recorded.id().toString(),
                recorded.at().toString(),
                entry.map(one -> Line.lower(one.phase())).orElse(""),
                entry.flatMap(Entry::attempt).map(Object::toString).orElse(""),
                entry.map(Entry::action).orElse(""),
                entry.map(one -> Line.lower(one.actor().kind())).orElse(""),
                entry.map(one -> one.actor().id().toString()).orElse(""),
                entry.map(one -> one.actor().name()).orElse(""),
                entry.map(one -> Line.lower(one.door())).orElse(""),
                entry.map(one -> Line.lower(one.result())).orElse(""),
                entry.flatMap(Entry::purpose).orElse(""),
                String.join(
                        "; ", recorded.subjects().stream().map(Object::toString).toList()),
                entry.map(LedgerExport::details).orElse(""),
                recorded.erasedAt().map(Instant::toString).orElse(""));
    }

    private static String details(Entry entry) {
        return String.join(
                "; ",
                entry.details().entrySet().stream()
                        .map(detail -> detail.getKey() + "=" + detail.getValue())
                        .toList());
    }

    private static Report report(Ready ready, List<Entry> printed) {
        var blocks = new ArrayList<Report.Block>();
        blocks.add(new Report.Facts(List.of(
                fact("Searched for", "Gesucht", ready.filter()),
                fact("By", "Von", ready.by()),
                fact("At", "Am", ready.made().toString()),
                fact("Entries", "Einträge", Integer.toString(ready.indexes().length)),
                fact(
                        "Checkpoint",
                        "Prüfpunkt",
                        ready.proofs().checkpoint().size() + " "
                                + ready.proofs().checkpoint().root()))));
        blocks.add(new Report.Prose(List.of(Words.of(
                "Each entry in custody.txt proves itself against the signed checkpoint. The selection is that of the search: "
                        + "it does not prove that nothing else was done. Entries erased by law are in custody.txt without "
                        + "their text."
                        + (ready.indexes().length > printed.size()
                                ? " Not every entry is printed here; entries.csv has all."
                                : ""),
                "Jeder Eintrag in custody.txt ist gegen den signierten Prüfpunkt beweisbar. Die Auswahl ist die der Suche: "
                        + "sie beweist nicht, dass sonst nichts geschah. Von Gesetzes wegen gelöschte Einträge stehen ohne "
                        + "ihren Text in custody.txt."
                        + (ready.indexes().length > printed.size()
                                ? " Nicht jeder Eintrag ist hier gedruckt; entries.csv hat alle."
                                : "")))));
        blocks.add(new Report.Table(
                List.of(
                        column("At", "Zeit", 5, Report.Face.NUMBER),
                        column("Who", "Wer", 5, Report.Face.TEXT),
                        column("Action", "Handlung", 5, Report.Face.EXACT),
                        column("Result", "Ergebnis", 2, Report.Face.TEXT),
                        column("Purpose", "Zweck", 6, Report.Face.TEXT)),
                printed.stream()
                        .map(entry -> List.of(
                                entry.at().toString(),
                                entry.actor().name(),
                                entry.action(),
                                Line.lower(entry.result()),
                                entry.purpose().orElse("")))
                        .toList()));
        return new Report(
                "Vidimus: from the ledger",
                Words.of("What a search of the custody ledger found", "Was eine Suche im Verwahrungsbuch fand"),
                blocks);
    }

    private static Report.Fact fact(String english, String german, String value) {
        return new Report.Fact(Words.of(english, german), value, Report.Face.TEXT);
    }

    private static Report.Column column(String english, String german, int share, Report.Face face) {
        return new Report.Column(Words.of(english, german), share, face);
    }

    private static String readme(Ready ready) {
        return """
                Vidimus: from the ledger

                %d entries, searched for %s, by %s, at %s.

                entries.csv     the table (cells that a spreadsheet would calculate begin with an apostrophe)
                report.pdf      the same to read, at most %d entries
                custody.txt     vidimus.custody/v1: each entry with salt, leaf and inclusion proof
                checkpoint.txt  the signed head of the ledger that all proofs are against
                ledger.vkey     its public key; get it another way, too, and compare

                Each entry proves itself. The selection is that of the search: that nothing else was done it does not prove.
                """.formatted(ready.indexes().length, ready.filter(), ready.by(), ready.made(), MOST_PRINTED);
    }

    /** The writer is flushed, not closed: the zip goes on. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
