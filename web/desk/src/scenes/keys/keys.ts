import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import type { DockCertificate, Token } from '../../api/types';

export const tokens = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => answer(api.GET('/api/tokens', { signal })),
});

export const services = queryOptions({
  queryKey: ['services'],
  queryFn: ({ signal }) => answer(api.GET('/api/services', { signal })),
});

export const certificates = queryOptions({
  queryKey: ['dock-certificates'],
  queryFn: ({ signal }) => answer(api.GET('/api/docks/certificates', { signal })),
});

export const shelves = ['tokens', 'services', 'docks'] as const;
export type Shelf = (typeof shelves)[number];

/** What the scene shows, as it stands in the address. */
export function readShelf(search: Record<string, unknown>): { shelf?: Shelf } {
  const shelf = shelves.find((each) => each === search['shelf']);
  return shelf === undefined || shelf === 'tokens' ? {} : { shelf };
}

export type Life = 'living' | 'over' | 'revoked';

/** Whether it opens anything at this moment. */
export function lifeOf({ revokedAt, expiresAt }: Pick<Token | DockCertificate, 'revokedAt' | 'expiresAt'>, now: number): Life {
  if (revokedAt !== undefined) return 'revoked';
  return Date.parse(expiresAt) > now ? 'living' : 'over';
}

export type ForWhat = 'person' | 'service' | 'dock';

export function forWhat({ dock, owner }: Token, serviceIds: ReadonlySet<string>): ForWhat {
  if (dock) return 'dock';
  return owner !== undefined && serviceIds.has(owner) ? 'service' : 'person';
}

/** What is done by a person at a screen and never by a program, so that no token is limited to it. */
const atTheScreen = ['sign-in.', 'session.', 'openid.offer', 'house.', 'glass.', 'person.set-up'];

/** What a token may be limited to, of what its owner may. */
export function fitForToken(may: readonly string[], isNamed: (action: string) => boolean): readonly string[] {
  return [...new Set(may)].filter((action) => isNamed(action) && !atTheScreen.some((each) => action.startsWith(each))).sort();
}
