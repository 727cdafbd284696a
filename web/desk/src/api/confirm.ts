/**
 * The server asks for proof of who one is before it does what is important. Whatever was asked for waits here until the person has
 * given it, or will not.
 */
type Answer = (confirmed: boolean) => void;

const waiting: Answer[] = [];
const watchers = new Set<() => void>();

function tell(): void {
  for (const watcher of watchers) watcher();
}

export function askToConfirm(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    tell();
  });
}

export function settleConfirmation(confirmed: boolean): void {
  for (const answer of waiting.splice(0)) answer(confirmed);
  tell();
}

export const confirmation = {
  watch(watcher: () => void): () => void {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  },
  isAsked: (): boolean => waiting.length > 0,
};
