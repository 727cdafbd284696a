import { expect, test } from 'vitest';
import { few, shownOptions } from './options';

const people = Array.from({ length: 30 }, (_, index) => ({ value: String(index), name: `Name ${String(index)}` }));

test('the first few are shown, and what is chosen wherever it stands', () => {
  expect(shownOptions(people, undefined, false, '')).toEqual(people.slice(0, few));
  expect(shownOptions(people, '25', false, '').map(({ value }) => value)).toEqual(['0', '1', '2', '3', '4', '5', '25']);
});

test('all are narrowed by what is typed, in any case', () => {
  expect(shownOptions(people, undefined, true, '')).toHaveLength(30);
  expect(shownOptions(people, undefined, true, ' nAmE 29 ').map(({ value }) => value)).toEqual(['29']);
  expect(shownOptions(people, '3', true, 'name 29').map(({ value }) => value)).toEqual(['3', '29']);
});
