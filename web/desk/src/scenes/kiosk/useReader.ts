import { useEffect, useEffectEvent } from 'react';

/** A reader types a whole number faster than anybody's fingers. */
const betweenKeysMs = 100;
const shortest = 4;

/**
 * Hears a badge reader that types like a keyboard, wherever the focus is: letters and digits in quick succession, then Enter. What
 * fingers type into a field is left alone.
 */
export function useReader(onBadge: (number: string) => void): void {
  const heard = useEffectEvent(onBadge);
  useEffect(() => {
    let typed = '';
    let last = 0;
    const listen = (event: KeyboardEvent) => {
      const quick = event.timeStamp - last <= betweenKeysMs;
      last = event.timeStamp;
      if (event.key === 'Enter') {
        const number = typed;
        typed = '';
        if (quick && number.length >= shortest) {
          // Else a form with the focus would be sent, too.
          event.preventDefault();
          event.stopPropagation();
          heard(number);
        }
        return;
      }
      if (event.key.length !== 1) return;
      typed = quick ? typed + event.key : event.key;
      if (typed.length > 32) typed = '';
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
}
