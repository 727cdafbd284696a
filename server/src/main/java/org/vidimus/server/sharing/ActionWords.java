package org.vidimus.server.sharing;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import org.vidimus.server.paper.Words;

/** What the ledger's words for actions mean, for readers of a report. A word that is not here stands for itself. */
final class ActionWords {
    private static final Map<String, Words> WORDS = Map.ofEntries(
            entry("upload.create", Words.of("an upload was begun", "ein Hochladen wurde begonnen")),
            entry("upload.append", Words.of("bytes of an upload arrived", "Bytes eines Hochladens trafen ein")),
            entry(
                    "upload.seal",
                    Words.of("an original was received and sealed", "ein Original wurde empfangen und versiegelt")),
            entry(
                    "upload.secure",
                    Words.of(
                            "the stored copy was read back and compared",
                            "die gespeicherte Kopie wurde zurückgelesen und verglichen")),
            entry("upload.terminate", Words.of("an upload was given up", "ein Hochladen wurde aufgegeben")),
            entry("upload.expire", Words.of("an upload expired", "ein Hochladen ist verfallen")),
            entry(
                    "camera.erase",
                    Words.of(
                            "the camera's own copy was erased after securing",
                            "die Kopie auf der Kamera wurde nach der Sicherung gelöscht")),
            entry("evidence.show", Words.of("details were looked at", "Angaben wurden angesehen")),
            entry("evidence.preview", Words.of("a preview was shown", "eine Vorschau wurde gezeigt")),
            entry("evidence.view", Words.of("it was watched", "es wurde angesehen")),
            entry("evidence.download", Words.of("an original was downloaded", "ein Original wurde heruntergeladen")),
            entry("evidence.classify", Words.of("its filing was changed", "die Einordnung wurde geändert")),
            entry("evidence.history", Words.of("its history was looked at", "der Verlauf wurde angesehen")),
            entry(
                    "evidence.examine",
                    Words.of("the file was examined by machine", "die Datei wurde maschinell untersucht")),
            entry("evidence.render", Words.of("a viewing copy was made", "eine Ansichtskopie wurde erstellt")),
            entry("bundle.export", Words.of("a bundle was made", "ein Paket wurde erstellt")),
            entry("bundle.download", Words.of("a bundle was handed over", "ein Paket wurde ausgehändigt")),
            entry(
                    "bundle.break-off",
                    Words.of(
                            "writing a bundle broke off: stored bytes differed",
                            "das Schreiben eines Pakets brach ab: gespeicherte Bytes wichen ab")),
            entry(
                    "vault.scrub",
                    Words.of("stored bytes were checked again", "gespeicherte Bytes wurden erneut geprüft")));

    private ActionWords() {}

    static Optional<Words> of(String action) {
        return Optional.ofNullable(WORDS.get(action));
    }
}
