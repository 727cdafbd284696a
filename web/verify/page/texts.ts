import type { FindingCode } from "../src/findings.ts";
import type { Entry } from "../src/entry.ts";
import { sentencesDe, sentencesEn } from "./sentences.ts";

/** Everything the page says, in one language. A text that one language lacks does not compile. */
export interface Texts {
  readonly language: "en" | "de";
  readonly title: string;
  readonly lead: string;
  readonly local: string;
  readonly drop: string;
  readonly choose: string;
  readonly keyLabel: string;
  readonly keyHelp: string;
  readonly keySame: string;
  readonly keyOther: string;
  readonly keyUnread: string;
  readonly checking: (name: string) => string;
  readonly progress: (done: string, total: string) => string;
  readonly stop: string;
  readonly stopped: string;
  readonly unreadable: (reason: string) => string;
  readonly holds: string;
  readonly holdsDetail: string;
  readonly holdsOtherKey: string;
  readonly holdsOtherKeyDetail: string;
  readonly broken: (errors: number) => string;
  readonly brokenDetail: string;
  readonly noBundle: string;
  readonly noBundleDetail: string;
  readonly proves: string;
  readonly provesNot: string;
  readonly findings: string;
  readonly none: string;
  readonly where: string;
  readonly technical: string;
  readonly weight: { readonly error: string; readonly note: string };
  readonly bundle: string;
  readonly bundleId: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly service: string;
  readonly purpose: string;
  readonly file: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly fingerprintHelp: string;
  readonly verifierKey: string;
  readonly checkpoint: string;
  readonly checkpointText: (origin: string, size: string) => string;
  readonly root: string;
  readonly time: string;
  readonly timeNone: string;
  readonly timeGiven: (at: string, policy: string, serial: string) => string;
  readonly timeOther: string;
  readonly timeUnread: string;
  readonly timeUnchecked: string;
  readonly evidence: string;
  readonly evidenceId: string;
  readonly originals: string;
  readonly derivatives: string;
  readonly number: string;
  readonly name: string;
  readonly length: string;
  readonly digest: string;
  readonly state: string;
  readonly same: string;
  readonly differs: string;
  readonly unproven: string;
  readonly history: (entries: number) => string;
  readonly more: (left: number) => string;
  readonly columns: {
    readonly place: string;
    readonly time: string;
    readonly who: string;
    readonly what: string;
    readonly why: string;
    readonly details: string;
  };
  readonly erased: string;
  readonly result: Record<Entry["result"], string>;
  readonly kind: Record<Entry["actor"]["kind"], string>;
  readonly sentences: Record<FindingCode, string>;
  readonly limits: string;
  readonly limitsText: readonly string[];
}

