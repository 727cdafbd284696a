import { expect, test } from 'vitest';
import type { Person } from '../../api/types';
import { fits, pageOf, readShown } from './search';

const ines: Person = {
  id: '1',
  login: 'ines.k',
  name: 'Ines Krüger',
  active: true,
  appraisers: [],
  duties: [],
  may: [],
  locked: false,
  invited: false,
  staffNumber: 'P-77',
  rank: 'Sergeant',
  unit: { id: '2', name: 'Harbour' },
};

test('finds people by any words of name, number, rank or unit', () => {
  expect(fits(ines, undefined)).toBe(true);
  expect(fits(ines, 'krü harb')).toBe(true);
  expect(fits(ines, 'p-77 SERGEANT')).toBe(true);
  expect(fits(ines, 'ines airport')).toBe(false);
});

test('shows the last page for one beyond it, and something for none', () => {
  expect(pageOf(120, '3')).toEqual({ from: 100, to: 120, page: 3, pages: 3 });
  expect(pageOf(120, '9')).toEqual({ from: 100, to: 120, page: 3, pages: 3 });
  expect(pageOf(0, undefined)).toEqual({ from: 0, to: 0, page: 1, pages: 1 });
});

test('takes from the address only what makes sense', () => {
  expect(readShown({ q: 'x', presence: 'INACTIVE', page: '2' })).toEqual({ q: 'x', presence: 'INACTIVE', page: '2' });
  expect(readShown({ presence: 'ACTIVE', page: '0', q: '' })).toEqual({});
  expect(readShown({ presence: 'GONE', page: '-1' })).toEqual({});
});
