/** The form of `frames.json`: when the first frame is shown, and then how many frames follow at which distance. */
export interface FrameRuns {
  readonly timescale: number;
  readonly first: number;
  readonly runs: readonly (readonly [count: number, delta: number])[];
}

interface Run {
  readonly frame: number;
  /** In units of the time scale. */
  readonly at: number;
  readonly delta: number;
}

/** Browsers tell media times rounded to microseconds; a frame must not be missed by that. */
const toleranceSeconds = 1e-5;

/**
 * When each frame of a file is shown, in seconds. Frames need not come evenly, so the next one is never "a thirtieth later".
 * Numbers of frames count from 0. Immutable.
 */
export class FrameTimes {
  readonly count: number;
  readonly #scale: number;
  readonly #runs: readonly Run[];

  constructor({ timescale, first, runs }: FrameRuns) {
    const list: Run[] = [];
    let frame = 0;
    let at = first;
    for (const [count, delta] of runs) {
      if (count <= 0 || delta <= 0) continue;
      list.push({ frame, at, delta });
      frame += count;
      at += count * delta;
    }
    // The last frame stays for as long as the one before it did.
    list.push({ frame, at, delta: list.at(-1)?.delta ?? timescale });
    this.#scale = timescale;
    this.#runs = list;
    this.count = frame + 1;
  }

  /** The moment at which the frame appears. */
  startOf(frame: number): number {
    const run = this.#lastRun((each) => each.frame <= frame);
    return (run.at + (frame - run.frame) * run.delta) / this.#scale;
  }

  /**
   * A moment in the middle of the frame's time on screen: the only place to seek to, because a seek to its edge may land on
   * either side after rounding.
   */
  middleOf(frame: number): number {
    const kept = this.clamp(frame);
    return (this.startOf(kept) + this.startOf(kept + 1)) / 2;
  }

  /** The frame that is on screen at the moment; the first or last one outside of the file's time. */
  at(seconds: number): number {
    const units = (seconds + toleranceSeconds) * this.#scale;
    const run = this.#lastRun((each) => each.at <= units);
    return this.clamp(run.frame + Math.floor((units - run.at) / run.delta));
  }

  clamp(frame: number): number {
    return Math.min(this.count - 1, Math.max(0, frame));
  }

  #lastRun(holds: (run: Run) => boolean): Run {
    let low = 0;
    let high = this.#runs.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const run = this.#runs[middle];
      if (run !== undefined && holds(run)) low = middle;
      else high = middle - 1;
    }
    return this.#runs[low] ?? { frame: 0, at: 0, delta: this.#scale };
  }
}

/** Reads `frames.json`; nothing when it does not have that form. */
export function readFrames(json: unknown): FrameTimes | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  if (!('timescale' in json) || !('first' in json) || !('runs' in json)) return undefined;
  const { timescale, first, runs } = json;
  if (typeof timescale !== 'number' || typeof first !== 'number' || !Array.isArray(runs) || timescale <= 0) return undefined;
  const list: unknown[] = runs;
  const pairs = list.flatMap((run): [number, number][] => {
    if (!Array.isArray(run)) return [];
    const [count, delta]: unknown[] = run;
    return typeof count === 'number' && typeof delta === 'number' ? [[count, delta]] : [];
  });
  return pairs.length === list.length ? new FrameTimes({ timescale, first, runs: pairs }) : undefined;
}
