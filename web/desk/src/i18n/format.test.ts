import { expect, test } from 'vitest';
import { Format } from './format';

const english = new Format('en', 'UTC');
const german = new Format('de', 'UTC');

test('says by how much a clock is off as a person would', () => {
  expect(english.offset(-687)).toBe('0.7 s');
  expect(german.offset(2_440)).toBe('2,4 s');
  expect(english.offset(59_400)).toBe('59 s');
  expect(english.offset(252_000)).toBe('4 min 12 s');
  expect(english.offset(-3_660_000)).toBe('1 h 1 min');
  expect(german.offset(-3_660_000)).toBe('1 h 1 min');
  expect(english.offset(3_599_900)).toBe('1 h');
  expect(english.offset(7_200_000)).toBe('2 h');
  expect(english.offset(26 * 86_400_000)).toBe('26 days');
  expect(german.offset(-26 * 86_400_000)).toBe('26 Tage');
});

test('a day of the calendar is the same day on both sides of Greenwich', () => {
  for (const zone of ['America/Los_Angeles', 'UTC', 'Pacific/Auckland']) {
    expect(new Format('en', zone).date('2026-11-28')).toBe('28 Nov 2026');
  }
  expect(new Format('en', 'America/Los_Angeles').date('2026-11-28T03:00:00Z')).toBe('27 Nov 2026');
});
