import createClient, { type Middleware } from 'openapi-fetch';
import { askToConfirm } from './confirm';
import { isAttended } from './presence';
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
    if (!isAttended()) request.headers.set('Vidimus-Unattended', 'yes');
    return request;
  },
  onError() {
    return Problem.unreachable();
  },
};

/** What was asked for, until it is answered: a body can be sent only once. */
const sent = new Map<string, Request>();

/** Where the server wants to know first that it is still the same person, the person is asked, and then the server once more. */
const confirmed: Middleware = {
  onRequest({ request, id }) {
    if (unsafe.has(request.method)) sent.set(id, request.clone());
  },
  async onResponse({ response, id }) {
    const again = sent.get(id);
    sent.delete(id);
    if (again === undefined || response.status !== 403) return undefined;
    const problem = Problem.from(response.status, await response.clone().json().catch(() => undefined));
    return problem.code === 'confirm-needed' && (await askToConfirm()) ? fetch(again) : undefined;
  },
  onError({ id }) {
    sent.delete(id);
  },
};

export const api = createClient<paths>({ baseUrl: '/' });
api.use(ourOwn, secondPerson, confirmed);

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
