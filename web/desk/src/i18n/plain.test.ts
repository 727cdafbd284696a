// @vitest-environment node
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inGerman } from './plain';

const media = new URL('../../../../server/src/main/java/org/vidimus/server/media/', import.meta.url);

/** String literals of a Java file, joined where the file joins them. */
function sentences(file: string): string[] {
  const java = readFileSync(new URL(file, media), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...java.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*\+\s*"(?:[^"\\]|\\.)*")*/g)]
    .map(([literal]) => literal.replace(/"\s*\+\s*"/g, '').slice(1, -1))
    .filter((text) => /^[A-Z].*\.$/.test(text));
}

test('every sentence of the server about footage has German words', () => {
  const said = [...sentences('Reasons.java'), ...sentences('salvage/Attempts.java')];
  expect(said.length).toBeGreaterThan(15);
  for (const text of said) expect(inGerman(text), text).not.toMatch(/\b(the|The|It|is|of|be|This)\b/);
});

test('what is broken is said with its numbers', () => {
  expect(inGerman('damaged: 3 complaints while decoding; no picture for 2.5 s from 11.0 s on; fragment 4 is missing')).toBe(
    'beschädigt: 3 Beanstandungen beim Dekodieren; kein Bild für 2,5 s ab 11,0 s; Fragment 4 fehlt',
  );
  expect(inGerman('It broke off: an internal error. It was given up after 5 tries.')).toBe('Es brach ab: ein interner Fehler. Nach 5 Versuchen wurde es aufgegeben.');
  expect(inGerman('It ended at 1000 recordings: 12 files of the card were not looked into. The card names more files than the 20000 that are looked for.')).toBe(
    'Nach 1000 Aufnahmen war Schluss: In 12 Dateien der Karte wurde nicht hineingesehen. Die Karte nennt mehr als die 20000 Dateien, nach denen gesucht wird.',
  );
  expect(inGerman('something new')).toBe('something new');
});
