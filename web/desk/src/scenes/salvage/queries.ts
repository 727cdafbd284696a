import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client';

export const salvageCases = (open: boolean) =>
  queryOptions({
    queryKey: ['salvage', open],
    queryFn: ({ signal }) => answer(api.GET('/api/salvage', { params: { query: { open } }, signal })),
  });

/** While an attempt runs, its progress is asked for again and again. */
export const salvageCase = (id: string) =>
  queryOptions({
    queryKey: ['salvage', 'case', id],
    queryFn: ({ signal }) => answer(api.GET('/api/salvage/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.about.attempt === 'RUNNING' || state.data?.about.attempt === 'WAITING' ? 1_500 : false),
  });