const en: Texts = {
  language: "en",
  title: "Check a disclosure bundle",
  lead: "Choose the bundle exactly as you received it (one .zip file, not unpacked). This page checks every byte of it.",
  local: "The check happens in this browser alone. Nothing is sent anywhere, and the page works without a network.",
  drop: "Drop the bundle here, or",
  choose: "Choose a file",
  keyLabel: "Fingerprint of the service’s key, from another source (optional)",
  keyHelp: "Ask the service, or look at its website or printed letter, for the fingerprint of its ledger key. Only this comparison shows who sealed the bundle.",
  keySame: "The bundle was sealed with the key you entered.",
  keyOther: "The bundle was sealed with another key than the one you entered.",
  keyUnread: "What you entered is neither a fingerprint (64 hexadecimal digits) nor a verifier key.",
  checking: (name) => `Checking ${name}`,
  progress: (done, total) => `${done} of ${total}`,
  stop: "Stop",
  stopped: "The check was stopped. Nothing was found out about the bundle.",
  unreadable: (reason) => `The file cannot be read: ${reason}`,
  holds: "Everything in this bundle holds.",
  holdsDetail:
    "Every file is bit for bit what the service’s ledger says, the histories have no gap, and every entry is part of the signed ledger.",
  holdsOtherKey: "The bundle is whole, but sealed with another key than the one you entered.",
  holdsOtherKeyDetail: "Do not rely on it before you know whose key this is.",
  broken: (errors) => (errors === 1 ? "Something in this bundle does not hold." : `${errors} things in this bundle do not hold.`),
  brokenDetail: "It was changed after it was sealed, or it was not sealed properly. See below what was found and where.",
  noBundle: "This is not a bundle.",
  noBundleDetail: "The file is no Vidimus bundle, or so much of it is missing that nothing can be checked.",
  proves:
    "Shown: the originals are unchanged since the service received them; the custody history in here is complete up to this export; nothing was added, removed or reordered.",
  provesNot:
    "Not shown: what happened before the first byte reached a camera or dock that the service knows; whether what a picture shows is true; who holds the key, unless you compare its fingerprint with another source.",
  findings: "What was found",
  none: "Nothing.",
  where: "Where",
  technical: "In detail",
  weight: { error: "Does not hold", note: "Note" },
  bundle: "The bundle",
  bundleId: "Bundle",
  madeAt: "Made",
  madeBy: "Made by",
  service: "Service",
  purpose: "Purpose",
  file: "File",
  key: "Key",
  fingerprint: "Fingerprint of the key",
  fingerprintHelp: "Compare this value with one from the service itself.",
  verifierKey: "Verifier key",
  checkpoint: "Ledger",
  checkpointText: (origin, size) => `${origin}, ${size} entries`,
  root: "Root hash",
  time: "Time stamp (RFC 3161)",
  timeNone: "None in this bundle.",
  timeGiven: (at, policy, serial) => `${at} (policy ${policy}, serial ${serial})`,
  timeOther: "The time stamp is about something else than this bundle’s ledger head.",
  timeUnread: "There is a time stamp, but it cannot be read.",
  timeUnchecked:
    "This page shows what the time stamp says and that it is about this ledger head. It does not check the authority’s own signature: use a tool that has the authority’s certificate, such as openssl ts -verify.",
  evidence: "Evidence",
  evidenceId: "Id",
  originals: "Originals",
  derivatives: "Other files for viewing (not originals)",
  number: "No.",
  name: "Name as received",
  length: "Length",
  digest: "SHA-256",
  state: "Checked",
  same: "unchanged",
  differs: "differs",
  unproven: "not proven",
  history: (entries) => `Custody history, ${entries} ${entries === 1 ? "entry" : "entries"}`,
  more: (left) => `Show ${left} more`,
  columns: { place: "No.", time: "Time (UTC)", who: "Who", what: "What", why: "Purpose", details: "Details" },
  erased: "Erased by law. Its place in the history and in the ledger is still proven.",
  result: { allowed: "attempt", refused: "refused", done: "done", failed: "failed" },
  kind: { person: "person", token: "device or program", job: "the system", visitor: "not signed in" },
  sentences: sentencesEn,
  limits: "What this page cannot do",
  limitsText: [
    "This page came with the bundle. Whoever could change the bundle could have changed this page too: for a check that counts, use a verify.html or the program “vidimus verify” that you got from somewhere else.",
    "The same checks, and the same codes, come from the command line: ./vidimus verify FILE",
  ],
};

