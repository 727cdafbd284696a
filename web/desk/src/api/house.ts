import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';

/** Who and what the house has; asked for by several scenes. */
export const people = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => answer(api.GET('/api/people', { signal })),
});

export const units = queryOptions({
  queryKey: ['units'],
  queryFn: ({ signal }) => answer(api.GET('/api/units', { signal })),
});

export const roles = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => answer(api.GET('/api/roles', { signal })),
});
