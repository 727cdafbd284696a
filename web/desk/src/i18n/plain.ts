import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * What the server says of footage in plain English words, kept as it was found: why something does not play, and what is broken in it.
 * A test holds this against the server's own sentences.
 */
const german: readonly (readonly [RegExp, string])[] = [
  [/The file is empty\./g, 'Die Datei ist leer.'],
  [
    /This is a list of other files, not a recording\. It is kept as it is and never followed\./g,
    'Dies ist eine Liste anderer Dateien, keine Aufnahme. Sie wird aufbewahrt, wie sie ist, und es wird ihr nie gefolgt.',
  ],
  [/This is a document\./g, 'Dies ist ein Dokument.'],
  [
    /This is a position log\. It is shown on the map where it goes with a recording\./g,
    'Dies ist eine Positionsaufzeichnung. Sie ist auf der Karte zu sehen, wo sie zu einer Aufnahme gehört.',
  ],
  [
    /What kind of file this is was not recognised: it is no video, sound or picture we know, or its beginning is damaged\./g,
    'Die Art der Datei wurde nicht erkannt: kein Video, Ton oder Bild, das wir kennen, oder der Anfang ist beschädigt.',
  ],
  [
    /The file is cut off inside its index, so nothing in it can be found\./g,
    'Die Datei bricht in ihrem Index ab, darum ist in ihr nichts zu finden.',
  ],
  [
    /The file has no index, as when a camera loses power before it ends a recording\. The footage may still be in it, but cannot be played as it is\./g,
    'Die Datei hat keinen Index, wie wenn eine Kamera vor dem Ende einer Aufnahme ausgeht. Die Aufnahme kann noch darin sein, lässt sich so aber nicht abspielen.',
  ],
  [/The file's index names nothing that can be played\./g, 'Der Index der Datei nennt nichts, was sich abspielen lässt.'],
  [
    /The picture cannot be decoded, or is far too large to show\./g,
    'Das Bild lässt sich nicht dekodieren oder ist viel zu groß zum Anzeigen.',
  ],
  [
    /The picture claims to be (\d+) × (\d+) pixels, which is too large to show\./g,
    'Das Bild gibt an, $1 × $2 Pixel groß zu sein; das ist zu groß zum Anzeigen.',
  ],
  [/There is no picture in it\./g, 'Es ist kein Bild darin.'],
  [/Looking into the file took too long and was stopped\./g, 'Die Untersuchung der Datei dauerte zu lange und wurde abgebrochen.'],
  [/No picture or sound was found in it\./g, 'Weder Bild noch Ton wurde darin gefunden.'],
  [
    /It is encrypted to a key of the agency's that this house does not hold\. It can be downloaded, with its key file, and opened by whoever has the private key\./g,
    'Sie ist für einen Schlüssel der Behörde verschlüsselt, den dieses Haus nicht hat. Sie kann mit ihrer Schlüsseldatei heruntergeladen und von denen geöffnet werden, die den privaten Schlüssel haben.',
  ],
  [
    /Not one picture of it could be decoded: the footage is damaged, or encrypted\./g,
    'Kein einziges Bild ließ sich dekodieren: Die Aufnahme ist beschädigt oder verschlüsselt.',
  ],
  [/Making a viewing copy took too long and was stopped\./g, 'Die Ansichtskopie zu erstellen dauerte zu lange und wurde abgebrochen.'],
  [
    /A viewing copy would have become far larger than the original and was stopped\./g,
    'Die Ansichtskopie wäre viel größer als das Original geworden und wurde abgebrochen.',
  ],
  [/A viewing copy could not be made\./g, 'Eine Ansichtskopie konnte nicht erstellt werden.'],
  [/This looks like a position log, but cannot be read: /g, 'Dies sieht wie eine Positionsaufzeichnung aus, ist aber nicht lesbar: '],
  [/the file uses an XML entity, which is not followed/g, 'die Datei verwendet eine XML-Entität, der nicht gefolgt wird'],
  [/not a well-formed (\w+) file/g, 'keine wohlgeformte $1-Datei'],
  [/The original can be downloaded\./g, 'Das Original kann heruntergeladen werden.'],
  [/It can be downloaded\./g, 'Sie kann heruntergeladen werden.'],
  [/^damaged: /g, 'beschädigt: '],
  [/one place could not be decoded cleanly/g, 'eine Stelle ließ sich nicht sauber dekodieren'],
  [/(\d+) complaints while decoding/g, '$1 Beanstandungen beim Dekodieren'],
  [/the file ends before its own end/g, 'die Datei endet vor ihrem eigenen Ende'],
  [/decoding it took too long and was stopped/g, 'das Dekodieren dauerte zu lange und wurde abgebrochen'],
  [
    /a second recording follows in the same file, which players do not show/g,
    'in derselben Datei folgt eine zweite Aufnahme, die Abspieler nicht zeigen',
  ],
  [/no picture for (\d+)\.(\d) s from (\d+)\.(\d) s on/g, 'kein Bild für $1,$2 s ab $3,$4 s'],
  [/(\d+) fragments are missing, the first after fragment (\d+)/g, '$1 Fragmente fehlen, das erste nach Fragment $2'],
  [/fragment (\d+) is missing/g, 'Fragment $1 fehlt'],
  [/the last fragment is cut off/g, 'das letzte Fragment ist abgeschnitten'],
  [/Nothing that plays was found in it without a sound file of the same camera\./g, 'Ohne eine heile Datei derselben Kamera wurde darin nichts Abspielbares gefunden.'],
  [/Nothing that plays was found in it\./g, 'Darin wurde nichts Abspielbares gefunden.'],
  [
    /It ended at (\d+) recordings: (\d+) files of the card were not looked into\./g,
    'Nach $1 Aufnahmen war Schluss: In $2 Dateien der Karte wurde nicht hineingesehen.',
  ],
  [/The card names more files than the (\d+) that are looked for\./g, 'Die Karte nennt mehr als die $1 Dateien, nach denen gesucht wird.'],
  [/It was broken off each time\./g, 'Es brach jedes Mal ab.'],
  [/It was given up after (\d+) tries\./g, 'Nach $1 Versuchen wurde es aufgegeben.'],
  [/It broke off: bytes could not be read or stored\./g, 'Es brach ab: Bytes ließen sich nicht lesen oder speichern.'],
  [/It broke off: an internal error\./g, 'Es brach ab: ein interner Fehler.'],
];

export function inGerman(text: string): string {
  return german.reduce((said, [english, words]) => said.replace(english, words), text);
}

/** Says what the server said of footage in the person's language, where it is known here. */
export function usePlain(): (text: string) => string {
  const { i18n } = useTranslation();
  return useCallback((text) => (i18n.language === 'de' ? inGerman(text) : text), [i18n.language]);
}
