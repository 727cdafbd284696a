import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';

/** Who and what the house has; asked for by several scenes. */
export const peopleIn = (presence: 'ACTIVE' | 'INACTIVE' | 'ALL') =>
  queryOptions({
    queryKey: ['people', presence],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/people', { params: { query: { presence: presence === 'ALL' ? ['ACTIVE', 'INACTIVE'] : [presence] } }, signal })),
  });

export const people = peopleIn('ACTIVE');

/** Whatever list of people there is. */
export const anyPeople = ['people'] as const;

export const units = queryOptions({
  queryKey: ['units'],
  queryFn: ({ signal }) => answer(api.GET('/api/units', { signal })),
});

export const roles = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => answer(api.GET('/api/roles', { signal })),
});
