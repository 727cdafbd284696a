/** Widths and heights in pixels. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

export interface Tile {
  readonly width: number;
  readonly height: number;
}

export const gap = 10;
const head = 46;
/** Height by width: what is written on a tile needs the lower, and gains nothing beyond the higher. */
const flattest = 0.6;
const tallest = 0.8;
const narrowest = 150;
const widest = 420;
/** Letters do not get smaller than can be read in the hand. */
const lowest = 124;
const phone = 700;

/**
 * How large tiles may be so that all docks stand in the room: as large as possible, because the wall is read from three metres.
 * Never so small that it could not be read; then the wall scrolls. On a phone two stand beside each other.
 *
 * @param slots of each dock
 */
export function tileFor(room: Room, slots: readonly number[]): Tile {
  if (room.width < phone) return tileOf(room.width, 2, flattest);
  const columnsAtMost = Math.max(2, Math.floor((room.width + gap) / (narrowest + gap)));
  for (let columns = Math.ceil((room.width + gap) / (widest + gap)); columns < columnsAtMost; columns += 1) {
    const tile = tileOf(room.width, columns, flattest);
    const rows = rowsOf(room.width, slots, tile.width);
    const height = Math.floor((room.height - rows.shelves * (head + gap)) / rows.tiles) - gap;
    if (height >= tile.height) return { width: tile.width, height: Math.min(height, Math.round(tile.width * tallest)) };
  }
  return tileOf(room.width, columnsAtMost, flattest);
}

function tileOf(width: number, columns: number, shape: number): Tile {
  const tile = Math.floor((width - gap * (columns - 1)) / columns);
  return { width: tile, height: Math.max(lowest, Math.round(tile * shape)) };
}

/** How many tiles stand beside each other in the row of a dock. */
export function perRow(width: number, tile: number, slots: number): number {
  return Math.max(1, Math.min(slots, Math.floor((width + gap) / (tile + gap))));
}

/** Docks stand side by side where they fit. */
export function rowsOf(width: number, slots: readonly number[], tile: number): { shelves: number; tiles: number } {
  let shelves = 0;
  let tiles = 0;
  let used = 0;
  let shelf = 0;
  for (const count of slots) {
    const beside = perRow(width, tile, count);
    const wide = beside * (tile + gap);
    const high = Math.max(1, Math.ceil(count / beside));
    if (used > 0 && used + gap + wide <= width + gap) {
      used += gap + wide;
      tiles += Math.max(0, high - shelf);
      shelf = Math.max(shelf, high);
    } else {
      shelves += 1;
      tiles += high;
      used = wide;
      shelf = high;
    }
  }
  return { shelves, tiles: Math.max(1, tiles) };
}