const de: Texts = {
  language: "de",
  title: "Ein Herausgabepaket prüfen",
  lead: "Wählen Sie das Paket genau so, wie Sie es erhalten haben (eine .zip-Datei, nicht entpackt). Diese Seite prüft jedes Byte darin.",
  local: "Die Prüfung geschieht allein in diesem Browser. Nichts wird irgendwohin gesendet, und die Seite funktioniert ohne Netz.",
  drop: "Legen Sie das Paket hier ab, oder",
  choose: "Datei wählen",
  keyLabel: "Fingerabdruck des Schlüssels der Dienststelle, aus anderer Quelle (freiwillig)",
  keyHelp: "Fragen Sie die Dienststelle nach dem Fingerabdruck ihres Ledger-Schlüssels, oder entnehmen Sie ihn ihrer Website oder einem Schreiben. Erst dieser Vergleich zeigt, wer das Paket gesiegelt hat.",
  keySame: "Das Paket wurde mit dem Schlüssel gesiegelt, den Sie eingegeben haben.",
  keyOther: "Das Paket wurde mit einem anderen Schlüssel gesiegelt als dem, den Sie eingegeben haben.",
  keyUnread: "Ihre Eingabe ist weder ein Fingerabdruck (64 Hexadezimalziffern) noch ein Prüfschlüssel.",
  checking: (name) => `${name} wird geprüft`,
  progress: (done, total) => `${done} von ${total}`,
  stop: "Abbrechen",
  stopped: "Die Prüfung wurde abgebrochen. Über das Paket ist nichts bekannt.",
  unreadable: (reason) => `Die Datei lässt sich nicht lesen: ${reason}`,
  holds: "Alles in diesem Paket stimmt.",
  holdsDetail:
    "Jede Datei ist Bit für Bit das, was im Ledger der Dienststelle steht, die Verläufe haben keine Lücke, und jeder Eintrag gehört zum gesiegelten Ledger.",
  holdsOtherKey: "Das Paket ist vollständig, aber mit einem anderen Schlüssel gesiegelt als dem, den Sie eingegeben haben.",
  holdsOtherKeyDetail: "Verlassen Sie sich nicht darauf, bevor Sie wissen, wessen Schlüssel das ist.",
  broken: (errors) => (errors === 1 ? "Etwas in diesem Paket stimmt nicht." : `${errors} Dinge in diesem Paket stimmen nicht.`),
  brokenDetail: "Es wurde nach dem Siegeln verändert oder nicht richtig gesiegelt. Unten steht, was gefunden wurde und wo.",
  noBundle: "Das ist kein Paket.",
  noBundleDetail: "Die Datei ist kein Vidimus-Paket, oder es fehlt so viel davon, dass nichts geprüft werden kann.",
  proves:
    "Gezeigt ist: Die Originale sind unverändert, seit die Dienststelle sie empfangen hat; der Verlauf hierin ist bis zu dieser Herausgabe vollständig; nichts wurde hinzugefügt, entfernt oder umgestellt.",
  provesNot:
    "Nicht gezeigt ist: was geschah, bevor das erste Byte eine Kamera oder Station erreichte, die der Dienststelle bekannt ist; ob wahr ist, was ein Bild zeigt; wem der Schlüssel gehört, solange Sie seinen Fingerabdruck nicht mit einer anderen Quelle vergleichen.",
  findings: "Befunde",
  none: "Keine.",
  where: "Ort",
  technical: "Im Einzelnen",
  weight: { error: "Stimmt nicht", note: "Hinweis" },
  bundle: "Das Paket",
  bundleId: "Paket",
  madeAt: "Erstellt",
  madeBy: "Erstellt von",
  service: "Dienststelle",
  purpose: "Zweck",
  file: "Datei",
  key: "Schlüssel",
  fingerprint: "Fingerabdruck des Schlüssels",
  fingerprintHelp: "Vergleichen Sie diesen Wert mit einem, den Sie von der Dienststelle selbst haben.",
  verifierKey: "Prüfschlüssel",
  checkpoint: "Ledger",
  checkpointText: (origin, size) => `${origin}, ${size} Einträge`,
  root: "Wurzelwert",
  time: "Zeitstempel (RFC 3161)",
  timeNone: "In diesem Paket keiner.",
  timeGiven: (at, policy, serial) => `${at} (Richtlinie ${policy}, Nummer ${serial})`,
  timeOther: "Der Zeitstempel gilt etwas anderem als dem Ledger-Stand dieses Pakets.",
  timeUnread: "Es gibt einen Zeitstempel, er lässt sich aber nicht lesen.",
  timeUnchecked:
    "Diese Seite zeigt, was der Zeitstempel sagt und dass er diesem Ledger-Stand gilt. Die Unterschrift der Zeitstempelstelle selbst prüft sie nicht: Dafür braucht es ein Werkzeug mit dem Zertifikat der Stelle, etwa openssl ts -verify.",
  evidence: "Beweismittel",
  evidenceId: "Kennung",
  originals: "Originale",
  derivatives: "Weitere Dateien zum Ansehen (keine Originale)",
  number: "Nr.",
  name: "Name wie empfangen",
  length: "Länge",
  digest: "SHA-256",
  state: "Geprüft",
  same: "unverändert",
  differs: "weicht ab",
  unproven: "nicht bewiesen",
  history: (entries) => `Verlauf, ${entries} ${entries === 1 ? "Eintrag" : "Einträge"}`,
  more: (left) => `${left} weitere zeigen`,
  columns: { place: "Nr.", time: "Zeit (UTC)", who: "Wer", what: "Was", why: "Zweck", details: "Einzelheiten" },
  erased: "Nach Gesetz gelöscht. Der Platz im Verlauf und im Ledger bleibt bewiesen.",
  result: { allowed: "Versuch", refused: "abgelehnt", done: "erledigt", failed: "fehlgeschlagen" },
  kind: { person: "Person", token: "Gerät oder Programm", job: "das System", visitor: "nicht angemeldet" },
  sentences: sentencesDe,
  limits: "Was diese Seite nicht kann",
  limitsText: [
    "Diese Seite kam mit dem Paket. Wer das Paket ändern konnte, konnte auch diese Seite ändern: Für eine Prüfung, auf die es ankommt, nehmen Sie eine verify.html oder das Programm „vidimus verify“ aus anderer Quelle.",
    "Dieselben Prüfungen mit denselben Codes gibt es auf der Kommandozeile: ./vidimus verify DATEI",
  ],
};

export const TEXTS = { en, de } as const;
