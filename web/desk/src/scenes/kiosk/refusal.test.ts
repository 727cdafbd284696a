import { expect, test } from 'vitest';
import { Problem } from '../../api/problem';
import { TooEarly } from './device';
import { refusal } from './refusal';

test('only somebody whom the house does not know is called not recognised', () => {
  expect(refusal(new Problem(403, 'not-identified', ''))).toBe('unknown');
  expect(refusal(new TooEarly(5))).toBe('early');
  expect(refusal(new Problem(409, 'visit-over', ''))).toBe('over');
  expect(refusal(Problem.unreachable())).toBe('away');
  expect(refusal(new Problem(500, 'http-500', ''))).toBe('failed');
  expect(refusal(new Problem(503, 'http-503', ''))).toBe('failed');
});
