import { useEffect, useState } from 'react';
import { events, type UploadMoved } from '../../api/events';

/** An upload that was not heard of for this long is no longer shown as on its way. */
const silenceMs = 60_000;
/** How long a finished one stays, so that its full bar is seen. */
const farewellMs = 2_500;

/** Files on their way in, in the order they appeared. */
export function useArrivals(): readonly UploadMoved[] {
  const [moving, setMoving] = useState<readonly (UploadMoved & { until: number })[]>([]);
  useEffect(() => {
    const stop = events.on('upload', (upload) => {
      const until = Date.now() + (upload.state === 'RECEIVING' ? silenceMs : farewellMs);
      setMoving((before) => {
        const known = before.some(({ id }) => id === upload.id);
        if (!known && upload.state !== 'RECEIVING') return before;
        const next = { ...upload, until };
        return known ? before.map((each) => (each.id === upload.id ? next : each)) : [...before, next];
      });
    });
    const sweep = window.setInterval(() => {
      setMoving((before) => {
        const left = before.filter(({ until }) => until > Date.now());
        return left.length === before.length ? before : left;
      });
    }, 1_000);
    return () => {
      stop();
      window.clearInterval(sweep);
    };
  }, []);
  return moving;
}
