import type { Alert, Alerts } from '../../api/types';

export type KindOfAlerts = { kind: Alert['kind']; alerts: readonly Alert[]; open: number; unlisted: number };

/** The alerts of each kind in the order in which they come; how many are open, and how many of those the list leaves out. */
export function byKind({ items, open }: Alerts): KindOfAlerts[] {
  return [...new Set(items.map(({ kind }) => kind))].map((kind) => {
    const alerts = items.filter((alert) => alert.kind === kind);
    const all = open.find((each) => each.kind === kind)?.alerts ?? 0;
    return { kind, alerts, open: all, unlisted: Math.max(0, all - alerts.filter(({ endedAt }) => endedAt === undefined).length) };
  });
}

/** Why footage is not offloaded: each has its words. */
export function leftBehind(why: string): 'OUT' | 'MISSING' | 'TAKEN_AWAY' | 'LEFT' {
  return why === 'OUT' || why === 'MISSING' || why === 'TAKEN_AWAY' ? why : 'LEFT';
}
