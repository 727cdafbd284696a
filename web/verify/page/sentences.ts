import type { FindingCode } from "../src/findings.ts";

/** What each finding means, for people who do not read code. */
export const sentencesEn: Record<FindingCode, string> = {
  "not-a-bundle": "This file is not a Vidimus bundle.",
  "zip-directory-missing": "The zip has no end: it was cut off or overwritten.",
  "zip-directory-broken": "The zip's directory cannot be read.",
  "zip-too-large": "The zip has more files, or longer text files, than a bundle may have.",
  "zip-bytes-before": "There are bytes in front of the zip.",
  "zip-bytes-after": "There are bytes after the end of the zip.",
  "zip-bytes-between": "There are bytes in the zip that belong to no file, or files that overlap.",
  "zip-header-differs": "A header of the zip is not the one that a bundle has for this file.",
  "zip-names-differ": "A file has two names: one in front of its content and one in the directory.",
  "zip-compressed":
    "A file is compressed or encrypted; a bundle keeps everything as it is. It was not unpacked.",
  "zip-order": "The files are not in the order of their names.",
  "zip-name-twice": "Two files have the same name.",
  "zip-name-unsafe": "A file's name leads out of the folder or cannot be stored everywhere.",
  "zip-outside-folder": "A file is not in the bundle's one folder.",
  "zip-crc-differs": "A file's CRC does not fit its content.",
  "zip-content-unreadable": "A file's content lies outside of the zip, or over another file.",
  "bag-declaration-differs": "bagit.txt is not the declaration of a BagIt 1.0 bag.",
  "bag-info-differs": "bag-info.txt does not say what the bundle's description says.",
  "bag-manifest-malformed": "A manifest is not in the form of a bundle's manifests.",
  "bag-file-missing": "A file that a manifest lists is not there.",
  "bag-file-unlisted": "A file is there that no manifest lists.",
  "bag-digest-differs": "A file's bytes are not the ones that the manifest lists.",
  "bundle-text-malformed": "The bundle's description is not in the format vidimus.bundle/v1.",
  "bundle-text-differs": "The bundle's description is not the one that was signed.",
  "bundle-folder-differs": "The folder does not carry the id of the bundle.",
  "bundle-file-missing": "A file that belongs to the bundle is not there.",
  "bundle-file-unlisted": "A file is there that the signed description does not list.",
  "bundle-file-differs": "A file is not the one that the signed description lists.",
  "note-malformed": "A signed note is not in the format of signed notes.",
  "note-unsigned": "A signed note carries no signature by the key it should be signed with.",
  "note-signature-wrong": "The signature of a signed note does not fit its text.",
  "key-malformed": "A public key is not in the format of verifier keys.",
  "key-name-differs": "The key's name is not the origin of the ledger.",
  "key-differs": "The bundle's key is not the key that you trust.",
  "key-from-bundle":
    "The key came with the bundle itself. Whoever made the bundle made the key: get the ledger's key another way and check again with it.",
  "checkpoint-malformed": "A checkpoint is not in the format of checkpoints.",
  "checkpoint-differs": "The checkpoint is not the one that the signed description names.",
  "known-checkpoint-unsigned": "The checkpoint that you gave is not signed by the ledger's key.",
  "known-checkpoint-other-ledger": "The checkpoint that you gave is of another ledger.",
  "known-checkpoint-forked":
    "The ledger has two histories: the checkpoint that you gave has the same size and another root.",
  "known-checkpoint-unlinked":
    "The checkpoint that you gave has another size; only a consistency proof can tell whether one grew from the other.",
  "custody-malformed": "The custody history is not in the format vidimus.custody/v1.",
  "entry-malformed": "A ledger entry is not in the format vidimus.entry/v1.",
  "entry-commitment-differs": "A ledger entry is not the one that its leaf commits to: it was changed.",
  "entry-erased":
    "What a ledger entry said was erased by law. Its leaf, its place and its proof still hold.",
  "entry-unrelated": "A ledger entry is about nothing in this bundle.",
  "leaf-malformed": "A ledger leaf is not in the format vidimus.leaf/v1.",
  "leaf-entry-differs": "A ledger leaf and its entry do not name the same entry or the same subjects.",
  "proof-index-beyond-size": "The proof is for a place that does not exist in the tree.",
  "proof-length": "The proof has more or fewer hashes than a tree of this size needs.",
  "proof-root-differs": "The proof does not lead to the signed root: the leaf is not in the ledger.",
  "consistency-sizes": "The two trees cannot be compared: the older one is empty or larger than the newer.",
  "consistency-old-root-differs": "The proof does not lead to the older root: the ledger was rewritten.",
  "consistency-new-root-differs": "The proof does not lead to the newer root: the ledger was rewritten.",
  "chain-gap": "Entries of a history are missing or out of order.",
  "chain-link-differs": "An entry of a history does not follow the one before it.",
  "chain-end-differs":
    "A history does not end where the signed description says: with the attempt of this export.",
  "export-missing": "The history has no attempt of this export.",
  "attempt-without-outcome":
    "Something was attempted and no outcome is in the history: it has failed, or was still going on.",
  "original-unknown": "The history does not say that this original was ever received.",
  "original-differs": "The original is not the one that the history says was received.",
  "original-history-erased":
    "The history does not say that this original was received; entries of it were erased by law.",
  "original-left-out": "The history names an original that is not in the bundle.",
  "timestamp-absent": "No outside authority vouches for the time; it is the server's own.",
  "timestamp-malformed": "The timestamp is not an RFC 3161 reply with a signed token.",
  "timestamp-refused": "The timestamp authority refused to give a timestamp.",
  "timestamp-imprint-differs": "The timestamp is for something else than this checkpoint.",
  "timestamp-certificate-unfit":
    "The timestamp's certificate is missing, is not for timestamps, or was not valid at its time.",
  "timestamp-signature-wrong": "The timestamp's signature does not hold.",
  "timestamp-authority-unchecked":
    "Whether to trust the time-stamp authority is for you to say; this page does not check its signature.",
  "clock-ahead": "The server's clock was ahead of the timestamp authority's.",
};

