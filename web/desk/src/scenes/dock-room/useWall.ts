import { useCallback, useEffect, useState, type RefObject } from 'react';

/** The whole screen for the wall, and the screen kept awake, where the browser can do either. */
export function useWall(open: boolean, setOpen: (open: boolean) => void, wall: RefObject<HTMLElement | null>) {
  const toggle = useCallback(() => {
    if (open) {
      if (document.fullscreenElement !== null) void document.exitFullscreen();
      setOpen(false);
      return;
    }
    setOpen(true);
    // Where it is refused, the wall covers the window.
    if (document.fullscreenEnabled) wall.current?.requestFullscreen().catch(() => undefined);
  }, [open, setOpen, wall]);
  useEffect(() => {
    const left = () => {
      if (document.fullscreenElement === null) setOpen(false);
    };
    document.addEventListener('fullscreenchange', left);
    return () => document.removeEventListener('fullscreenchange', left);
  }, [setOpen]);
  useEffect(() => {
    if (!open) return undefined;
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpen(false);
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, [open, setOpen]);
  useAwake(open);
  return toggle;
}

/** The browser lets go of the lock whenever the page is hidden, so it is asked for again. */
export function useAwake(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !('wakeLock' in navigator)) return undefined;
    let lock: WakeLockSentinel | undefined;
    let ended = false;
    const hold = () => {
      if (document.visibilityState !== 'visible') return;
      navigator.wakeLock.request('screen').then(
        (held) => {
          if (ended) void held.release();
          else lock = held;
        },
        // A battery that runs low: the screen sleeps as it always does.
        () => undefined,
      );
    };
    hold();
    document.addEventListener('visibilitychange', hold);
    return () => {
      ended = true;
      document.removeEventListener('visibilitychange', hold);
      void lock?.release();
    };
  }, [wanted]);
}

export function useSize(element: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const observed = element.current;
    if (observed === null) return undefined;
    const watch = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    watch.observe(observed);
    return () => watch.disconnect();
  }, [element]);
  return size;
}

/** The time, as often as minutes on the wall change. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 5_000);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}
