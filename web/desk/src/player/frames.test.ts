import { expect, test } from 'vitest';
import { FrameTimes, readFrames } from './frames';

const even = new FrameTimes({ timescale: 90_000, first: 0, runs: [[299, 3003]] });
const uneven = new FrameTimes({ timescale: 1000, first: 40, runs: [[2, 33], [1, 500], [3, 17]] });

test('the middle of a frame lies inside of it', () => {
  for (const times of [even, uneven]) {
    for (let frame = 0; frame < times.count; frame += 1) {
      expect(times.at(times.middleOf(frame))).toBe(frame);
    }
  }
});

test('a frame is on screen from its very start, told as a rounded time', () => {
  for (const times of [even, uneven]) {
    for (let frame = 0; frame < times.count; frame += 1) {
      expect(times.at(Math.round(times.startOf(frame) * 1e6) / 1e6)).toBe(frame);
    }
  }
});

test('frames at uneven distances are each where the list says', () => {
  expect([0, 1, 2, 3, 4, 5, 6].map((frame) => Math.round(uneven.startOf(frame) * 1000))).toEqual([40, 73, 106, 606, 623, 640, 657]);
  expect(uneven.count).toBe(7);
  expect(uneven.at(0.5)).toBe(2);
});

test('before the first and after the last frame stand the first and the last', () => {
  expect(uneven.at(0)).toBe(0);
  expect(uneven.at(99)).toBe(6);
  expect(uneven.middleOf(99)).toBeCloseTo(0.6655);
});

test('a list of another form is no list', () => {
  expect(readFrames({ timescale: 1000, first: 0, runs: [[1, 'x']] })).toBeUndefined();
  expect(readFrames([1, 2, 3])).toBeUndefined();
  expect(readFrames({ timescale: 1000, first: 0, runs: [[9, 40]] })?.count).toBe(10);
});

test('a file of one frame has a middle', () => {
  const one = new FrameTimes({ timescale: 1000, first: 0, runs: [] });

  expect(one.count).toBe(1);
  expect(one.middleOf(0)).toBeGreaterThan(0);
});
