import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';

/** One's own ways to sign in, and where one is signed in. */
export const account = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => answer(api.GET('/api/account', { signal })),
});

export const sittings = queryOptions({
  queryKey: ['sittings'],
  queryFn: ({ signal }) => answer(api.GET('/api/sessions', { signal })),
});
