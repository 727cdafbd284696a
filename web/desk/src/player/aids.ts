import { readFrames, type FrameTimes } from './frames';
import type { Part } from './reel';

/** Many small pictures of a part in one image, one each `intervalMs`. */
export interface Sprite {
  readonly image: HTMLImageElement;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly columns: number;
  readonly count: number;
  readonly intervalMs: number;
}

/** The loudness of a part, from 0 to 255, one value each `intervalMs`. */
export interface Peaks {
  readonly intervalMs: number;
  readonly peaks: readonly number[];
}

/** What the server made to look into a part without playing it; each may be missing. */
export interface Aids {
  readonly sprite: Sprite | undefined;
  readonly waveform: Peaks | undefined;
  readonly frames: FrameTimes | undefined;
}

export type FetchJson = (url: string, signal: AbortSignal) => Promise<unknown>;

/** Fetches a part's viewing aids. One that cannot be had is left out: the part plays without. */
export async function fetchAids(part: Part, fetchJson: FetchJson, signal: AbortSignal): Promise<Aids> {
  const get = (url: string | undefined) => (url === undefined ? undefined : fetchJson(url, signal).catch(() => undefined));
  const [sprite, waveform, frames] = await Promise.all([get(part.sprite), get(part.waveform), get(part.frames)]);
  return { sprite: await readSprite(sprite), waveform: readPeaks(waveform), frames: readFrames(frames) };
}

async function readSprite(json: unknown): Promise<Sprite | undefined> {
  const numbers = numbersOf(json, ['tileWidth', 'tileHeight', 'columns', 'count', 'intervalMs']);
  if (numbers === undefined || typeof json !== 'object' || json === null || !('image' in json) || typeof json.image !== 'string') return undefined;
  const image = new Image();
  image.src = json.image;
  try {
    await image.decode();
  } catch {
    return undefined;
  }
  const [tileWidth = 0, tileHeight = 0, columns = 0, count = 0, intervalMs = 0] = numbers;
  return { image, tileWidth, tileHeight, columns, count, intervalMs };
}

export function readPeaks(json: unknown): Peaks | undefined {
  const [intervalMs] = numbersOf(json, ['intervalMs']) ?? [];
  if (intervalMs === undefined || typeof json !== 'object' || json === null || !('peaks' in json) || !Array.isArray(json.peaks)) return undefined;
  const values: unknown[] = json.peaks;
  return { intervalMs, peaks: values.map((value) => (typeof value === 'number' ? value : 0)) };
}

/** The named numbers, all greater than zero, or nothing. */
function numbersOf(json: unknown, names: readonly string[]): number[] | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const numbers = names.map((name): unknown => Reflect.get(json, name));
  return numbers.every((value) => typeof value === 'number' && value > 0) ? numbers.filter((value) => typeof value === 'number') : undefined;
}
