import { describe, expect, it } from 'vitest';
import { gap, rowsOf, tileFor } from './layout';

const wall = { width: 1850, height: 960 };

function heightNeeded(slots: readonly number[]): number {
  const tile = tileFor(wall, slots);
  const { shelves, tiles } = rowsOf(wall.width, slots, tile.width);
  return shelves * (46 + gap) + tiles * (tile.height + gap);
}

describe('tiles of the wall', () => {
  it('are as large as all docks leave room for', () => {
    for (const slots of [[4], [8, 8], [16, 8], [11, 11, 11]]) expect(heightNeeded(slots)).toBeLessThanOrEqual(wall.height);
    expect(tileFor(wall, [4]).width).toBeGreaterThan(tileFor(wall, [16, 8]).width);
  });

  it('stay readable where the room is too small for all', () => {
    expect(tileFor(wall, [200, 200]).width).toBeGreaterThanOrEqual(150);
  });

  it('stand two beside each other on a phone', () => {
    expect(tileFor({ width: 366, height: 700 }, [16]).width).toBe(178);
  });
});
