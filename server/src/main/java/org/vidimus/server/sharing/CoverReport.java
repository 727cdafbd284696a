package org.vidimus.server.sharing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.paper.Report;
import org.vidimus.server.paper.Report.Face;
import org.vidimus.server.paper.Words;
import org.vidimus.trust.Entry;

/** Tells in words what is in a bundle, what it proves, what it does not, and how to check it. */
final class CoverReport {
    private static final List<Report.Column> ORIGINALS = List.of(
            new Report.Column(Words.of("No.", "Nr."), 5, Face.NUMBER),
            new Report.Column(Words.of("Name as received", "Name wie empfangen"), 30, Face.EXACT),
            new Report.Column(Words.of("Bytes", "Bytes"), 13, Face.NUMBER),
            new Report.Column(Words.of("Received (UTC)", "Empfangen (UTC)"), 19, Face.NUMBER),
            new Report.Column(Words.of("SHA-256", "SHA-256"), 40, Face.EXACT));
    private static final List<Report.Column> COPIES = List.of(
            new Report.Column(Words.of("Of original", "Von Original"), 9, Face.NUMBER),
            new Report.Column(Words.of("File", "Datei"), 26, Face.EXACT),
            new Report.Column(Words.of("Bytes", "Bytes"), 13, Face.NUMBER),
            new Report.Column(Words.of("How it was made", "Wie erstellt"), 30, Face.TEXT),
            new Report.Column(Words.of("SHA-256", "SHA-256"), 30, Face.EXACT));
    private static final List<Report.Column> HISTORY = List.of(
            new Report.Column(Words.of("No.", "Nr."), 6, Face.NUMBER),
            new Report.Column(Words.of("Time (UTC)", "Zeit (UTC)"), 19, Face.NUMBER),
            new Report.Column(Words.of("Who", "Wer"), 20, Face.TEXT),
            new Report.Column(Words.of("What", "Was"), 19, Face.EXACT),
            new Report.Column(Words.of("Purpose", "Zweck"), 16, Face.TEXT),
            new Report.Column(Words.of("Details", "Einzelheiten"), 34, Face.EXACT));

    private final Contents contents;
    private final List<Report.Block> blocks = new ArrayList<>();

    private CoverReport(Contents contents) {
        this.contents = contents;
    }

    static Report of(Contents contents) {
        CoverReport report = new CoverReport(contents);
        report.cover();
        report.meaning();
        report.checking();
        contents.evidence().forEach(report::evidence);
        report.glossary();
        return new Report(
                "Vidimus disclosure bundle · Herausgabepaket",
                Words.of(
                        "We have seen it: a sealed copy with its history and its proof.",
                        "Wir haben es gesehen: eine gesiegelte Abschrift mit Verlauf und Nachweis."),
                report.blocks);
    }

    private void cover() {
        List<Report.Fact> facts = new ArrayList<>();
        facts.add(exact("Bundle", "Paket", contents.id().toString()));
        facts.add(exact("Made (UTC)", "Erstellt (UTC)", time(contents.made())));
        facts.add(text("Made by", "Erstellt von", contents.by().name()));
        facts.add(text("Service", "Dienststelle", contents.service()));
        contents.purpose().ifPresent(purpose -> facts.add(text("Purpose", "Zweck", purpose)));
        facts.add(exact("Ledger", "Ledger", contents.checkpoint().origin()));
        facts.add(exact(
                "Ledger head",
                "Ledger-Stand",
                contents.checkpoint().size() + " " + contents.checkpoint().root()));
        facts.add(exact(
                "Fingerprint of the key",
                "Fingerabdruck des Schlüssels",
                contents.key().fingerprint().toString()));
        facts.add(timestamp());
        heading(1, Words.of("Cover sheet", "Deckblatt"));
        blocks.add(new Report.Facts(facts));
        if (contents.timestamp() instanceof Timestamp.Failed failed) {
            blocks.add(new Report.Notice(Words.of(
                    "A time stamp was asked for, but not received: " + failed.reason() + ".",
                    "Ein Zeitstempel wurde angefragt, aber nicht erhalten: " + failed.reason() + ".")));
        }
    }

