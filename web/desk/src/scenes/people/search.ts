import type { Person } from '../../api/types';

export const presences = ['ACTIVE', 'INACTIVE', 'ALL'] as const;
export type Presence = (typeof presences)[number];

export const pageSize = 50;

/** What the list of people shows, as it stands in the address. */
export interface Shown {
  q?: string;
  presence?: Presence;
  page?: string;
}

export function readShown(search: Record<string, unknown>): Shown {
  const shown: Shown = {};
  const { q, presence, page } = search;
  if (typeof q === 'string' && q !== '') shown.q = q;
  const known = presences.find((each) => each === presence);
  if (known !== undefined && known !== 'ACTIVE') shown.presence = known;
  if (typeof page === 'string' && /^[1-9][0-9]{0,3}$/.test(page)) shown.page = page;
  return shown;
}

/** Every word is found somewhere in what the list shows of a person. */
export function fits(person: Person, q: string | undefined): boolean {
  const text = [person.name, person.login, person.staffNumber, person.rank, person.unit?.name].join(' ').toLocaleLowerCase();
  return (q ?? '')
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Which of the items a page shows; a page beyond the last shows the last. */
export function pageOf(count: number, page: string | undefined): { from: number; to: number; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const shown = Math.min(Number(page ?? '1'), pages);
  return { from: (shown - 1) * pageSize, to: Math.min(count, shown * pageSize), page: shown, pages };
}
