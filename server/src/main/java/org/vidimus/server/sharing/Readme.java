package org.vidimus.server.sharing;

/** {@code README.txt}: for whoever opens the folder first. */
final class Readme {
    private Readme() {}

    static String of(Contents contents) {
        String page = contents.hasVerifyPage()
                ? """
                  - In a browser, without a network: open verify.html, and choose the .zip file as you received it.
                    Better: use a verify.html that you got from somewhere else; this one came with the bundle."""
                : "  - This bundle carries no verify.html: the server that made it was built without pages.";
        String seite = contents.hasVerifyPage()
                ? """
                  - Im Browser, ohne Netz: Öffnen Sie verify.html und wählen Sie die .zip-Datei, wie Sie sie erhalten haben.
                    Besser: Nehmen Sie eine verify.html aus anderer Quelle; diese kam mit dem Paket."""
                : "  - Dieses Paket enthält keine verify.html: Der Server, der es erstellt hat, wurde ohne Seiten gebaut.";
        return """
               VIDIMUS DISCLOSURE BUNDLE %1$s

               Start with report.html or report.pdf.

                 data/                  the originals, bit for bit as they were received
                 renditions/            copies for viewing, made by machine, where they were asked for: not originals
                 metadata/evidence/     what is known about each piece of evidence (JSON)
                 metadata/custody.txt   the whole custody history of each, with proofs
                 metadata/bundle.txt    what is inside, signed

               To check that nothing was changed, left out or added:
               %2$s
                 - On the command line, with Vidimus: ./vidimus verify FILE.zip
                 - The files alone: unpack, and in this folder run
                     sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt

               Fingerprint of the key that sealed this bundle; compare it with one from another source:
                 %4$s

               It does not prove what happened before the first byte reached a camera or dock we know.


               VIDIMUS-HERAUSGABEPAKET %1$s

               Beginnen Sie mit report.html oder report.pdf.

                 data/                  die Originale, Bit für Bit wie empfangen
                 renditions/            Kopien zum Ansehen, maschinell erstellt, wo sie verlangt wurden: keine Originale
                 metadata/evidence/     was über jedes Beweismittel bekannt ist (JSON)
                 metadata/custody.txt   der ganze Verlauf jedes Beweismittels, mit Nachweisen
                 metadata/bundle.txt    was darin ist, gesiegelt

               So prüfen Sie, dass nichts verändert, weggelassen oder hinzugefügt wurde:
               %3$s
                 - Auf der Kommandozeile, mit Vidimus: ./vidimus verify DATEI.zip
                 - Nur die Dateien: entpacken, und in diesem Ordner aufrufen
                     sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt

               Fingerabdruck des Schlüssels, der dieses Paket gesiegelt hat; vergleichen Sie ihn mit einem aus anderer Quelle:
                 %4$s

               Es beweist nicht, was geschah, bevor das erste Byte eine uns bekannte Kamera oder Station erreichte.
               """.formatted(contents.id(), page, seite, contents.key().fingerprint());
    }
}
