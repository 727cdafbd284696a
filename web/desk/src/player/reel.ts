/** One file of a recording, as the player needs it. */
export interface Part {
  /** Number within its recording, from 1. */
  readonly number: number;
  readonly name: string;
  readonly kind: 'VIDEO' | 'AUDIO' | 'IMAGE' | 'DOCUMENT';
  readonly state: 'READY' | 'PREPARING' | 'NONE';
  readonly url: string | undefined;
  /** From 0 to 1, while it is being prepared. */
  readonly progress: number | undefined;
  /** Why it cannot be played, in words. */
  readonly reason: string | undefined;
  readonly durationSeconds: number | undefined;
  /** True time of its first moment. */
  readonly startsAt: Date | undefined;
  readonly poster: string | undefined;
  readonly sprite: string | undefined;
  readonly waveform: string | undefined;
  readonly frames: string | undefined;
}

export interface Spot {
  readonly index: number;
  /** Seconds from the beginning of that part. */
  readonly seconds: number;
}

/** The parts of a recording laid end to end on one line of seconds. */
export class Reel {
  readonly parts: readonly Part[];
  readonly #starts: readonly number[];
  readonly seconds: number;

  /** @param learned durations that the browser found, by index, where the server did not tell one */
  constructor(parts: readonly Part[], learned: ReadonlyMap<number, number> = new Map()) {
    const starts: number[] = [];
    let at = 0;
    for (const [index, part] of parts.entries()) {
      starts.push(at);
      at += part.durationSeconds ?? learned.get(index) ?? 0;
    }
    this.parts = parts;
    this.#starts = starts;
    this.seconds = at;
  }

  startOf(index: number): number {
    return this.#starts[index] ?? this.seconds;
  }

  lengthOf(index: number): number {
    return this.startOf(index + 1) - this.startOf(index);
  }

  /** Where a moment of the whole lies; the last part's end for everything after it. */
  spotAt(seconds: number): Spot {
    const kept = Math.min(this.seconds, Math.max(0, seconds));
    let index = 0;
    for (let next = 1; next < this.parts.length; next += 1) {
      if (this.startOf(next) <= kept) index = next;
    }
    return { index, seconds: kept - this.startOf(index) };
  }

  secondsAt({ index, seconds }: Spot): number {
    return Math.min(this.startOf(index) + seconds, this.startOf(index + 1));
  }

  /** True time at a moment of the whole, where the part tells when it began. */
  timeAt(seconds: number): Date | undefined {
    const spot = this.spotAt(seconds);
    const start = this.parts[spot.index]?.startsAt;
    return start === undefined ? undefined : new Date(start.getTime() + spot.seconds * 1000);
  }

  /** The moment of the whole at which it was that time; nothing outside of all parts. */
  secondsOf(time: Date): number | undefined {
    for (const [index, part] of this.parts.entries()) {
      if (part.startsAt === undefined) continue;
      const seconds = (time.getTime() - part.startsAt.getTime()) / 1000;
      if (seconds >= 0 && seconds <= this.lengthOf(index)) return this.startOf(index) + seconds;
    }
    return undefined;
  }

  /** The next part from `index` on that can be played. */
  playableFrom(index: number): number | undefined {
    for (let at = index; at < this.parts.length; at += 1) {
      if (this.parts[at]?.state === 'READY') return at;
    }
    return undefined;
  }

  /** Numbers that are missing before the part: 3 and 4 before part 5 when it follows part 2. */
  missingBefore(index: number): readonly number[] {
    const own = this.parts[index]?.number ?? 0;
    const before = this.parts[index - 1]?.number ?? 0;
    return Array.from({ length: Math.max(0, own - before - 1) }, (_, step) => before + 1 + step);
  }
}
