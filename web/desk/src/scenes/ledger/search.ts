import type { LedgerQuery } from '../../api/types';

/** What is looked for, as it stands in the address. */
export type Shown = { [name in Name]?: string };

const names = ['person', 'evidence', 'subject', 'action', 'result', 'door', 'address', 'purpose', 'from', 'to'] as const;

export type Name = (typeof names)[number];

export type SetSearch = (change: { [name in Name]?: string | undefined }) => void;

export function readSearch(search: Record<string, unknown>): Shown {
  const shown: Shown = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value !== '') shown[name] = value;
  }
  return shown;
}

export function queryOf({ person, evidence, action, result, door, ...rest }: Shown): LedgerQuery {
  return { ...rest, ...several({ person, evidence, action, result, door }) };
}

function several(values: { [name: string]: string | undefined }): { [name: string]: string[] } {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value.split(' ')]])));
}

/** Where a browser gets the export of a search from. */
export function exportAddress(shown: Shown): string {
  const parameters = new URLSearchParams();
  for (const name of names) {
    const value = shown[name];
    if (value === undefined) continue;
    const values = name === 'action' || name === 'person' || name === 'evidence' ? value.split(' ') : [value];
    for (const one of values) parameters.append(name, one);
  }
  // Both halves of what was done: the proof is of each.
  parameters.append('halves', 'true');
  return `/api/ledger/export?${parameters.toString()}`;
}

/** Those that somebody who watches over the house asks for; any other can be given in the address. */
export const actions = [
  'evidence.show',
  'evidence.open',
  'evidence.view',
  'evidence.download',
  'evidence.history',
  'evidence.entrust',
  'evidence.classify',
  'bundle.export',
  'bundle.download',
  'upload.seal',
  'upload.secure',
  'camera.erase',
  'session.start',
  'session.end',
  'person.create',
  'person.change',
  'duty.change',
  'role.change',
  'token.create',
  'token.revoke',
  'policy.explain',
  'glass.break',
  'glass.review',
  'approval.decide',
  'profile.adopt',
  'opening.delay',
  'opening.review',
  'ledger.read',
  'ledger.export',
  'ledger.expire',
] as const;
