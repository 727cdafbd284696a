import { expect, test } from 'vitest';
import type { Entry } from '../../api/types';
import { deedsOf, detailsOf, endOf } from './deeds';

const entry = (id: string, more: Partial<Entry>): Entry => ({ id, details: {}, state: 'PUBLISHED', phase: 'attempt', result: 'allowed', ...more });
const outcome = (id: string, attempt: string, result: string, details = {}): Entry => entry(id, { phase: 'outcome', attempt, result, details });

test('an outcome joins its attempt, also when others came in between', () => {
  const deeds = deedsOf([entry('a', {}), entry('b', {}), outcome('b2', 'b', 'done'), outcome('a2', 'a', 'failed')]);

  expect(deeds.map((deed) => [deed.id, deed.outcome?.id, endOf(deed, 0)])).toEqual([
    ['a', 'a2', 'failed'],
    ['b', 'b2', 'done'],
  ]);
});

test('an outcome whose attempt concerned nothing yet stands alone', () => {
  const [deed] = deedsOf([outcome('x', 'not-here', 'done')]);

  expect(deed?.attempt).toBeUndefined();
  expect(deed && endOf(deed, 0)).toBe('done');
});

test('an attempt without an outcome has failed once it is no longer young', () => {
  const at = '2026-11-21T20:00:00Z';
  const [deed] = deedsOf([entry('a', { at })]);

  expect(deed && endOf(deed, Date.parse(at) + 10_000)).toBe('running');
  expect(deed && endOf(deed, Date.parse(at) + 600_000)).toBe('failed');
});

test('a refused attempt needs no outcome', () => {
  const [deed] = deedsOf([entry('a', { result: 'refused' })]);

  expect(deed && endOf(deed, 0)).toBe('refused');
});

test('the outcome has the last word on a detail', () => {
  const [deed] = deedsOf([entry('a', { details: { n: '1', size: '?' } }), outcome('b', 'a', 'done', { size: '7' })]);

  expect(deed && detailsOf(deed)).toEqual([
    ['n', '1'],
    ['size', '7'],
  ]);
});
