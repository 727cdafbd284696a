import { expect, test } from 'vitest';
import { fixAt, Ground, indexAfter, nearest, stretches, type Fix } from './ground';

const fix = (second: number, lat: number, lon: number): Fix => ({ at: second * 1000, time: new Date(Date.UTC(2026, 10, 21, 20, 0, second)), lat, lon });
const walk = [fix(0, 52.1, 11.6), fix(10, 52.101, 11.6), fix(20, 52.101, 11.602)];

test('north is up and east is right, both at the same scale', () => {
  const ground = new Ground(walk, 400, 300);
  const [start, north, east] = walk.map((each) => ground.pointOf(each));

  expect(north?.x).toBeCloseTo(start?.x ?? 0);
  expect(north?.y).toBeLessThan(start?.y ?? 0);
  expect(east?.x).toBeGreaterThan(north?.x ?? 0);
  const up = ((start?.y ?? 0) - (north?.y ?? 0)) * ground.metresPerPixel;
  const right = ((east?.x ?? 0) - (north?.x ?? 0)) * ground.metresPerPixel;
  expect(up).toBeCloseTo(111.3, 0);
  expect(right).toBeCloseTo(222.6 * Math.cos((52.1005 * Math.PI) / 180), 0);
});

test('everything is drawn inside of the padding', () => {
  const ground = new Ground(walk, 400, 300, 30);

  for (const { x, y } of walk.map((each) => ground.pointOf(each))) {
    expect(x).toBeGreaterThanOrEqual(29.9);
    expect(x).toBeLessThanOrEqual(370.1);
    expect(y).toBeGreaterThanOrEqual(29.9);
    expect(y).toBeLessThanOrEqual(270.1);
  }
});

test('a single place has ground around it and a bar of a round length', () => {
  const ground = new Ground([fix(0, 0, 0)], 400, 300);

  expect(Number.isFinite(ground.metresPerPixel)).toBe(true);
  expect(ground.barMetres(100)).toBe(20);
});

test('between two fixes lies a place between them', () => {
  expect(fixAt(walk, 5_000)).toMatchObject({ lat: 52.1005, time: new Date(Date.UTC(2026, 10, 21, 20, 0, 5)) });
  expect(fixAt(walk, -1)).toBe(walk[0]);
  expect(fixAt(walk, 3_600_000)).toBe(walk[2]);
  expect(fixAt([], 0)).toBeUndefined();
  expect(indexAfter(walk, 10_000)).toBe(2);
});

test('a click finds the nearest fix', () => {
  const ground = new Ground(walk, 400, 300);

  expect(nearest(walk, ground, { x: 399, y: 0 })).toBe(walk[2]);
});

test('a gap without a fix splits the track', () => {
  expect(stretches([...walk, fix(50, 52.2, 11.6)], 10_000).map(({ length }) => length)).toEqual([3, 1]);
});
