import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from '../../app/search';
import { dayOfInstant, instantOf, readFilters, readNear } from './filters';

test('a serial number of digits stays text in the address', () => {
  const search = parseSearch('?camera=0042&q=a%26b');

  expect(readFilters(search)).toEqual({ camera: '0042', q: 'a&b' });
  expect(stringifySearch({ ...readFilters(search) })).toBe('?q=a%26b&camera=0042');
});

test('unknown parameters and empty filters are left out', () => {
  expect(readFilters({ q: '', view: 'mosaic', colour: 'red' })).toEqual({});
});

test('the last day is included whole, and reads back as the same day', () => {
  const until = instantOf('2026-11-21', 'end');

  expect(until).toBe(new Date('2026-11-22T00:00:00').toISOString());
  expect(dayOfInstant(until, 'end')).toBe('2026-11-21');
});

test('a place needs latitude, longitude and a distance that make sense', () => {
  expect(readNear('52.12,11.63,500')).toEqual({ lat: 52.12, lon: 11.63, metres: 500 });
  expect(readNear('52.12,11.63')).toBeUndefined();
  expect(readNear(',11.63,500')).toBeUndefined();
  expect(readNear('152.12,11.63,500')).toBeUndefined();
});
