import { useEffect, useSyncExternalStore } from 'react';

export interface EvidenceChanged {
  readonly id: string;
  readonly change: string;
}

/** A file on its way in, as far as the server has it on stable storage. */
export interface UploadMoved {
  readonly id: string;
  readonly camera: string | undefined;
  readonly name: string;
  readonly offsetBytes: number;
  readonly lengthBytes: number;
  readonly state: string;
}

interface Happenings {
  evidence: EvidenceChanged;
  upload: UploadMoved;
  camera: { readonly serial: string };
  dock: { readonly id: string };
  /** The stream is open, for the first time or again: anything may have changed before. */
  resumed: null;
}

type Listener<K extends keyof Happenings> = (happening: Happenings[K]) => void;

/**
 * The server's event stream, shared by all scenes. Starts with its first listener and ends with its last; the browser
 * reconnects by itself, and `resumed` is told whenever it opens: what happened since a scene asked, nobody told.
 */
class EventStream {
  readonly #listeners: { [K in keyof Happenings]: Set<Listener<K>> } = {
    evidence: new Set<Listener<'evidence'>>(),
    upload: new Set<Listener<'upload'>>(),
    camera: new Set<Listener<'camera'>>(),
    dock: new Set<Listener<'dock'>>(),
    resumed: new Set<Listener<'resumed'>>(),
  };
  readonly #watchers = new Set<() => void>();
  #source: EventSource | undefined;
  #users = 0;
  #connected = true;
  #gap = true;
  #patience: number | undefined;

  open(): () => void {
    this.#users += 1;
    if (this.#users === 1) this.#start();
    return () => {
      this.#users -= 1;
      if (this.#users === 0) this.#stop();
    };
  }

  on<K extends keyof Happenings>(kind: K, listener: Listener<K>): () => void {
    const listeners: Set<Listener<K>> = this.#listeners[kind];
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  readonly connected = (): boolean => this.#connected;

  #start(): void {
    const source = new EventSource('/api/events');
    this.#source = source;
    source.onopen = () => {
      this.#setConnected(true);
      if (this.#gap) this.#listeners.resumed.forEach((tell) => tell(null));
      this.#gap = false;
    };
    source.onerror = () => {
      this.#gap = true;
      // A restart of the server takes a few seconds; only a longer silence is worth a line on the page.
      this.#patience ??= window.setTimeout(() => this.#setConnected(false), 4_000);
      if (source.readyState === EventSource.CLOSED) this.#reopenLater();
    };
    source.addEventListener('evidence', ({ data }: MessageEvent<unknown>) => {
      const fields = read(data);
      const id = textOf(fields, 'id');
      if (id !== undefined) this.#tell('evidence', { id, change: textOf(fields, 'change') ?? '' });
    });
    source.addEventListener('upload', ({ data }: MessageEvent<unknown>) => {
      const fields = read(data);
      const id = textOf(fields, 'id');
      if (id === undefined) return;
      this.#tell('upload', {
        id,
        camera: textOf(fields, 'camera'),
        name: textOf(fields, 'name') ?? '',
        offsetBytes: numberOf(fields, 'offsetBytes'),
        lengthBytes: numberOf(fields, 'lengthBytes'),
        state: textOf(fields, 'state') ?? '',
      });
    });
    source.addEventListener('camera', ({ data }: MessageEvent<unknown>) => {
      const serial = textOf(read(data), 'serial');
      if (serial !== undefined) this.#tell('camera', { serial });
    });
    source.addEventListener('dock', ({ data }: MessageEvent<unknown>) => {
      const id = textOf(read(data), 'id');
      if (id !== undefined) this.#tell('dock', { id });
    });
  }

  #tell<K extends keyof Happenings>(kind: K, happening: Happenings[K]): void {
    const listeners: Set<Listener<K>> = this.#listeners[kind];
    listeners.forEach((listener) => listener(happening));
  }

  /** The browser gives up on an answer that is not a stream, such as a 503 of a starting server: we do not. */
  #reopenLater(): void {
    window.setTimeout(() => {
      if (this.#users === 0 || this.#source?.readyState !== EventSource.CLOSED) return;
      this.#start();
    }, 5_000);
  }

  #stop(): void {
    this.#source?.close();
    this.#source = undefined;
    this.#gap = true;
    this.#setConnected(true);
  }

  #setConnected(connected: boolean): void {
    window.clearTimeout(this.#patience);
    this.#patience = undefined;
    if (this.#connected === connected) return;
    this.#connected = connected;
    this.#watchers.forEach((watcher) => watcher());
  }
}

export const events = new EventStream();

/** Keeps the stream open while the component is shown, for whoever may follow it. */
export function useEvents(may: boolean): { connected: boolean } {
  useEffect(() => (may ? events.open() : undefined), [may]);
  return { connected: useSyncExternalStore(events.watch, events.connected) };
}

function read(data: unknown): object | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function textOf(fields: object | undefined, key: string): string | undefined {
  const value: unknown = fields === undefined ? undefined : Reflect.get(fields, key);
  return typeof value === 'string' ? value : undefined;
}

function numberOf(fields: object | undefined, key: string): number {
  const value: unknown = fields === undefined ? undefined : Reflect.get(fields, key);
  return typeof value === 'number' ? value : 0;
}
