import { expect, it } from 'vitest';
import { Format } from '../../i18n/format';
import { span } from './span';

it.each([
  ['en', 0, '0 s'],
  ['en', 2_440, '2.4 s'],
  ['de', 2_440, '2,4 s'],
  ['en', 678_400, '11 min 18 s'],
  ['de', 678_400, '11 min 18 s'],
  ['en', 60_000, '1 min 0 s'],
  ['de', 3_725_000, '1 h 2 min 5 s'],
])('says a time of a recording as people do, in %s: %d ms are %s', (language, milliseconds, words) => {
  expect(span(new Format(language), milliseconds)).toBe(words);
});
