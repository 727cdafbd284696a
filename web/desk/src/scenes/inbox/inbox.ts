import { queryOptions } from '@tanstack/react-query';
import { answer, api, cookie } from '../../api/client';
import { askToConfirm } from '../../api/confirm';
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
export async function carryOut(approval: Approval): Promise<unknown> {
  const { id, method, path, body } = approval;
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
  if (response.ok) return told;
  const problem = Problem.from(response.status, told);
  if (problem.code === 'confirm-needed' && (await askToConfirm())) return carryOut(approval);
  throw problem;
}
