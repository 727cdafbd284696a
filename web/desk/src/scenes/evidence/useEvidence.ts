import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, api } from '../../api/client';
import { events } from '../../api/events';
import type { Classification, Detail } from '../../api/types';

/** While something is being prepared its progress is asked for; there is no event for each percent. */
const pollMs = 2_000;

export const detail = (id: string) =>
  queryOptions({
    queryKey: ['evidence', 'detail', id],
    queryFn: ({ signal }) => answer(api.GET('/api/evidence/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.originals.some(({ playback }) => playback.state === 'PREPARING') === true ? pollMs : false),
  });

/** One piece of evidence, kept up to date. */
export function useEvidence(id: string) {
  const queries = useQueryClient();
  useEffect(() => {
    const refresh = () => void queries.invalidateQueries({ queryKey: ['evidence', 'detail', id] });
    const stop = [
      events.on('evidence', (changed) => {
        if (changed.id === id) refresh();
      }),
      events.on('resumed', refresh),
    ];
    return () => stop.forEach((end) => end());
  }, [queries, id]);
  return useQuery(detail(id));
}

export function useClassify(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Classification) => answer(api.PATCH('/api/evidence/{id}', { params: { path: { id } }, body })),
    onSuccess: (changed: Detail) => {
      queries.setQueryData(detail(id).queryKey, changed);
      void queries.invalidateQueries({ queryKey: ['evidence', 'list'] });
      void queries.invalidateQueries({ queryKey: ['evidence', 'facets'] });
      void queries.invalidateQueries({ queryKey: ['custody', id] });
    },
  });
}

export const track = (id: string) =>
  queryOptions({
    queryKey: ['track', id],
    staleTime: Infinity,
    queryFn: ({ signal }) => answer(api.GET('/api/evidence/{id}/track', { params: { path: { id } }, signal })),
  });
