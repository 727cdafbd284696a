import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, api } from '../../api/client';
import { events } from '../../api/events';

/** Whatever is known of cameras: what changes one makes all of it old. */
export const anyCameras = ['cameras'] as const;

export const cameras = queryOptions({
  queryKey: ['cameras'],
  queryFn: ({ signal }) => answer(api.GET('/api/cameras', { signal })),
});

export const cameraOf = (id: string) =>
  queryOptions({
    queryKey: ['cameras', id],
    queryFn: ({ signal }) => answer(api.GET('/api/cameras/{id}', { params: { path: { id } }, signal })),
  });

/** Asks again when the server says that a camera has changed, at most once a second. */
export function useFreshCameras(): void {
  const queries = useQueryClient();
  useEffect(() => {
    let timer: number | undefined;
    const later = () => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: anyCameras });
      }, 1_000);
    };
    const stop = [events.on('camera', later), events.on('resumed', later)];
    return () => {
      stop.forEach((end) => end());
      window.clearTimeout(timer);
    };
  }, [queries]);
}
