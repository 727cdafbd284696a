import type { Middleware } from 'openapi-fetch';

/** Asks the person for a reason; `undefined` when they would rather not ask anybody. */
type Asking = () => Promise<string | undefined>;

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const copies = new Map<string, Request>();
let asking: Asking | undefined;

/** The desk's dialog says here how to ask. */
export function askBy(ask: Asking): () => void {
  asking = ask;
  return () => {
    if (asking === ask) asking = undefined;
  };
}

/**
 * Where the rules of the house want a second person, whoever is at the desk is asked for a reason, and the same request is sent once
 * more with it. It then waits in the inbox; to the form that sent it, it stays refused, because nothing has been done yet.
 */
export const secondPerson: Middleware = {
  onRequest({ request, id }) {
    if (unsafe.has(request.method)) copies.set(id, request.clone());
    return undefined;
  },
  async onResponse({ response, id }) {
    const copy = copies.get(id);
    copies.delete(id);
    if (copy === undefined || asking === undefined || response.status !== 409) return undefined;
    if ((await codeOf(response)) !== 'second-person-needed') return undefined;
    const reason = await asking();
    if (reason === undefined) return undefined;
    copy.headers.set('Vidimus-Ask', encodeURIComponent(reason));
    const asked = await fetch(copy);
    return asked.status === 202 ? new Response(asked.body, { status: 409, headers: asked.headers }) : asked;
  },
  onError({ id }) {
    copies.delete(id);
    return undefined;
  },
};

async function codeOf(response: Response): Promise<unknown> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return typeof body === 'object' && body !== null ? Reflect.get(body, 'code') : undefined;
}
