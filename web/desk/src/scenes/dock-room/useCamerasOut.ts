import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '../../api/client';
import { useMay } from '../../app/session';

/** How many cameras are handed out now; nothing where one may not know. */
export function useCamerasOut(): number | undefined {
  const may = useMay('camera.list');
  const { data } = useQuery({
    queryKey: ['cameras', 'out'],
    queryFn: async ({ signal }) => countOut(await fetchJson('/api/cameras', signal)),
    refetchInterval: 30_000,
    enabled: may,
  });
  return data;
}

function countOut(answer: unknown): number {
  const items: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'items') : undefined;
  return Array.isArray(items) ? items.filter((item: unknown) => typeof item === 'object' && item !== null && Reflect.get(item, 'place') === 'HANDED_OUT').length : 0;
}
