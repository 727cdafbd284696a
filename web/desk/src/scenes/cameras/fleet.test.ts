import { expect, test } from 'vitest';
import type { Camera } from '../../api/types';
import { changed, fits, isIn, pageOf, readShown, sorted, stateOf } from './fleet';

function camera(serial: string, more: Partial<Camera> = {}): Camera {
  return { id: serial, serial, standing: 'IN_SERVICE', place: 'ELSEWHERE', registeredAt: '2026-01-01T00:00:00Z', ready: { ready: false, missing: [] }, may: [], ...more };
}

const slot = { dock: 'north', slot: '3' };
const report = { at: '2026-11-28T08:00:00Z', counters: {}, problems: [], missing: [] };

test('a camera is ready only in a dock, and not while somebody has it', () => {
  const ready = { ready: true, missing: [] };
  const handOut = { id: 'h', person: { id: 'p', name: 'Anna' }, mode: 'SINGLE_ISSUE' as const, from: '2026-11-28T06:00:00Z' };
  expect(stateOf(camera('a', { place: 'IN_DOCK', slot, ready }))).toBe('READY');
  expect(stateOf(camera('a', { place: 'IN_DOCK', slot, ready, handOut }))).toBe('DOCKED');
  expect(stateOf(camera('a', { place: 'HANDED_OUT', ready, handOut }))).toBe('OUT');
  expect(stateOf(camera('a', { place: 'ELSEWHERE', ready }))).toBe('ELSEWHERE');
  expect(stateOf(camera('a', { standing: 'IN_REPAIR', place: 'IN_DOCK', slot, ready }))).toBe('IN_REPAIR');
});

test('all means all that have not left service', () => {
  expect(isIn(camera('a', { standing: 'RETIRED' }), 'ALL')).toBe(false);
  expect(isIn(camera('a', { standing: 'RETIRED' }), 'RETIRED')).toBe(true);
});

test('every word has to be found somewhere', () => {
  const one = camera('CAM-7', { asset: '0014', unit: { id: 'u', name: 'Harbour' } });
  expect(fits(one, { q: 'harbour 14' })).toBe(true);
  expect(fits(one, { q: 'harbour 15' })).toBe(false);
  expect(fits(one, { unit: 'other' })).toBe(false);
});

test('what is missing footage comes first, and numbers count as numbers', () => {
  const gaps = camera('z', { lastReport: { ...report, missing: [{ number: 4, numberTo: 6, reason: 'NUMBER_NEVER_SEEN', since: report.at }] } });
  const list = [camera('10'), camera('9'), gaps];
  expect(sorted(list, 'urgent').map(({ serial }) => serial)).toEqual(['z', '9', '10']);
  expect(sorted([camera('a', { batteryPercent: 80 }), camera('b'), camera('c', { batteryPercent: 5 })], 'battery').map(({ serial }) => serial)).toEqual(['c', 'a', 'b']);
});

test('a change of what is shown begins at the first page', () => {
  expect(changed({ q: 'x', page: '3' }, { show: 'OUT' })).toEqual({ q: 'x', show: 'OUT' });
  expect(changed({ q: 'x', show: 'OUT' }, { show: 'ALL', q: '' })).toEqual({});
  expect(readShown({ show: 'nothing', page: '-1', sort: 'battery' })).toEqual({ sort: 'battery' });
  expect(pageOf(120, '9')).toEqual({ from: 100, to: 120, page: 3, pages: 3 });
});
