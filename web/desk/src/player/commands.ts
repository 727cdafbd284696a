/** What a person can ask of the player, from its buttons and from its keys alike. */
export type Command =
  | 'toggle'
  | 'back'
  | 'forward'
  | 'stepBack'
  | 'stepForward'
  | 'nudgeBack'
  | 'nudgeForward'
  | 'slower'
  | 'faster'
  | 'mute'
  | 'fullscreen'
  | 'start'
  | 'end';

export const speeds: readonly number[] = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

const keys = new Map<string, Command>([
  [' ', 'toggle'],
  ['k', 'toggle'],
  ['j', 'back'],
  ['l', 'forward'],
  ['ArrowLeft', 'nudgeBack'],
  ['ArrowRight', 'nudgeForward'],
  [',', 'stepBack'],
  ['.', 'stepForward'],
  ['<', 'slower'],
  ['>', 'faster'],
  ['m', 'mute'],
  ['f', 'fullscreen'],
  ['Home', 'start'],
  ['End', 'end'],
]);

/** The command of a key, unless the key means something to what has the focus, or to the browser. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return undefined;
  const [target] = event.composedPath();
  if (target instanceof HTMLElement) {
    if (target.isContentEditable || target.closest('input, textarea, select, [role="menu"], [role="tablist"], [role="listbox"]') !== null) return undefined;
    if (event.key === ' ' && target.closest('button, a, summary, [role="button"]') !== null) return undefined;
  }
  return keys.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
}

/** The next speed in the direction of `step`; the same one at either end. */
export function speedFrom(speed: number, step: -1 | 1): number {
  const wanted = step > 0 ? speeds.find((each) => each > speed) : speeds.findLast((each) => each < speed);
  return wanted ?? speed;
}