    private Report.Fact timestamp() {
        return switch (contents.timestamp()) {
            case Timestamp.Granted granted ->
                text(
                        "Time stamp (RFC 3161)",
                        "Zeitstempel (RFC 3161)",
                        time(granted.at()) + " UTC, " + granted.authority());
            case Timestamp.Failed failed ->
                text("Time stamp (RFC 3161)", "Zeitstempel (RFC 3161)", "not received · nicht erhalten");
            case Timestamp.NotAsked notAsked ->
                text(
                        "Time stamp (RFC 3161)",
                        "Zeitstempel (RFC 3161)",
                        "none: no authority is configured · keiner: keine Stelle eingerichtet");
        };
    }

    private void meaning() {
        heading(1, Words.of("What this bundle proves, and what it does not", "Was dieses Paket beweist und was nicht"));
        blocks.add(new Report.Prose(List.of(
                Words.of(
                        "Every original in here is bit for bit what the service received: its SHA-256 was written into the custody"
                                + " ledger when it was sealed, and the ledger's signed head covers that entry.",
                        "Jedes Original hierin ist Bit für Bit das, was die Dienststelle empfangen hat: Sein SHA-256 wurde beim"
                                + " Versiegeln in das Ledger geschrieben, und der gesiegelte Ledger-Stand umfasst diesen Eintrag."),
                Words.of(
                        "The history of each piece of evidence is complete from its first entry to this export, views and downloads"
                                + " included: its entries are numbered and chained, so none can be left out, changed or reordered"
                                + " without being found.",
                        "Der Verlauf jedes Beweismittels ist vom ersten Eintrag bis zu dieser Herausgabe vollständig, Ansehen und"
                                + " Herunterladen eingeschlossen: Die Einträge sind nummeriert und verkettet, keiner kann unbemerkt"
                                + " fehlen, verändert oder umgestellt sein."),
                Words.of(
                        "An entry whose content was erased by law is shown as erased; its place and its proof remain.",
                        "Ein Eintrag, dessen Inhalt nach Gesetz gelöscht wurde, erscheint als gelöscht; sein Platz und sein"
                                + " Nachweis bleiben."),
                Words.of(
                        "It does not prove what happened before the first byte reached a camera or dock we know, nor that what a"
                                + " picture shows is true.",
                        "Es beweist nicht, was geschah, bevor das erste Byte eine uns bekannte Kamera oder Station erreichte, und"
                                + " nicht, dass wahr ist, was ein Bild zeigt."),
                Words.of(
                        "It does not prove by itself whose key sealed it. Compare the fingerprint above with one from another"
                                + " source: the service's website, a letter, an earlier bundle.",
                        "Es beweist nicht aus sich heraus, wessen Schlüssel es gesiegelt hat. Vergleichen Sie den Fingerabdruck oben"
                                + " mit einem aus anderer Quelle: der Website der Dienststelle, einem Schreiben, einem früheren"
                                + " Paket."),
                Words.of(
                        "Times are those of the server's clock, and of the camera's clock corrected by the difference that the dock"
                                + " measured. A time stamp, where there is one, shows by when the ledger head existed.",
                        "Zeiten stammen von der Uhr des Servers, und von der Uhr der Kamera, berichtigt um die an der Station"
                                + " gemessene Abweichung. Ein Zeitstempel, wo es einen gibt, zeigt, wann der Ledger-Stand spätestens"
                                + " bestand."),
                Words.of(
                        "This report is part of the sealed bundle, and a help for reading. Evidence are the originals and"
                                + " metadata/custody.txt.",
                        "Dieser Bericht gehört zum gesiegelten Paket und ist eine Lesehilfe. Maßgeblich sind die Originale und"
                                + " metadata/custody.txt."))));
    }

