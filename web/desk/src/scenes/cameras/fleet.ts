import type { Camera } from '../../api/types';
import { countMissing } from './missing';

/** What a fleet manager asks of a camera first. */
export type FleetState = 'READY' | 'DOCKED' | 'OUT' | 'ELSEWHERE' | 'MISSING' | 'IN_REPAIR' | 'RETIRED';

export const groups = ['ALL', 'READY', 'DOCKED', 'OUT', 'ELSEWHERE', 'PROBLEM', 'MISSING', 'IN_REPAIR', 'RETIRED'] as const;
export type Group = (typeof groups)[number];

export const orders = ['urgent', 'number', 'battery', 'seen'] as const;
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
  if (typeof unit === 'string' && unit !== '') shown.unit = unit;
  const order = orders.find((each) => each === sort);
  if (order !== undefined && order !== 'urgent') shown.sort = order;
  if (typeof page === 'string' && /^[1-9][0-9]{0,3}$/.test(page)) shown.page = page;
  return shown;
}

/** What is shown after a change of it, which begins at the first page; what is empty is left out. */
export function changed(shown: Shown, change: Record<string, string | undefined>): Shown {
  return readShown({ ...shown, page: undefined, ...change });
}

export function stateOf(camera: Camera): FleetState {
  if (camera.standing !== 'IN_SERVICE') return camera.standing;
  if (camera.place === 'IN_DOCK') return camera.ready.ready && camera.handOut === undefined ? 'READY' : 'DOCKED';
  return camera.handOut === undefined ? 'ELSEWHERE' : 'OUT';
}

/** The number by which people call it. */
export function numberOf(camera: Camera): string {
  return camera.asset ?? camera.serial;
}

/** What somebody should look into: time alone mends neither. */
export function isTroubled(camera: Camera): boolean {
  const report = camera.lastReport;
  return (
    camera.standing !== 'RETIRED' &&
    ((report?.missing.length ?? 0) > 0 ||
      (report?.problems.length ?? 0) > 0 ||
      camera.slot?.problem !== undefined ||
      camera.ready.missing.includes('SETTINGS_DIFFER') ||
      camera.ready.missing.includes('CLOCK_OFF'))
  );
}

export function isIn(camera: Camera, group: Group): boolean {
  if (group === 'ALL') return camera.standing !== 'RETIRED';
  if (group === 'PROBLEM') return isTroubled(camera);
  return stateOf(camera) === group;
}

/** Every word is found somewhere in what the table shows of a camera. */
export function fits(camera: Camera, { q, unit }: Shown): boolean {
  if (unit !== undefined && camera.unit?.id !== unit) return false;
  if (q === undefined) return true;
  const text = [camera.serial, camera.asset, camera.maker, camera.model, camera.unit?.name, camera.wearer?.name, camera.handOut?.person.name, camera.slot?.dock]
    .join(' ')
    .toLocaleLowerCase();
  return q
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function urgency(camera: Camera): number {
  const gaps = countMissing(camera.lastReport?.missing ?? []);
  return (gaps > 0 ? 1_000 + gaps : 0) + (isTroubled(camera) ? 100 : 0) + (camera.standing === 'MISSING' ? 50 : 0);
}

const byNumber = (a: Camera, b: Camera) => numberOf(a).localeCompare(numberOf(b), undefined, { numeric: true });

export function sorted(cameras: readonly Camera[], order: Order): Camera[] {
  const by: Record<Order, (a: Camera, b: Camera) => number> = {
    urgent: (a, b) => urgency(b) - urgency(a),
    number: () => 0,
    battery: (a, b) => (a.batteryPercent ?? 101) - (b.batteryPercent ?? 101),
    seen: (a, b) => (a.lastReport?.at ?? '').localeCompare(b.lastReport?.at ?? ''),
  };
  return [...cameras].sort((a, b) => by[order](a, b) || byNumber(a, b));
}

/** Which of the items a page shows; a page beyond the last shows the last. */
export function pageOf(count: number, page: string | undefined): { from: number; to: number; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const shown = Math.min(Number(page ?? '1'), pages);
  return { from: (shown - 1) * pageSize, to: Math.min(count, shown * pageSize), page: shown, pages };
}
