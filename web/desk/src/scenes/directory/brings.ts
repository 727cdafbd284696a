import type { ClaimChange, ClaimRule, GroupMeaning, GroupMeaningWish } from '../../api/types';

/** One line of a table that says what a group or a claim's value brings: a role, where needed in a unit, or belonging to a unit. */
export interface Bringing {
  /** Tells lines apart while they are edited. */
  readonly key: number;
  readonly value: string;
  readonly kind: 'role' | 'unit';
  readonly role: string;
  readonly unit: string;
}

export function emptyLine(key: number, role: string): Bringing {
  return { key, value: '', kind: 'role', role, unit: '' };
}

export function ofMeanings(items: readonly GroupMeaning[]): readonly Bringing[] {
  return items.map(({ group, unit, role, roleUnit }, key) => ({
    key,
    value: group,
    kind: role === undefined ? 'unit' : 'role',
    role: role ?? '',
    unit: (role === undefined ? unit?.id : roleUnit?.id) ?? '',
  }));
}

export function toMeanings(lines: readonly Bringing[]): GroupMeaningWish[] {
  return lines.map(({ value, kind, role, unit }) =>
    kind === 'unit' ? { group: value, unit } : { group: value, role, ...(unit === '' ? {} : { roleUnit: unit }) },
  );
}

export function ofRules(rules: readonly ClaimRule[]): readonly Bringing[] {
  return rules.map(({ value, role, unit }, key) => ({ key, value: value ?? '', kind: 'role', role: role ?? '', unit: unit ?? '' }));
}

export function toRules(lines: readonly Bringing[]): ClaimRule[] {
  return lines.map(({ value, role, unit }) => ({ value, role, ...(unit === '' ? {} : { unit }) }));
}

/** Whether every line says enough to be asked about. */
export function areWhole(lines: readonly Bringing[]): boolean {
  return lines.every(({ value, kind, role, unit }) => value.trim() !== '' && (kind === 'role' ? role !== '' : unit !== ''));
}

export function areSame(one: readonly Bringing[], other: readonly Bringing[]): boolean {
  const text = (lines: readonly Bringing[]) => JSON.stringify(lines.map(({ value, kind, role, unit }) => [value, kind, role, unit]));
  return text(one) === text(other);
}

/** The line one place further up. Of several units the first counts. */
export function raised(lines: readonly Bringing[], index: number): readonly Bringing[] {
  const line = lines[index];
  const above = lines[index - 1];
  if (line === undefined || above === undefined) return lines;
  return [...lines.slice(0, index - 1), line, above, ...lines.slice(index + 1)];
}

interface RoleAt {
  readonly role: string;
  readonly unit?: { readonly name: string } | undefined;
}

/** What would change for somebody. */
export interface Effect {
  readonly id: string;
  readonly name: string;
  readonly gains: readonly RoleAt[];
  readonly loses: readonly RoleAt[];
  readonly moves?: { readonly name: string } | undefined;
}

/** Single changes, gathered by whom they concern. */
export function effectsOf(gains: readonly ClaimChange[], loses: readonly ClaimChange[]): readonly Effect[] {
  const names = new Map([...gains, ...loses].map(({ person, name }) => [person, name]));
  return [...names]
    .map(([id, name]) => ({
      id,
      name,
      gains: gains.filter(({ person }) => person === id),
      loses: loses.filter(({ person }) => person === id),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** What was pasted, or nothing when it is no set of claims. */
export function readClaims(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? Object.fromEntries(Object.entries(read)) : undefined;
  } catch {
    return undefined;
  }
}
