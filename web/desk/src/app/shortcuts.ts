import { useSyncExternalStore } from 'react';

const remembered = 'vidimus-shortcuts';
const watchers = new Set<() => void>();

/** Single keys that act anywhere on the page can be turned off: speech input and shaky hands press them by accident. */
export function shortcutsOn(): boolean {
  return localStorage.getItem(remembered) !== 'off';
}

export function setShortcuts(on: boolean): void {
  localStorage.setItem(remembered, on ? 'on' : 'off');
  watchers.forEach((watcher) => watcher());
}

export function useShortcuts(): boolean {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, shortcutsOn);
}