    private void checking() {
        heading(1, Words.of("How to check it", "So prüfen Sie es"));
        List<Words> ways = new ArrayList<>();
        if (contents.hasVerifyPage()) {
            ways.add(Words.of(
                    "In a browser, without a network: open verify.html (better: one that you got elsewhere) and choose the .zip file"
                            + " as you received it.",
                    "Im Browser, ohne Netz: Öffnen Sie verify.html (besser: eine aus anderer Quelle) und wählen Sie die .zip-Datei,"
                            + " wie Sie sie erhalten haben."));
        } else {
            ways.add(
                    Words.of(
                            "This bundle carries no verify.html: the server that made it was built without pages.",
                            "Dieses Paket enthält keine verify.html: Der Server, der es erstellt hat, wurde ohne Seiten gebaut."));
        }
        ways.add(Words.of(
                "On the command line, with Vidimus: ./vidimus verify FILE.zip",
                "Auf der Kommandozeile, mit Vidimus: ./vidimus verify DATEI.zip"));
        ways.add(Words.of(
                "The files alone, with what every system has: unpack the bundle and run sha256sum -c manifest-sha256.txt in its"
                        + " folder. It is a BagIt 1.0 bag (RFC 8493).",
                "Nur die Dateien, mit Bordmitteln: Entpacken Sie das Paket und rufen Sie in seinem Ordner"
                        + " sha256sum -c manifest-sha256.txt auf. Es ist ein BagIt-1.0-Paket (RFC 8493)."));
        blocks.add(new Report.Prose(ways));
    }

    private void evidence(Contents.Piece piece) {
        EvidenceMetadata metadata = piece.metadata();
        heading(1, Words.of("Evidence: " + metadata.evidence().title(), "Beweismittel"));
        blocks.add(new Report.Facts(facts(metadata)));
        if (!metadata.missingParts().isEmpty()) {
            String parts = metadata.missingParts().stream().map(String::valueOf).collect(Collectors.joining(", "));
            blocks.add(new Report.Notice(Words.of(
                    "Parts of this recording never arrived: " + parts + ".",
                    "Teile dieser Aufnahme sind nie eingetroffen: " + parts + ".")));
        }
        heading(2, Words.of("Originals", "Originale"));
        blocks.add(new Report.Table(
                ORIGINALS,
                metadata.originals().stream().map(CoverReport::originalRow).toList()));
        if (!metadata.renditions().isEmpty()) {
            copies(metadata.renditions());
        }
        history(piece);
    }

    private void copies(List<EvidenceMetadata.Viewable> copies) {
        heading(
                2,
                Words.of(
                        "Viewing copies, made by machine: not originals",
                        "Ansichtskopien, maschinell: keine Originale"));
        blocks.add(new Report.Notice(Words.of(
                "These files only show what the originals hold to programs that cannot open them. What counts is the original that"
                        + " each was made from.",
                "Diese Dateien zeigen nur, was die Originale enthalten, für Programme, die jene nicht öffnen. Maßgeblich ist das"
                        + " Original, aus dem jede erstellt wurde.")));
        blocks.add(new Report.Table(
                COPIES, copies.stream().map(CoverReport::copyRow).toList()));
    }

    private static List<String> copyRow(EvidenceMetadata.Viewable copy) {
        return List.of(
                String.valueOf(copy.ofOriginal()),
                copy.path(),
                String.valueOf(copy.lengthBytes()),
                String.valueOf(copy.derivation().how()),
                copy.sha256());
    }

    private static List<Report.Fact> facts(EvidenceMetadata metadata) {
        List<Report.Fact> facts = new ArrayList<>();
        facts.add(exact("Id", "Kennung", metadata.evidence().id().toString()));
        add(facts, Words.of("Category", "Kategorie"), metadata.evidence().category(), category -> Words.of(
                        category.english(), category.german())
                .label());
        add(facts, Words.of("Wearer", "Trägerin oder Träger"), metadata.wearer(), EvidenceMetadata.Person::name);
        add(facts, Words.of("Unit", "Einheit"), metadata.unit(), EvidenceMetadata.Person::name);
        EvidenceMetadata.Camera camera = metadata.camera();
        if (camera != null) {
            facts.add(text("Camera", "Kamera", camera.serial()));
            add(facts, Words.of("Recording", "Aufnahme"), camera.recording(), id -> id);
            add(facts, Words.of("Camera clock", "Uhr der Kamera"), camera.clockOffsetMs(), CoverReport::offset);
        }
        EvidenceMetadata.Times times = metadata.times();
        add(facts, Words.of("Recorded from (UTC)", "Aufgenommen von (UTC)"), times.recordedStart(), CoverReport::time);
        add(facts, Words.of("Recorded to (UTC)", "Aufgenommen bis (UTC)"), times.recordedEnd(), CoverReport::time);
        facts.add(exact("Received (UTC)", "Empfangen (UTC)", time(times.receivedAt())));
        EvidenceMetadata.Place place = metadata.place();
        if (place != null) {
            add(facts, Words.of("Place", "Ort"), place.name(), name -> name);
            add(
                    facts,
                    Words.of("Position", "Position"),
                    place.position(),
                    at -> String.format(Locale.ROOT, "%.6f, %.6f", at.lat(), at.lon()));
        }
        return facts;
    }

