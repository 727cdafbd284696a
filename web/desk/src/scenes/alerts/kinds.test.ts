import { expect, test } from 'vitest';
import type { Alert } from '../../api/types';
import { byKind, leftBehind } from './kinds';

const alert = (kind: Alert['kind'], id: string, endedAt?: string): Alert => ({
  id,
  kind,
  name: id,
  facts: {},
  since: '2026-11-28T10:00:00Z',
  ...(endedAt === undefined ? {} : { endedAt }),
});

test('alerts are shown in the order in which the house gives them, with their true number', () => {
  const kinds = byKind({
    items: [alert('VAULT_FULL', 'a'), alert('FIRMWARE_BEHIND', 'b'), alert('FIRMWARE_BEHIND', 'c', '2026-11-28T11:00:00Z'), alert('DOCK_SILENT', 'd', '2026-11-28T11:00:00Z')],
    open: [
      { kind: 'VAULT_FULL', alerts: 1 },
      { kind: 'FIRMWARE_BEHIND', alerts: 1997 },
    ],
  });

  expect(kinds.map(({ kind, open, unlisted, alerts }) => [kind, open, unlisted, alerts.length])).toEqual([
    ['VAULT_FULL', 1, 0, 1],
    ['FIRMWARE_BEHIND', 1997, 1996, 2],
    ['DOCK_SILENT', 0, 0, 1],
  ]);
});

test('a camera that was taken away with footage on it is not said to stand in a dock', () => {
  expect(leftBehind('TAKEN_AWAY')).toBe('TAKEN_AWAY');
  expect(leftBehind('LEFT')).toBe('LEFT');
});
