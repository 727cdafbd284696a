import { expect, test } from 'vitest';
import type { Card } from '../../api/types';
import { layOut, stepFrom } from './layout';

const card = (id: string, recordedStart?: string): Card => ({
  id,
  kind: 'RECORDING',
  title: id,
  receivedAt: '2026-11-21T20:00:00Z',
  parts: 1,
  missingParts: [],
  lengthBytes: 1,
  state: 'SEALED', level: 'OPEN',
  may: [],
  ...(recordedStart === undefined ? {} : { recordedStart }),
});

test('a day gets one heading, and a full line of cards is closed', () => {
  const cards = [card('a', '2026-11-21T12:00:00Z'), card('b', '2026-11-21T11:00:00Z'), card('c', '2026-11-21T10:00:00Z'), card('d', '2026-11-20T12:00:00Z')];

  const lines = layOut(cards, 2);

  expect(lines.map(({ day, cards: inLine }) => (day === undefined ? inLine.map(({ id }) => id).join('') : 'day'))).toEqual([
    'day',
    'ab',
    'c',
    'day',
    'd',
  ]);
});

test('footage without a recorded time stands under its own heading', () => {
  const lines = layOut([card('a', '2026-11-21T12:00:00Z'), card('b')], 1);

  expect(lines[2]?.day).toBeNull();
});

test('a list of undated footage alone begins with that heading', () => {
  expect(layOut([card('a')], 1).map(({ day }) => day)).toEqual([null, undefined]);
});

test('arrows stop at either end', () => {
  expect(stepFrom(0, 'up', 3, 10)).toBe(0);
  expect(stepFrom(1, 'down', 3, 10)).toBe(4);
  expect(stepFrom(9, 'next', 3, 10)).toBe(9);
  expect(stepFrom(4, 'last', 3, 10)).toBe(9);
  expect(stepFrom(4, 'first', 3, 10)).toBe(0);
});
