import createClient, { type Middleware } from 'openapi-fetch';
import { Problem } from './problem';
import type { paths } from './schema';
import { secondPerson } from './secondPerson';

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Cookie sessions prove that a change comes from our own page by repeating the token of a cookie in a header. Names of the
 * house, such as those of categories, come in the language of the desk.
 */
const ourOwn: Middleware = {
  onRequest({ request }) {
    const token = cookie('XSRF-TOKEN');
    if (unsafe.has(request.method) && token !== undefined) request.headers.set('X-XSRF-TOKEN', token);
    request.headers.set('Accept-Language', document.documentElement.lang);
    return request;
  },
  onError() {
    return Problem.unreachable();
  },
};

export const api = createClient<paths>({ baseUrl: '/' });
api.use(ourOwn, secondPerson);

export function cookie(name: string): string | undefined {
  for (const pair of document.cookie.split('; ')) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at) === name) return decodeURIComponent(pair.slice(at + 1));
  }
  return undefined;
}

/**
 * Unwraps an answer of the client.
 *
 * @throws Problem when the server refused
 */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw Problem.from(response.status, error);
  if (data === undefined) throw Problem.from(response.status, undefined);
  return data;
}

/** Like {@link answer} for calls that answer with nothing. */
export async function done(call: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) throw Problem.from(response.status, error);
}

/** Fetches a rendition or another document outside of the described API. */
export async function fetchJson(url: string, signal?: AbortSignal): Promise<unknown> {
  const response = await fetch(url, signal === undefined ? {} : { signal });
  if (!response.ok) throw Problem.from(response.status, await response.json().catch(() => undefined));
  return response.json();
}

export async function fetchText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw Problem.from(response.status, await response.json().catch(() => undefined));
  return response.text();
}
