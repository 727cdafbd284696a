/** A place and the moment it was reached. */
export interface Fix {
  /** Milliseconds since the beginning of the evidence. */
  readonly at: number;
  /** True time, where anybody knows it. */
  readonly time: Date | undefined;
  readonly lat: number;
  readonly lon: number;
  readonly accuracy?: number | undefined;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const metresPerDegree = 111_319.49;
/** A track that never moved is still drawn with some ground around it. */
const smallestMetres = 60;

/**
 * A flat drawing of a small piece of the earth, north up: equirectangular around its middle, right to well under a percent over
 * the few kilometres of a shift. Immutable.
 */
export class Ground {
  readonly metresPerPixel: number;
  readonly width: number;
  readonly height: number;
  readonly #lat: number;
  readonly #lon: number;
  readonly #shrink: number;

  constructor(fixes: readonly Fix[], width: number, height: number, padding = 36) {
    const box = bounds(fixes);
    this.width = width;
    this.height = height;
    this.#lat = (box.south + box.north) / 2;
    this.#lon = (box.west + box.east) / 2;
    this.#shrink = Math.cos((this.#lat * Math.PI) / 180);
    const wide = Math.max(smallestMetres, (box.east - box.west) * metresPerDegree * this.#shrink);
    const high = Math.max(smallestMetres, (box.north - box.south) * metresPerDegree);
    this.metresPerPixel = Math.max(wide / Math.max(1, width - 2 * padding), high / Math.max(1, height - 2 * padding));
  }

  pointOf({ lat, lon }: { lat: number; lon: number }): Point {
    const east = (lon - this.#lon) * metresPerDegree * this.#shrink;
    const north = (lat - this.#lat) * metresPerDegree;
    return { x: this.width / 2 + east / this.metresPerPixel, y: this.height / 2 - north / this.metresPerPixel };
  }

  /** The round length, in metres, whose bar is at most as long as `pixels`. */
  barMetres(pixels: number): number {
    const most = pixels * this.metresPerPixel;
    const power = 10 ** Math.floor(Math.log10(most));
    return ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power;
  }
}

function bounds(fixes: readonly Fix[]): { south: number; north: number; west: number; east: number } {
  let [south, north, west, east] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { lat, lon } of fixes) {
    south = Math.min(south, lat);
    north = Math.max(north, lat);
    west = Math.min(west, lon);
    east = Math.max(east, lon);
  }
  return fixes.length === 0 ? { south: 0, north: 0, west: 0, east: 0 } : { south, north, west, east };
}

/** The fix at a moment, between its neighbours where it lies between two; the nearest end outside of the track. */
export function fixAt(fixes: readonly Fix[], at: number): Fix | undefined {
  const after = indexAfter(fixes, at);
  const from = fixes[after - 1];
  const to = fixes[after];
  if (from === undefined || to === undefined) return from ?? to;
  const share = (at - from.at) / Math.max(1, to.at - from.at);
  return {
    at,
    time: from.time === undefined ? undefined : new Date(from.time.getTime() + at - from.at),
    lat: from.lat + (to.lat - from.lat) * share,
    lon: from.lon + (to.lon - from.lon) * share,
    accuracy: from.accuracy,
  };
}

/** Index of the first fix later than the moment; the length of the list when there is none. */
export function indexAfter(fixes: readonly Fix[], at: number): number {
  let low = 0;
  let high = fixes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const fix = fixes[middle];
    if (fix !== undefined && fix.at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The fix drawn nearest to a point. */
export function nearest(fixes: readonly Fix[], ground: Ground, { x, y }: Point): Fix | undefined {
  let best: Fix | undefined;
  let least = Infinity;
  for (const fix of fixes) {
    const point = ground.pointOf(fix);
    const distance = (point.x - x) ** 2 + (point.y - y) ** 2;
    if (distance < least) [best, least] = [fix, distance];
  }
  return best;
}

/** Splits a track where nothing was known for longer than that. */
export function stretches(fixes: readonly Fix[], longestGapMs: number): readonly (readonly Fix[])[] {
  const found: Fix[][] = [];
  for (const fix of fixes) {
    const open = found.at(-1);
    const last = open?.at(-1);
    if (open !== undefined && last !== undefined && fix.at - last.at <= longestGapMs) open.push(fix);
    else found.push([fix]);
  }
  return found;
}
