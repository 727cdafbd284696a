import { expect, test } from 'vitest';
import { changed, readShown } from './fleet';

test('a change of what is shown begins at the first page', () => {
  expect(changed({ q: 'x', page: '3' }, { show: 'OUT' })).toEqual({ q: 'x', show: 'OUT' });
  expect(changed({ q: 'x', show: 'OUT' }, { show: 'ALL', q: '' })).toEqual({});
  expect(readShown({ show: 'nothing', page: '-1', sort: 'BATTERY', unit: 'x' })).toEqual({ sort: 'BATTERY' });
});
