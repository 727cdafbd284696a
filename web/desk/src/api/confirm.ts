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

const elsewhere = 'vidimus-confirmed';

/** The provider is another site, so the person proves it on a page beside this one; that page tells this one. */
export function tellConfirmed(): void {
  const channel = new BroadcastChannel(elsewhere);
  channel.postMessage(null);
  channel.close();
}

/** What waits goes on once the page beside it says so; whether that is true the server judges. */
export function followConfirmed(): () => void {
  const channel = new BroadcastChannel(elsewhere);
  channel.onmessage = () => settleConfirmation(true);
  return () => channel.close();
}

export const confirmation = {
  watch(watcher: () => void): () => void {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  },
  isAsked: (): boolean => waiting.length > 0,
};
