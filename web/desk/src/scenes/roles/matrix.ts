import type { Right } from '../../api/types';
import { hasLevel } from '../../parts/useRightWords';

export const reaches = ['OWN', 'GRANTED', 'UNIT', 'UNIT_AND_BELOW', 'ALL'] as const;
export type Reach = (typeof reaches)[number];

export const levels = ['OPEN', 'RESTRICTED', 'CONFIDENTIAL'] as const;
export type Level = (typeof levels)[number];

export const groups = ['evidence', 'upload', 'camera', 'people', 'access', 'signin', 'ledger', 'other'] as const;
export type Group = (typeof groups)[number];

const groupOf: ReadonlyMap<string, Group> = new Map<string, Group>([
  ['evidence', 'evidence'],
  ['bundle', 'evidence'],
  ['category', 'evidence'],
  ['opening', 'evidence'],
  ['quarantine', 'upload'],
  ['upload', 'upload'],
  ['camera', 'camera'],
  ['dock', 'camera'],
  ['person', 'people'],
  ['unit', 'people'],
  ['duty', 'people'],
  ['directory', 'people'],
  ['scim', 'people'],
  ['role', 'access'],
  ['policy', 'access'],
  ['profile', 'access'],
  ['approval', 'access'],
  ['glass', 'access'],
  ['session', 'signin'],
  ['sign-in', 'signin'],
  ['token', 'signin'],
  ['service', 'signin'],
  ['openid', 'signin'],
  ['ledger', 'ledger'],
  ['vault', 'ledger'],
]);

/** Actions by what they are about, in the order of the groups. */
export function grouped(actions: readonly string[]): readonly { group: Group; actions: readonly string[] }[] {
  const of = (action: string) => groupOf.get(action.slice(0, action.indexOf('.'))) ?? 'other';
  return groups.map((group) => ({ group, actions: actions.filter((action) => of(action) === group) })).filter((each) => each.actions.length > 0);
}

export function levelOf(rights: readonly Right[], action: string, reach: Reach): Level | undefined {
  return rights.find((right) => right.action === action && right.reach === reach)?.upTo;
}

/** The rights with this cell as given; where the level does not matter, the highest stands for yes. */
export function withCell(rights: readonly Right[], action: string, reach: Reach, level: Level | undefined): readonly Right[] {
  const others = rights.filter((right) => right.action !== action || right.reach !== reach);
  return level === undefined ? others : [...others, { action, reach, upTo: hasLevel(action) ? level : 'CONFIDENTIAL' }];
}

export function sameRights(one: readonly Right[], other: readonly Right[]): boolean {
  const lines = (rights: readonly Right[]) => rights.map(({ action, reach, upTo }) => `${action} ${reach} ${upTo}`).sort().join('\n');
  return lines(one) === lines(other);
}

/** A code that the server takes, of a name in any letters; not one that is there. */
export function codeOf(name: string, taken: readonly string[]): string {
  const plain = name
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
    .slice(0, 34);
  const code = plain.length < 2 ? `ROLE_${plain}`.replace(/_$/, '') : plain;
  if (!taken.includes(code)) return code;
  let number = 2;
  while (taken.includes(`${code}_${String(number)}`)) number += 1;
  return `${code}_${String(number)}`;
}
