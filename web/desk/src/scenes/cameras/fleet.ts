import type { Camera } from '../../api/types';

export const groups = ['ALL', 'READY', 'DOCKED', 'OUT', 'ELSEWHERE', 'PROBLEM', 'MISSING', 'IN_REPAIR', 'RETIRED'] as const;
export type Group = (typeof groups)[number];

export const orders = ['URGENT', 'NUMBER', 'BATTERY', 'SEEN'] as const;
export type Order = (typeof orders)[number];

/** What the table shows, as it stands in the address. */
export interface Shown {
  q?: string;
  show?: Group;
  unit?: string;
  sort?: Order;
  page?: string;
}

export const pageSize = 50;

export function readShown(search: Record<string, unknown>): Shown {
  const shown: Shown = {};
  const { q, show, unit, sort, page } = search;
  if (typeof q === 'string' && q !== '') shown.q = q;
  const group = groups.find((each) => each === show);
  if (group !== undefined && group !== 'ALL') shown.show = group;
  if (typeof unit === 'string' && /^[0-9a-f-]{36}$/.test(unit)) shown.unit = unit;
  const order = orders.find((each) => each === sort);
  if (order !== undefined && order !== 'URGENT') shown.sort = order;
  if (typeof page === 'string' && /^[1-9][0-9]{0,3}$/.test(page)) shown.page = page;
  return shown;
}

/** What is shown after a change of it, which begins at the first page; what is empty is left out. */
export function changed(shown: Shown, change: Record<string, string | undefined>): Shown {
  return readShown({ ...shown, page: undefined, ...change });
}

/** The number by which people call it. */
export function numberOf(camera: Camera): string {
  return camera.asset ?? camera.serial;
}
