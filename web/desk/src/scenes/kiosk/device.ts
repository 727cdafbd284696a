import { Problem } from '../../api/problem';
import type { Dock, KioskView, Visit } from '../../api/types';

/**
 * What this device asks of the house: by its own key, never by somebody's session, and so with a client of its own. The key is kept
 * by the browser and opens nothing but the kiosk.
 */
const place = 'vidimus-kiosk';

export interface Paired {
  readonly name: string;
  readonly token: string;
}

export function kept(): Paired | undefined {
  try {
    const known: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
    if (typeof known === 'object' && known !== null && 'name' in known && 'token' in known && typeof known.name === 'string' && typeof known.token === 'string') {
      return { name: known.name, token: known.token };
    }
  } catch {
    // Nothing that was kept by us.
  }
  return undefined;
}

export function keep(paired: Paired | undefined): void {
  if (paired === undefined) localStorage.removeItem(place);
  else localStorage.setItem(place, JSON.stringify(paired));
}

/** Too many failures: the next try comes too early before so many seconds. */
export class TooEarly extends Error {
  constructor(readonly seconds: number) {
    super('too early');
  }
}

/** Whoever waits at the kiosk has gone by then. */
const longestMs = 10_000;

async function ask<T>(path: string, token: string | undefined, body?: object): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      // No cookie of somebody who is signed in on this device.
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(longestMs),
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw Problem.unreachable();
  }
  if (response.status === 429) throw new TooEarly(Number(response.headers.get('Retry-After') ?? '5'));
  const said: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw Problem.from(response.status, said);
  // It broke off.
  if (said === undefined) throw Problem.unreachable();
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the server's own description says so, as in the generated client
  return said as T;
}

export const pair = (code: string): Promise<Paired> => ask('/api/kiosk/pairing', undefined, { code });
export const look = (token: string): Promise<KioskView> => ask('/api/kiosk', token);

export type Shown = { badge: string } | { staffNumber: string; pin: string };

export const visit = (token: string, shown: Shown): Promise<Visit> => ask('/api/kiosk/visits', token, shown);

/** Of the camera that somebody was sent to just now: it is not there. */
export const another = (token: string, camera: string): Promise<Visit> => ask('/api/kiosk/visits/another', token, { camera });

/** The docks of the place where the kiosk stands. */
export async function docksHere(token: string): Promise<readonly Dock[]> {
  const [{ site }, { items }] = await Promise.all([look(token), ask<{ items: Dock[] }>('/api/docks', token)]);
  return items.filter((dock) => !dock.retired && (site === undefined || dock.site?.id === site));
}

export interface Fault {
  readonly camera: string;
  readonly code: string;
}

export const report = (token: string, fault: Fault): Promise<unknown> => ask('/api/faults', token, fault);
