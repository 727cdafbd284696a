import { clock } from '../i18n/clock';
import { fetchAids, type Aids, type FetchJson } from './aids';
import { commandOf, speedFrom, type Command } from './commands';
import { Controls } from './controls';
import type { PlayerLabels } from './labels';
import { Message } from './message';
import { Reel, type Part } from './reel';
import { Screen } from './screen';
import styles from './player.css?inline';
import { Times } from './times';
import { Timeline } from './timeline';

/** Where the player is: told by its `vidimus-moved` event. */
export interface Moved {
  readonly seconds: number;
  readonly time: Date | undefined;
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/** Without a list of frames a step is a guess; this is the length of one at 25 a second. */
const guessedFrame = 0.04;
const prepareAhead = 20;

/**
 * `<vidimus-player>`: plays the parts of a recording as one, steps frame by frame, and shows what lies where. It knows no
 * framework and no language: the page sets `labels`, `fetchJson` and `parts`, and may put help into the slot `help` for what
 * cannot be played.
 */
export class VidimusPlayer extends HTMLElement {
  readonly #screen: Screen;
  readonly #timeline: Timeline;
  readonly #controls: Controls;
  readonly #message = new Message();
  readonly #times = new Times();
  readonly #learned = new Map<number, number>();
  readonly #aids = new Map<number, Aids>();
  #labels: PlayerLabels | undefined;
  #fetch: FetchJson | undefined;
  #reel = new Reel([]);
  #index = 0;
  /** The frame that was last asked for: stepping goes on from here, and not from what a slow decoder still shows. */
  #asked: number | undefined;
  #failure: 'picture' | 'file' | undefined;
  #aidsOf = '';
  #leaving = new AbortController();
  #due = false;

