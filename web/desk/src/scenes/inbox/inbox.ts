import { queryOptions } from '@tanstack/react-query';
import { answer, api, cookie } from '../../api/client';
import { Problem } from '../../api/problem';
import type { Approval } from '../../api/types';

/** What waits for the person at the desk, and what became of their own. */
export const inbox = queryOptions({
  queryKey: ['inbox'],
  refetchInterval: 60_000,
  queryFn: ({ signal }) => answer(api.GET('/api/approvals', { signal })),
});

export const glass = queryOptions({
  queryKey: ['glass'],
  refetchInterval: 60_000,
  queryFn: ({ signal }) => answer(api.GET('/api/glass', { signal })),
});

/** Does what was approved: the same request, word for word, under the approval. */
export async function carryOut({ id, method, path, body }: Approval): Promise<unknown> {
  const response = await fetch(path, {
    method,
    headers: {
      'Content-Type': 'application/json',
      'Vidimus-Approval': id,
      'X-XSRF-TOKEN': cookie('XSRF-TOKEN') ?? '',
      'Accept-Language': document.documentElement.lang,
    },
    ...(body === '' ? {} : { body }),
  });
  const told: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) throw Problem.from(response.status, told);
  return told;
}
