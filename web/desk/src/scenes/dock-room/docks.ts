import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import type { Dock, Slot } from '../../api/types';

export const docks = queryOptions({
  queryKey: ['docks'],
  queryFn: async ({ signal }) => (await answer(api.GET('/api/docks', { signal }))).items.filter(({ retired }) => !retired),
});

/** A dock says something each half minute: four times missed is worth a word. */
const silentAfterMs = 120_000;

export function isSilent(dock: Dock, now: number): boolean {
  return dock.seenAt === undefined || now - Date.parse(dock.seenAt) > silentAfterMs;
}

/** What the wall says of a slot, in the order of urgency. */
export const states = ['problem', 'left', 'offloading', 'securing', 'charging', 'ready', 'empty'] as const;
export type State = (typeof states)[number];

/** Below this a camera that is otherwise done is still charging. The hand-out asks the server, which has the last word. */
const chargedFrom = 80;

export function stateOf(slot: Slot): State {
  const isHere = slot.camera !== undefined || slot.serial !== undefined;
  if (slot.problem !== undefined || (isHere && (slot.camera === undefined || slot.phase === 'UNKNOWN'))) return 'problem';
  switch (slot.phase) {
    case undefined:
      return 'empty';
    case 'LEFT':
      return 'left';
    case 'DONE':
      return slot.filesLeft > 0 ? 'left' : (slot.batteryPercent ?? 100) < chargedFrom ? 'charging' : 'ready';
    case 'WAITING':
    case 'ERASING':
      return 'securing';
    default:
      return 'offloading';
  }
}

export interface Counts {
  readonly ready: number;
  readonly busy: number;
  readonly problem: number;
  readonly empty: number;
  readonly silent: number;
}

/** Of docks that are heard: what a silent one last said is no news. */
export function count(all: readonly Dock[], now: number): Counts {
  const found = { ready: 0, busy: 0, problem: 0, empty: 0, silent: 0 };
  for (const dock of all) {
    if (isSilent(dock, now)) {
      found.silent += 1;
      continue;
    }
    for (const slot of dock.slots) {
      const state = stateOf(slot);
      if (state === 'ready') found.ready += 1;
      else if (state === 'empty') found.empty += 1;
      else if (state === 'problem' || state === 'left') found.problem += 1;
      else found.busy += 1;
    }
  }
  return found;
}

export function sortSlots(slots: readonly Slot[]): readonly Slot[] {
  return [...slots].sort((a, b) => a.slot.localeCompare(b.slot, undefined, { numeric: true }));
}
