import { expect, test } from 'vitest';
import { Reel, type Part } from './reel';

const part = (number: number, durationSeconds: number | undefined, more: Partial<Part> = {}): Part => ({
  number,
  name: `part ${number}`,
  kind: 'VIDEO',
  state: 'READY',
  url: `/part/${number}`,
  progress: undefined,
  reason: undefined,
  durationSeconds,
  startsAt: undefined,
  poster: undefined,
  sprite: undefined,
  waveform: undefined,
  frames: undefined,
  ...more,
});

test('a moment of the whole lies in the part that covers it', () => {
  const reel = new Reel([part(1, 60), part(2, 30), part(3, 10)]);

  expect(reel.seconds).toBe(100);
  expect(reel.spotAt(0)).toEqual({ index: 0, seconds: 0 });
  expect(reel.spotAt(60)).toEqual({ index: 1, seconds: 0 });
  expect(reel.spotAt(95)).toEqual({ index: 2, seconds: 5 });
  expect(reel.spotAt(1000)).toEqual({ index: 2, seconds: 10 });
  expect(reel.secondsAt({ index: 1, seconds: 12 })).toBe(72);
});

test('a part that runs a little longer than told does not run into the next one', () => {
  const reel = new Reel([part(1, 60), part(2, 30)]);

  expect(reel.secondsAt({ index: 0, seconds: 60.04 })).toBe(60);
});

test('true time follows the parts, not the sum of their lengths', () => {
  const reel = new Reel([
    part(1, 60, { startsAt: new Date('2026-11-21T20:00:00Z') }),
    part(3, 60, { startsAt: new Date('2026-11-21T20:02:00Z') }),
  ]);

  expect(reel.timeAt(61)?.toISOString()).toBe('2026-11-21T20:02:01.000Z');
  expect(reel.secondsOf(new Date('2026-11-21T20:02:30Z'))).toBe(90);
  expect(reel.secondsOf(new Date('2026-11-21T20:01:30Z'))).toBeUndefined();
  expect(reel.missingBefore(1)).toEqual([2]);
  expect(reel.missingBefore(0)).toEqual([]);
});

test('a length that only the browser knows is learned', () => {
  const parts = [part(1, undefined), part(2, 30)];

  expect(new Reel(parts).seconds).toBe(30);
  expect(new Reel(parts, new Map([[0, 12]])).startOf(1)).toBe(12);
});

test('what cannot be played is passed over', () => {
  const reel = new Reel([part(1, 60), part(2, 60, { state: 'NONE' }), part(3, 60)]);

  expect(reel.playableFrom(1)).toBe(2);
  expect(reel.playableFrom(3)).toBeUndefined();
});
