import type { Telemetry } from '../../api/types';

/** Room for the numbers beside a plot; the ribbon keeps the same, so that moments stand below each other. */
export const axisWidth = 64;

type Stage = Telemetry['stages'][number];

/** A stretch of time in one stage, as shares of the whole. */
export interface Stretch {
  stage: Stage['stage'];
  preRecord: boolean;
  start: number;
  length: number;
}

/** What lies between `from` and `until`, in order. Each stage lasts until the next; the last one until it was last heard of. */
export function stretches(stages: readonly Stage[], from: number, until: number): Stretch[] {
  const all: Stretch[] = [];
  stages.forEach(({ at, stage, preRecord }, n) => {
    const next = stages[n + 1];
    const start = Math.max(from, Date.parse(at));
    const end = Math.min(until, next === undefined ? until : Date.parse(next.at));
    if (end <= start || stage === 'OFF') return;
    const before = all.at(-1);
    const share = { start: (start - from) / (until - from), length: (end - start) / (until - from) };
    const joins = before !== undefined && before.stage === stage && before.preRecord === preRecord && Math.abs(before.start + before.length - share.start) < 1e-9;
    if (joins) before.length += share.length;
    else all.push({ stage, preRecord, ...share });
  });
  return all;
}

/** How long each stage lasted, in milliseconds. */
export function lengths(all: readonly Stretch[], span: number): Map<Stage['stage'], number> {
  const sums = new Map<Stage['stage'], number>();
  for (const { stage, length } of all) sums.set(stage, (sums.get(stage) ?? 0) + length * span);
  return sums;
}