  constructor() {
    super();
    this.#screen = new Screen({
      moved: () => this.#later(),
      changed: () => this.#later(),
      ended: () => this.#ended(),
      measured: (seconds) => this.#measured(seconds),
      failed: (why) => this.#failed(why),
    });
    this.#timeline = new Timeline({ seek: (seconds) => this.seek(seconds) });
    this.#controls = new Controls({
      command: (command) => this.run(command),
      speed: (speed) => (this.#screen.speed = speed),
      volume: (volume) => (this.#screen.volume = volume),
      zoom: (factor) => this.#timeline.zoom(factor),
    });
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    const stage = document.createElement('div');
    stage.className = 'stage';
    stage.append(this.#screen.element, this.#message.element);
    // Never over the picture: cameras burn their own time and serial into its edges.
    root.append(stage, this.#times.element, this.#timeline.element, this.#controls.element);
    stage.addEventListener('click', (event) => {
      if (event.target instanceof HTMLVideoElement) this.run('toggle');
    });
    this.addEventListener('keydown', (event) => this.key(event));
    this.addEventListener('fullscreenchange', () => this.#later());
  }

  connectedCallback(): void {
    this.#leaving = new AbortController();
    this.setAttribute('role', 'region');
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const redraw = () => this.#timeline.redraw();
    dark.addEventListener('change', redraw, { signal: this.#leaving.signal });
    const theme = new MutationObserver(redraw);
    theme.observe(document.documentElement, { attributes: true });
    this.#leaving.signal.addEventListener('abort', () => theme.disconnect());
    this.#showPart();
    this.#loadAids();
  }

  disconnectedCallback(): void {
    this.#leaving.abort();
    this.#screen.clear();
    this.#aidsOf = '';
  }

  set labels(labels: PlayerLabels) {
    this.#labels = labels;
    this.setAttribute('aria-label', labels.player);
    this.#timeline.labels = labels;
    this.#controls.labels = labels;
    this.#later();
  }

  set fetchJson(fetchJson: FetchJson) {
    this.#fetch = fetchJson;
    this.#loadAids();
  }

  /** Camera clock minus true time, for showing both. */
  set clockOffsetMs(offset: number | undefined) {
    this.#times.offsetMs = offset;
    this.#later();
  }

  /** May be set again while it plays, as parts get ready: what is shown goes on. */
  set parts(parts: readonly Part[]) {
    const before = this.#reel.parts;
    this.#reel = new Reel(parts, this.#learned);
    this.#timeline.reel = this.#reel;
    if (before.length === 0) this.#index = this.#reel.playableFrom(0) ?? 0;
    if (before[this.#index]?.url !== parts[this.#index]?.url || before.length === 0) this.#showPart();
    this.#loadAids();
    this.#later();
  }

  /** Seconds from the beginning of the first part. */
  get position(): number {
    return this.#reel.secondsAt({ index: this.#index, seconds: this.#screen.seconds });
  }

  /** Number of the frame on the screen, from 0 in the shown part; nothing without a list of frames or a picture. */
  get frame(): number | undefined {
    const shown = this.#screen.pictureSeconds;
    return shown === undefined ? undefined : this.#aids.get(this.#index)?.frames?.at(shown);
  }

  get paused(): boolean {
    return this.#screen.paused;
  }

  /** Resolves with the media time of the next picture that is really on the screen. */
  nextPicture(): Promise<number> {
    return this.#screen.nextPicture();
  }

  seek(seconds: number): void {
    const spot = this.#reel.spotAt(seconds);
    this.#asked = undefined;
    if (spot.index !== this.#index) {
      const play = !this.#screen.paused;
      this.#index = spot.index;
      this.#showPart(spot.seconds, play);
      return;
    }
    const frames = this.#aids.get(spot.index)?.frames;
    if (frames !== undefined && this.#screen.paused) {
      this.#asked = frames.at(spot.seconds);
      this.#screen.seek(frames.middleOf(this.#asked));
    } else {
      this.#screen.seek(spot.seconds);
    }
  }

  seekToTime(time: Date): void {
    const seconds = this.#reel.secondsOf(time);
    if (seconds !== undefined) this.seek(seconds);
  }

  /** Does what the key stands for; tells whether it stands for anything. */
  key(event: KeyboardEvent): boolean {
    const command = commandOf(event);
    if (command === undefined) return false;
    event.preventDefault();
    this.run(command);
    return true;
  }

  run(command: Command): void {
    switch (command) {
      case 'toggle':
        return this.#toggle();
      case 'back':
        return this.seek(this.position - 10);
      case 'forward':
        return this.seek(this.position + 10);
      case 'nudgeBack':
        return this.seek(this.position - 5);
      case 'nudgeForward':
        return this.seek(this.position + 5);
      case 'stepBack':
        return this.#step(-1);
      case 'stepForward':
        return this.#step(1);
      case 'slower':
        this.#screen.speed = speedFrom(this.#screen.speed, -1);
        return;
      case 'faster':
        this.#screen.speed = speedFrom(this.#screen.speed, 1);
        return;
      case 'mute':
        this.#screen.muted = !this.#screen.muted;
        return;
      case 'fullscreen':
        return this.#toggleFullscreen();
      case 'start':
        return this.seek(0);
      case 'end':
        return this.seek(this.#reel.seconds);
    }
  }

  get #part(): Part | undefined {
    return this.#reel.parts[this.#index];
  }

  #toggle(): void {
    if (!this.#screen.paused) return this.#screen.pause();
    this.#asked = undefined;
    if (this.position >= this.#reel.seconds - 0.05) this.seek(0);
    this.#screen.play();
  }

  #toggleFullscreen(): void {
    if (document.fullscreenElement === this) void document.exitFullscreen();
    else this.requestFullscreen().catch(() => this.#later());
  }

  #step(by: -1 | 1): void {
    this.#screen.pause();
    const frames = this.#aids.get(this.#index)?.frames;
    if (frames === undefined) return this.#screen.seek(Math.max(0, this.#screen.seconds + by * guessedFrame));
    const from = this.#asked ?? frames.at(this.#screen.pictureSeconds ?? this.#screen.seconds);
    const wanted = from + by;
    if (wanted < 0 || wanted >= frames.count) return this.#stepIntoNeighbour(by);
    this.#asked = wanted;
    this.#screen.seek(frames.middleOf(wanted));
  }

  #stepIntoNeighbour(by: -1 | 1): void {
    const next = this.#index + by;
    if (this.#reel.parts[next]?.state !== 'READY') return;
    const frames = this.#aids.get(next)?.frames;
    this.#index = next;
    this.#asked = by > 0 ? 0 : frames === undefined ? undefined : frames.count - 1;
    this.#showPart(this.#asked === undefined || frames === undefined ? 0 : frames.middleOf(this.#asked), false);
  }

  #showPart(seconds = 0, play = false): void {
    this.#failure = undefined;
    const part = this.#part;
    if (!this.isConnected || part === undefined) return;
    if (part.state === 'READY') this.#screen.show(part, seconds, { play });
    else this.#screen.clear();
    this.#later();
  }

  #ended(): void {
    const next = this.#reel.playableFrom(this.#index + 1);
    if (next === undefined) return this.#later();
    this.#index = next;
    this.#asked = undefined;
    this.#showPart(0, true);
  }

  #measured(seconds: number): void {
    if (!Number.isFinite(seconds) || this.#part?.durationSeconds !== undefined) return;
    this.#learned.set(this.#index, seconds);
    this.#reel = new Reel(this.#reel.parts, this.#learned);
    this.#timeline.reel = this.#reel;
    this.#later();
  }

  #failed(why: 'picture' | 'file'): void {
    this.#failure = why;
    this.#later();
  }

  /** Fetches what helps to look into the parts, one part after the other, and once. */
  #loadAids(): void {
    const fetchJson = this.#fetch;
    const wanted = this.#reel.parts.map(({ sprite, waveform, frames }) => [sprite, waveform, frames].join('|')).join('\n');
    if (fetchJson === undefined || !this.isConnected || wanted === this.#aidsOf) return;
    this.#aidsOf = wanted;
    const { signal } = this.#leaving;
    const load = async () => {
      for (const [index, part] of this.#reel.parts.entries()) {
        const aids = await fetchAids(part, fetchJson, signal);
        if (signal.aborted || wanted !== this.#aidsOf) return;
        this.#aids.set(index, aids);
        this.#timeline.aids = new Map(this.#aids);
        this.#later();
      }
    };
    void load();
  }

  #later(): void {
    if (this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      this.#render();
    });
  }

  #render(): void {
    const labels = this.#labels;
    if (labels === undefined || !this.isConnected) return;
    const seconds = this.position;
    const time = this.#reel.timeAt(seconds);
    const start = this.#reel.startOf(this.#index);
    this.#prepareNext();
    this.#timeline.move(
      seconds,
      this.#screen.bufferedSeconds.map(([from, to]) => [start + from, start + to] as const),
    );
    const { frame } = this;
    const frames = this.#aids.get(this.#index)?.frames;
    this.#controls.show({
      playing: !this.#screen.paused,
      muted: this.#screen.muted,
      volume: this.#screen.volume,
      speed: this.#screen.speed,
      fullscreen: document.fullscreenElement === this,
      usable: this.#reel.playableFrom(0) !== undefined,
      elapsed: `${clock(seconds * 1000)}.${String(Math.floor((seconds % 1) * 1000)).padStart(3, '0')}`,
      total: clock(this.#reel.seconds * 1000),
      frame: frame === undefined || frames === undefined ? '' : labels.frame(frame + 1, frames.count),
      canZoomOut: this.#timeline.canZoomOut,
    });
    this.#times.show(time, labels, this.#reel.parts.length > 1 ? labels.part(this.#part?.number ?? 1, this.#reel.parts.length) : undefined);
    this.#message.show(this.#part, this.#failure, this.#screen.waiting, labels);
    this.#tell({ seconds, time });
  }

  #prepareNext(): void {
    const next = this.#reel.playableFrom(this.#index + 1);
    const part = next === undefined ? undefined : this.#reel.parts[next];
    const left = this.#reel.lengthOf(this.#index) - this.#screen.seconds;
    if (part !== undefined && !this.#screen.paused && left < prepareAhead) this.#screen.prepare(part);
  }

  #tell(moved: Moved): void {
    this.dispatchEvent(new CustomEvent<Moved>('vidimus-moved', { detail: moved }));
  }
}

if (customElements.get('vidimus-player') === undefined) customElements.define('vidimus-player', VidimusPlayer);

declare global {
  interface HTMLElementTagNameMap {
    'vidimus-player': VidimusPlayer;
  }
  interface HTMLElementEventMap {
    'vidimus-moved': CustomEvent<Moved>;
  }
}
