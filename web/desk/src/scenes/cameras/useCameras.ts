import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, api } from '../../api/client';
import { events } from '../../api/events';
import { pageSize, type Shown } from './fleet';

/** Whatever is known of cameras: what changes one makes all of it old. */
export const anyCameras = ['cameras'] as const;

/** One page of what is shown; what was there before stays until it has come. */
export const camerasShown = ({ q, unit, show = 'ALL', sort = 'URGENT', page = '1' }: Shown, limit = pageSize) => {
  const query = {
    show,
    sort,
    page: Number(page),
    limit,
    ...(q === undefined ? {} : { q }),
    ...(unit === undefined ? {} : { unit }),
  };
  return queryOptions({
    queryKey: ['cameras', 'list', query],
    queryFn: ({ signal }) => answer(api.GET('/api/cameras', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};

export const cameraOf = (id: string) =>
  queryOptions({
    queryKey: ['cameras', id],
    queryFn: ({ signal }) => answer(api.GET('/api/cameras/{id}', { params: { path: { id } }, signal })),
  });

/** Asks again when the server says that a camera has changed, at most this often: when a shift ends, hundreds change every second. */
export function useFreshCameras(everyMs = 1_000): void {
  const queries = useQueryClient();
  useEffect(() => {
    let timer: number | undefined;
    const later = () => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: anyCameras });
      }, everyMs);
    };
    const stop = [events.on('camera', later), events.on('resumed', later)];
    return () => {
      stop.forEach((end) => end());
      window.clearTimeout(timer);
    };
  }, [queries, everyMs]);
}
