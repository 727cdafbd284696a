import type { Card, Filters } from '../../api/types';

/** What the library shows, as it stands in the address. */
export type Shown = { [name in FilterName]?: string } & { view?: 'grid' };

const named = ['q', 'wearer', 'camera', 'category', 'kind', 'from', 'to', 'state', 'near'] as const;

export type FilterName = (typeof named)[number];

const several = ['wearer', 'camera', 'category', 'kind', 'state'] as const;

export const filterNames: readonly FilterName[] = named;

export function readFilters(search: Record<string, unknown>): Shown {
  const shown: Shown = {};
  for (const name of named) {
    const value = search[name];
    if (typeof value === 'string' && value !== '') shown[name] = value;
  }
  if (search['view'] === 'grid') shown.view = 'grid';
  return shown;
}

/** What the server is asked. It takes several values of some filters; the library offers one of each. */
export function filtersOf({ q, from, to, near, ...shown }: Shown): Filters {
  const filters: Filters = {};
  if (q !== undefined) filters.q = q;
  if (from !== undefined) filters.from = from;
  if (to !== undefined) filters.to = to;
  if (near !== undefined) filters.near = near;
  for (const name of several) {
    const value = shown[name];
    if (value !== undefined) filters[name] = [value];
  }
  return filters;
}

/** The day a list is grouped by: when it was recorded, else nothing. */
export function dayOf(card: Card): string | undefined {
  if (card.recordedStart === undefined) return undefined;
  return new Date(card.recordedStart).toDateString();
}

/** `near` of the API: latitude, longitude and metres around it. */
export function readNear(near: string | undefined): { lat: number; lon: number; metres: number } | undefined {
  const parts = (near ?? '').split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [lat, lon, metres] = parts;
  if (parts.length !== 3 || lat === undefined || lon === undefined || metres === undefined) return undefined;
  const sound = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && metres > 0;
  return sound ? { lat, lon, metres } : undefined;
}

/** A local day of a date field as an instant: its first moment, or the first of the day after. */
export function instantOf(day: string, edge: 'start' | 'end'): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const start = new Date(`${day}T00:00:00`);
  if (Number.isNaN(start.getTime())) return undefined;
  if (edge === 'end') start.setDate(start.getDate() + 1);
  return start.toISOString();
}

/** The reverse of {@link instantOf}. */
export function dayOfInstant(instant: string | undefined, edge: 'start' | 'end'): string {
  if (instant === undefined) return '';
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  if (edge === 'end') at.setDate(at.getDate() - 1);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