    private static <T> void add(
            List<Report.Fact> facts, Words label, @Nullable T value, java.util.function.Function<T, String> spelling) {
        if (value != null) {
            facts.add(new Report.Fact(label, spelling.apply(value), Face.TEXT));
        }
    }

    private static List<String> originalRow(EvidenceMetadata.File file) {
        return List.of(
                String.valueOf(file.n()),
                file.name(),
                String.valueOf(file.lengthBytes()),
                time(file.receivedAt()),
                file.sha256());
    }

    private void history(Contents.Piece piece) {
        heading(2, Words.of("Custody history", "Verlauf"));
        blocks.add(new Report.Table(
                HISTORY, piece.history().stream().map(CoverReport::historyRow).toList()));
        long left = piece.entries() - piece.history().size();
        if (left > 0) {
            blocks.add(new Report.Notice(Words.of(
                    left + " further entries are in metadata/custody.txt, and are checked like the others.",
                    left + " weitere Einträge stehen in metadata/custody.txt und werden ebenso geprüft.")));
        }
    }

    private static List<String> historyRow(Contents.Line line) {
        if (line.entry().isEmpty()) {
            return List.of(
                    String.valueOf(line.number()),
                    "",
                    "",
                    "",
                    "",
                    "leaf " + line.index() + ": erased by law · nach Gesetz gelöscht");
        }
        Entry entry = line.entry().get();
        return List.of(
                String.valueOf(line.number()),
                time(entry.at()),
                entry.actor().name() + " (" + entry.actor().kind().name().toLowerCase(Locale.ROOT) + ")",
                entry.action() + " " + entry.result().name().toLowerCase(Locale.ROOT),
                entry.purpose().orElse(""),
                entry.details().entrySet().stream()
                        .map(detail -> detail.getKey() + "=" + detail.getValue())
                        .collect(Collectors.joining(" ")));
    }

    /** The words of the histories in here, explained. */
    private void glossary() {
        TreeSet<String> actions = contents.evidence().stream()
                .flatMap(piece -> piece.history().stream())
                .flatMap(line -> line.entry().stream())
                .map(Entry::action)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Report.Fact> facts = new ArrayList<>();
        facts.add(text("… allowed", "… allowed", "attempted, and allowed · versucht und erlaubt"));
        facts.add(text("… refused", "… refused", "attempted, and refused · versucht und abgelehnt"));
        facts.add(text("… done", "… done", "carried out · ausgeführt"));
        facts.add(text("… failed", "… failed", "not carried out · nicht ausgeführt"));
        for (String action : actions) {
            Optional<Words> words = ActionWords.of(action);
            words.ifPresent(said -> facts.add(new Report.Fact(Words.of(action, action), said.label(), Face.TEXT)));
        }
        heading(1, Words.of("Words of the histories", "Wörter der Verläufe"));
        blocks.add(new Report.Facts(facts));
    }

    private void heading(int level, Words words) {
        blocks.add(new Report.Heading(level, words.label()));
    }

    private static Report.Fact text(String english, String german, String value) {
        return new Report.Fact(Words.of(english, german), value, Face.TEXT);
    }

    private static Report.Fact exact(String english, String german, String value) {
        return new Report.Fact(Words.of(english, german), value, Face.EXACT);
    }

    private static String offset(long millis) {
        String by = String.format(Locale.ROOT, "%.3f s", Math.abs(millis) / 1000.0);
        return millis == 0
                ? "right · richtig"
                : millis > 0 ? "fast by · ging vor um " + by : "slow by · ging nach um " + by;
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString().replace('T', ' ').replace("Z", "");
    }
}
