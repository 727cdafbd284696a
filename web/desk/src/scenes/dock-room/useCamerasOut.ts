import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../app/session';
import { cameras } from '../cameras/useCameras';

/** How many cameras are handed out now; nothing where one may not know. */
export function useCamerasOut(): number | undefined {
  const may = useMay('camera.list');
  const { data } = useQuery({
    ...cameras,
    select: ({ items }) => items.filter(({ place }) => place === 'HANDED_OUT').length,
    refetchInterval: 30_000,
    enabled: may,
  });
  return data;
}
