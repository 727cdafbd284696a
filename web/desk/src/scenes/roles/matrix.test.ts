import { expect, test } from 'vitest';
import type { Right } from '../../api/types';
import { codeOf, grouped, levelOf, sameRights, withCell } from './matrix';

const view: Right = { action: 'evidence.view', reach: 'UNIT', upTo: 'OPEN' };

test('sets, changes and clears one cell', () => {
  const wider = withCell([view], 'evidence.view', 'UNIT', 'RESTRICTED');
  expect(wider).toEqual([{ ...view, upTo: 'RESTRICTED' }]);
  expect(withCell(wider, 'evidence.view', 'UNIT', undefined)).toEqual([]);
  expect(levelOf(withCell([view], 'camera.list', 'ALL', 'OPEN'), 'camera.list', 'ALL')).toBe('CONFIDENTIAL');
});

test('compares rights without regard to their order', () => {
  const other: Right = { action: 'camera.list', reach: 'ALL', upTo: 'CONFIDENTIAL' };
  expect(sameRights([view, other], [other, view])).toBe(true);
  expect(sameRights([view], [{ ...view, upTo: 'RESTRICTED' }])).toBe(false);
});

test('groups actions that nobody has told it of', () => {
  expect(grouped(['evidence.view', 'tea.make']).map(({ group }) => group)).toEqual(['evidence', 'other']);
});

test('makes codes of names', () => {
  expect(codeOf('Schichtführung Süd', [])).toBe('SCHICHTFUHRUNG_SUD');
  expect(codeOf('Reader', ['READER', 'READER_2'])).toBe('READER_3');
  expect(codeOf('7', [])).toMatch(/^[A-Z][A-Z0-9_]+$/);
});
