import type { Entry } from '../../api/types';

/** What somebody did: the attempt, and what came of it once that is known. */
export interface Deed {
  readonly id: string;
  readonly attempt: Entry | undefined;
  readonly outcome: Entry | undefined;
}

/** Joins outcomes to their attempts, in the order in which the attempts were made. An outcome whose attempt is elsewhere stands alone. */
export function deedsOf(entries: readonly Entry[]): readonly Deed[] {
  const deeds = new Map<string, Deed>();
  for (const entry of entries) {
    const begun = entry.attempt === undefined ? undefined : deeds.get(entry.attempt);
    if (begun !== undefined) deeds.set(begun.id, { ...begun, outcome: entry });
    else if (entry.phase === 'outcome') deeds.set(entry.id, { id: entry.id, attempt: undefined, outcome: entry });
    else deeds.set(entry.id, { id: entry.id, attempt: entry, outcome: undefined });
  }
  return [...deeds.values()];
}

/** How it ended. An attempt without an outcome has failed, unless it is so young that it may still run. */
export function endOf({ attempt, outcome }: Deed, now: number): 'done' | 'refused' | 'failed' | 'running' {
  const result = outcome?.result ?? attempt?.result;
  if (result === 'done' || result === 'refused' || result === 'failed') return result;
  const young = attempt?.at !== undefined && now - Date.parse(attempt.at) < 60_000;
  return young ? 'running' : 'failed';
}

/** Facts of both entries; what the outcome says of a thing counts more. */
export function detailsOf({ attempt, outcome }: Deed): readonly (readonly [string, string])[] {
  return Object.entries({ ...attempt?.details, ...outcome?.details });
}