export const sentencesDe: Record<FindingCode, string> = {
  "not-a-bundle": "Diese Datei ist kein Vidimus-Paket.",
  "zip-directory-missing": "Die Zip-Datei hat kein Ende: Sie wurde abgeschnitten oder überschrieben.",
  "zip-directory-broken": "Das Verzeichnis der Zip-Datei lässt sich nicht lesen.",
  "zip-too-large": "Die Zip-Datei hat mehr Dateien oder längere Textdateien, als ein Paket haben darf.",
  "zip-bytes-before": "Vor der Zip-Datei stehen Bytes.",
  "zip-bytes-after": "Nach dem Ende der Zip-Datei stehen Bytes.",
  "zip-bytes-between":
    "In der Zip-Datei stehen Bytes, die zu keiner Datei gehören, oder Dateien überlappen sich.",
  "zip-header-differs": "Ein Kopf in der Zip-Datei ist nicht der, den ein Paket für diese Datei hat.",
  "zip-names-differ": "Eine Datei hat zwei Namen: einen vor ihrem Inhalt und einen im Verzeichnis.",
  "zip-compressed":
    "Eine Datei ist komprimiert oder verschlüsselt; ein Paket lässt alles, wie es ist. Sie wurde nicht ausgepackt.",
  "zip-order": "Die Dateien stehen nicht in der Reihenfolge ihrer Namen.",
  "zip-name-twice": "Zwei Dateien haben denselben Namen.",
  "zip-name-unsafe":
    "Der Name einer Datei führt aus dem Ordner hinaus oder lässt sich nicht überall speichern.",
  "zip-outside-folder": "Eine Datei liegt nicht im einen Ordner des Pakets.",
  "zip-crc-differs": "Die CRC einer Datei passt nicht zu ihrem Inhalt.",
  "zip-content-unreadable":
    "Der Inhalt einer Datei läge außerhalb der Zip-Datei oder über einer anderen Datei.",
  "bag-declaration-differs": "bagit.txt ist nicht die Erklärung eines BagIt-1.0-Pakets.",
  "bag-info-differs": "bag-info.txt sagt nicht, was die Beschreibung des Pakets sagt.",
  "bag-manifest-malformed": "Ein Verzeichnis der Prüfsummen hat nicht die Form, die es in einem Paket hat.",
  "bag-file-missing": "Eine Datei, die in einem Verzeichnis der Prüfsummen steht, fehlt.",
  "bag-file-unlisted": "Es gibt eine Datei, die in keinem Verzeichnis der Prüfsummen steht.",
  "bag-digest-differs": "Die Bytes einer Datei sind nicht die, die im Verzeichnis der Prüfsummen stehen.",
  "bundle-text-malformed": "Die Beschreibung des Pakets hat nicht die Form vidimus.bundle/v1.",
  "bundle-text-differs": "Die Beschreibung des Pakets ist nicht die, die gesiegelt wurde.",
  "bundle-folder-differs": "Der Ordner trägt nicht die Kennung des Pakets.",
  "bundle-file-missing": "Eine Datei, die zum Paket gehört, fehlt.",
  "bundle-file-unlisted": "Es gibt eine Datei, die in der gesiegelten Beschreibung nicht steht.",
  "bundle-file-differs": "Eine Datei ist nicht die, die in der gesiegelten Beschreibung steht.",
  "note-malformed": "Ein gesiegelter Text hat nicht die Form gesiegelter Texte.",
  "note-unsigned":
    "Ein gesiegelter Text trägt kein Siegel des Schlüssels, mit dem er gesiegelt sein müsste.",
  "note-signature-wrong": "Das Siegel passt nicht zum gesiegelten Text.",
  "key-malformed": "Ein öffentlicher Schlüssel hat nicht die Form von Prüfschlüsseln.",
  "key-name-differs": "Der Name des Schlüssels ist nicht der Ursprung des Ledgers.",
  "key-differs": "Der Schlüssel des Pakets ist nicht der Schlüssel, dem Sie vertrauen.",
  "key-from-bundle":
    "Der Schlüssel kam mit dem Paket selbst. Wer das Paket gemacht hat, hat den Schlüssel gemacht: Besorgen Sie sich den Schlüssel des Ledgers auf anderem Weg und prüfen Sie noch einmal damit.",
  "checkpoint-malformed": "Ein Ledger-Stand hat nicht die Form von Ledger-Ständen.",
  "checkpoint-differs": "Der Ledger-Stand ist nicht der, den die gesiegelte Beschreibung nennt.",
  "known-checkpoint-unsigned":
    "Der Ledger-Stand, den Sie angegeben haben, trägt kein Siegel des Ledger-Schlüssels.",
  "known-checkpoint-other-ledger":
    "Der Ledger-Stand, den Sie angegeben haben, gehört zu einem anderen Ledger.",
  "known-checkpoint-forked":
    "Das Ledger hat zwei Geschichten: Der Ledger-Stand, den Sie angegeben haben, ist gleich groß und hat eine andere Wurzel.",
  "known-checkpoint-unlinked":
    "Der Ledger-Stand, den Sie angegeben haben, hat eine andere Größe; nur ein Konsistenznachweis kann zeigen, ob einer aus dem anderen gewachsen ist.",
  "custody-malformed": "Der Verlauf hat nicht die Form vidimus.custody/v1.",
  "entry-malformed": "Ein Ledger-Eintrag hat nicht die Form vidimus.entry/v1.",
  "entry-commitment-differs":
    "Ein Ledger-Eintrag ist nicht der, auf den sein Blatt sich festlegt: Er wurde verändert.",
  "entry-erased":
    "Was ein Ledger-Eintrag sagte, wurde nach Gesetz gelöscht. Sein Blatt, sein Platz und sein Nachweis gelten weiter.",
  "entry-unrelated": "Ein Ledger-Eintrag betrifft nichts in diesem Paket.",
  "leaf-malformed": "Ein Ledger-Blatt hat nicht die Form vidimus.leaf/v1.",
  "leaf-entry-differs":
    "Ein Ledger-Blatt und sein Eintrag nennen nicht denselben Eintrag oder nicht dieselben Dinge.",
  "proof-index-beyond-size": "Der Nachweis gilt einem Platz, den es im Baum nicht gibt.",
  "proof-length": "Der Nachweis hat mehr oder weniger Hashwerte, als ein Baum dieser Größe braucht.",
  "proof-root-differs": "Der Nachweis führt nicht zur gesiegelten Wurzel: Das Blatt steht nicht im Ledger.",
  "consistency-sizes":
    "Die zwei Bäume lassen sich nicht vergleichen: Der ältere ist leer oder größer als der neuere.",
  "consistency-old-root-differs":
    "Der Nachweis führt nicht zur älteren Wurzel: Das Ledger wurde umgeschrieben.",
  "consistency-new-root-differs":
    "Der Nachweis führt nicht zur neueren Wurzel: Das Ledger wurde umgeschrieben.",
  "chain-gap": "Einträge eines Verlaufs fehlen oder stehen nicht in ihrer Reihenfolge.",
  "chain-link-differs": "Ein Eintrag eines Verlaufs folgt nicht auf den vor ihm.",
  "chain-end-differs":
    "Ein Verlauf endet nicht, wo die gesiegelte Beschreibung es sagt: mit dem Versuch dieser Herausgabe.",
  "export-missing": "Im Verlauf fehlt der Versuch dieser Herausgabe.",
  "attempt-without-outcome":
    "Etwas wurde versucht, und im Verlauf steht kein Ergebnis: Es ist fehlgeschlagen oder war noch im Gang.",
  "original-unknown": "Der Verlauf sagt nicht, dass dieses Original je empfangen wurde.",
  "original-differs": "Das Original ist nicht das, von dem der Verlauf sagt, dass es empfangen wurde.",
  "original-history-erased":
    "Der Verlauf sagt nicht, dass dieses Original empfangen wurde; Einträge darin wurden nach Gesetz gelöscht.",
  "original-left-out": "Der Verlauf nennt ein Original, das nicht im Paket ist.",
  "timestamp-absent": "Keine Stelle von außen steht für die Zeit ein; es ist die Zeit des Servers selbst.",
  "timestamp-malformed": "Der Zeitstempel ist keine RFC-3161-Antwort mit gesiegeltem Inhalt.",
  "timestamp-refused": "Die Zeitstempelstelle hat einen Zeitstempel abgelehnt.",
  "timestamp-imprint-differs": "Der Zeitstempel gilt etwas anderem als diesem Ledger-Stand.",
  "timestamp-certificate-unfit":
    "Das Zertifikat des Zeitstempels fehlt, ist nicht für Zeitstempel oder galt zu seiner Zeit nicht.",
  "timestamp-signature-wrong": "Das Siegel des Zeitstempels stimmt nicht.",
  "timestamp-authority-unchecked":
    "Ob Sie der Zeitstempelstelle vertrauen, ist Ihre Sache; ihre Unterschrift prüft diese Seite nicht.",
  "clock-ahead": "Die Uhr des Servers ging der Zeitstempelstelle voraus.",
};
