import type { Card } from '../../api/types';
import { dayOf } from './filters';

/** One line of the results: the heading of a day (`null` for undated), or up to `columns` cards. */
export interface Line {
  readonly key: string;
  readonly day?: string | null;
  readonly cards: readonly Card[];
}

export type Step = 'down' | 'up' | 'next' | 'previous' | 'first' | 'last';

export function layOut(cards: readonly Card[], columns: number): readonly Line[] {
  const lines: Line[] = [];
  let day: string | undefined | null = null;
  let open: Card[] = [];
  const close = () => {
    const [first] = open;
    if (first !== undefined) lines.push({ key: first.id, cards: open });
    open = [];
  };
  for (const card of cards) {
    const own = dayOf(card);
    if (own !== day) {
      close();
      day = own;
      lines.push({ key: `day ${own ?? ''}`, day: card.recordedStart ?? null, cards: [] });
    }
    open.push(card);
    if (open.length === columns) close();
  }
  close();
  return lines;
}

/** The index that a step leads to; stays where it is at either end. */
export function stepFrom(index: number, step: Step, columns: number, count: number): number {
  const by = { down: columns, up: -columns, next: 1, previous: -1, first: -count, last: count }[step];
  if (step === 'first' || step === 'last') return Math.min(count - 1, Math.max(0, index + by));
  const wanted = index + by;
  return wanted < 0 || wanted >= count ? index : wanted;
}
