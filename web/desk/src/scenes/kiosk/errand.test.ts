import { expect, test } from 'vitest';
import { errand, stuck } from './errand';

test('a camera that lacks nothing but charge or time is taken', () => {
  expect(errand([])).toBe('TAKE');
  expect(errand(['CLOCK_OFF', 'NOT_CHARGED'])).toBe('TAKE');
});

test('only what its dock goes on with is waited for', () => {
  for (const lack of ['NEVER_REPORTED', 'NOT_LOOKED_AT', 'NOT_OFFLOADED', 'NOT_SECURED', 'NOT_ERASED'] as const) {
    expect(errand([lack, 'SETTINGS_DIFFER'])).toBe('WAIT');
  }
  for (const lack of ['FOOTAGE_MISSING', 'SETTINGS_DIFFER', 'NOT_FOUND'] as const) {
    expect(errand([lack, 'NOT_CHARGED'])).toBe('ASK');
    expect(stuck([lack, 'NOT_CHARGED'])).toEqual([lack]);
  }
});
