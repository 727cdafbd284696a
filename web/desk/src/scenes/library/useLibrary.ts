import { infiniteQueryOptions, keepPreviousData, queryOptions, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api } from '../../api/client';
import { events } from '../../api/events';
import type { Filters } from '../../api/types';

const pageSize = 50;
/** With more pages open than this, new footage waits behind a button instead of moving what is being read. */
const livePages = 3;

export const cards = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ['evidence', 'list', filters],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/evidence', {
          params: { query: { ...filters, limit: pageSize, ...(pageParam === '' ? {} : { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });

export const facets = (filters: Filters) =>
  queryOptions({
    queryKey: ['evidence', 'facets', filters],
    queryFn: ({ signal }) => answer(api.GET('/api/evidence/facets', { params: { query: filters }, signal })),
    placeholderData: keepPreviousData,
  });

/** The cards of the filters, kept up to date while footage arrives. */
export function useLibrary(filters: Filters) {
  const queries = useQueryClient();
  const list = useInfiniteQuery(cards(filters));
  const counts = useQuery(facets(filters));
  const pages = list.data?.pages.length ?? 0;
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());

  useEffect(() => {
    const changed = new Set<string>();
    let timer: number | undefined;
    const refresh = () => {
      timer = undefined;
      if (pages <= livePages) void queries.invalidateQueries({ queryKey: ['evidence'] });
      else setWaiting((before) => new Set([...before, ...changed]));
      changed.clear();
    };
    // A dock offloads hundreds of files at once: one refresh stands for all changes of a second.
    const later = (id?: string) => {
      if (id !== undefined) changed.add(id);
      timer ??= window.setTimeout(refresh, 1_000);
    };
    const stop = [events.on('evidence', ({ id }) => later(id)), events.on('resumed', () => later())];
    return () => {
      stop.forEach((end) => end());
      window.clearTimeout(timer);
    };
  }, [queries, pages]);

  const showWaiting = () => {
    setWaiting(new Set());
    void queries.resetQueries({ queryKey: cards(filters).queryKey });
    void queries.invalidateQueries({ queryKey: ['evidence', 'facets'] });
    window.scrollTo({ top: 0 });
  };

  return { list, counts, waiting: waiting.size, showWaiting };
}
