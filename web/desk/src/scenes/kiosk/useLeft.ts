import { useIdle } from '@mantine/hooks';
import { useEffect, useEffectEvent } from 'react';

/** Whoever touched neither screen nor key for so long has gone. */
const goneMs = 30_000;

/** Ends what somebody began and left, before whoever comes next goes on with it in their name. */
export function useLeft(onLeft: () => void): void {
  const left = useIdle(goneMs, { events: ['pointerdown', 'keydown'], initialState: false });
  const end = useEffectEvent(onLeft);
  useEffect(() => {
    if (left) end();
  }, [left]);
}
