import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../app/session';
import { camerasShown } from '../cameras/useCameras';

/** How many cameras are handed out now; nothing where one may not know. */
export function useCamerasOut(): number | undefined {
  const may = useMay('camera.list');
  const { data } = useQuery({
    ...camerasShown({}, 1),
    select: ({ groups }) => groups.find(({ group }) => group === 'OUT')?.all,
    refetchInterval: 30_000,
    enabled: may,
  });
  return data;
}
