import { expect, test } from 'vitest';
import { areSame, areWhole, effectsOf, emptyLine, ofMeanings, ofRules, raised, readClaims, toMeanings, toRules } from './brings';

const parking = { id: 'u1', name: 'Parking' };

test('what groups mean is the same after it was shown', () => {
  const meanings = [
    { group: 'all', unit: parking },
    { group: 'leads', role: 'SUPERVISOR', roleUnit: parking },
    { group: 'leads', role: 'WEARER' },
  ];
  expect(toMeanings(ofMeanings(meanings))).toEqual([
    { group: 'all', unit: 'u1' },
    { group: 'leads', role: 'SUPERVISOR', roleUnit: 'u1' },
    { group: 'leads', role: 'WEARER' },
  ]);
});

test('what claims bring is the same after it was shown', () => {
  const rules = [{ value: 'leads', role: 'SUPERVISOR', unit: 'u1' }, { value: 'all', role: 'WEARER' }];
  expect(toRules(ofRules(rules))).toEqual(rules);
});

test('a line without a name, a role or a unit is not whole yet', () => {
  const line = { ...emptyLine(0, 'WEARER'), value: 'all' };
  expect(areWhole([line])).toBe(true);
  expect(areWhole([{ ...line, value: ' ' }])).toBe(false);
  expect(areWhole([{ ...line, kind: 'unit' }])).toBe(false);
  expect(areWhole([{ ...line, role: '' }])).toBe(false);
});

test('a line that was raised changes places with the one above it', () => {
  const lines = ofRules([{ value: 'a' }, { value: 'b' }, { value: 'c' }]);
  expect(raised(lines, 2).map(({ value }) => value)).toEqual(['a', 'c', 'b']);
  expect(raised(lines, 0)).toBe(lines);
  expect(areSame(raised(lines, 1), lines)).toBe(false);
});

test('changes are gathered by whom they concern', () => {
  const of = (person: string, role: string) => ({ person, name: `Name ${person}`, role });
  expect(effectsOf([of('2', 'WEARER'), of('1', 'WEARER')], [of('2', 'SUPERVISOR')]).map(({ id, gains, loses }) => [id, gains.length, loses.length])).toEqual([
    ['1', 1, 0],
    ['2', 1, 1],
  ]);
});

test('only an object is a set of claims', () => {
  expect(readClaims('{"groups":["leads"]}')).toEqual({ groups: ['leads'] });
  expect(readClaims('["leads"]')).toBeUndefined();
  expect(readClaims('groups: leads')).toBeUndefined();
});
