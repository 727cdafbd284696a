import { expect, test } from 'vitest';
import type { Token } from '../../api/types';
import { fitForToken, lifeOf, readShelf, forWhat } from './keys';

const now = Date.parse('2026-11-22T04:00:00Z');
const token: Token = { id: '1', name: 'export', dock: false, owner: '7', madeAt: '2026-11-01T00:00:00Z', expiresAt: '2026-12-01T00:00:00Z' };

test('a key lives until it ends or is revoked, whichever is first', () => {
  expect(lifeOf(token, now)).toBe('living');
  expect(lifeOf({ ...token, expiresAt: '2026-11-22T04:00:00Z' }, now)).toBe('over');
  expect(lifeOf({ ...token, revokedAt: '2026-11-02T00:00:00Z' }, now)).toBe('revoked');
});

test('a key is for a dock, for a service, or for whoever owns it', () => {
  expect(forWhat(token, new Set())).toBe('person');
  expect(forWhat(token, new Set(['7']))).toBe('service');
  expect(forWhat({ ...token, dock: true }, new Set(['7']))).toBe('dock');
});

test('a token is offered what its owner may, but nothing that only a person at a screen does', () => {
  expect(fitForToken(['session.show', 'evidence.list', 'sign-in.change', 'no.name', 'camera.list', 'evidence.list'], (action) => action !== 'no.name')).toEqual([
    'camera.list',
    'evidence.list',
  ]);
});

test('an address that names no shelf shows the tokens', () => {
  expect(readShelf({ shelf: 'docks' })).toEqual({ shelf: 'docks' });
  expect(readShelf({ shelf: 'elsewhere' })).toEqual({});
  expect(readShelf({})).toEqual({});
});
