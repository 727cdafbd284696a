import { speeds, type Command } from './commands';
import { icon, type icons } from './icons';
import type { PlayerLabels } from './labels';

export interface ControlsListener {
  command(command: Command): void;
  speed(speed: number): void;
  volume(volume: number): void;
  zoom(factor: number): void;
}

export interface ControlsState {
  readonly playing: boolean;
  readonly muted: boolean;
  readonly volume: number;
  readonly speed: number;
  readonly fullscreen: boolean;
  readonly usable: boolean;
  readonly elapsed: string;
  readonly total: string;
  readonly frame: string;
  readonly canZoomOut: boolean;
}

/** The row of buttons. */
export class Controls {
  readonly element = document.createElement('div');
  readonly #previous: HTMLButtonElement;
  readonly #back: HTMLButtonElement;
  readonly #play: HTMLButtonElement;
  readonly #forward: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  readonly #mute: HTMLButtonElement;
  readonly #closer: HTMLButtonElement;
  readonly #farther: HTMLButtonElement;
  readonly #wide: HTMLButtonElement;
  readonly #speed = document.createElement('select');
  readonly #volume = document.createElement('input');
  readonly #time = document.createElement('span');
  readonly #elapsed = document.createElement('b');
  readonly #total = document.createElement('span');
  readonly #frame = document.createElement('span');
  #labels: PlayerLabels | undefined;

  constructor(listener: ControlsListener) {
    const button = (name: keyof typeof icons, keys: string, act: () => void) => {
      const made = document.createElement('button');
      made.type = 'button';
      if (keys !== '') made.setAttribute('aria-keyshortcuts', keys);
      made.append(icon(name));
      made.addEventListener('click', act);
      return made;
    };
    const commanding = (name: keyof typeof icons, command: Command, keys: string) => button(name, keys, () => listener.command(command));
    this.#previous = commanding('previousFrame', 'stepBack', ',');
    this.#back = commanding('back', 'back', 'J');
    this.#play = commanding('play', 'toggle', 'Space K');
    this.#play.className = 'main';
    this.#forward = commanding('forward', 'forward', 'L');
    this.#next = commanding('nextFrame', 'stepForward', '.');
    this.#mute = commanding('loud', 'mute', 'M');
    this.#wide = commanding('wide', 'fullscreen', 'F');
    this.#closer = button('plus', '', () => listener.zoom(0.5));
    this.#farther = button('minus', '', () => listener.zoom(2));
    this.#volume.type = 'range';
    this.#volume.min = '0';
    this.#volume.max = '1';
    this.#volume.step = '0.05';
    this.#volume.addEventListener('input', () => listener.volume(this.#volume.valueAsNumber));
    this.#speed.addEventListener('change', () => listener.speed(Number(this.#speed.value)));
    this.#time.className = 'time';
    this.#frame.className = 'frame';
    this.#total.className = 'total';
    this.#time.append(this.#elapsed, this.#total);
    this.element.className = 'controls';
    this.element.append(
      group(this.#play),
      group(this.#back, this.#forward),
      group(this.#previous, this.#next),
      this.#time,
      this.#frame,
      spring(),
      group(this.#farther, this.#closer),
      this.#speed,
      group(this.#mute, this.#volume),
      this.#wide,
    );
  }

  set labels(labels: PlayerLabels) {
    this.#labels = labels;
    name(this.#previous, labels.previousFrame);
    name(this.#next, labels.nextFrame);
    name(this.#back, labels.back);
    name(this.#forward, labels.forward);
    name(this.#closer, labels.zoomIn);
    name(this.#farther, labels.zoomOut);
    this.#speed.setAttribute('aria-label', labels.speed);
    this.#volume.setAttribute('aria-label', labels.volume);
    this.#speed.replaceChildren(
      ...speeds.map((speed) => {
        const option = document.createElement('option');
        option.value = String(speed);
        option.textContent = labels.rate(speed);
        return option;
      }),
    );
  }

  show(state: ControlsState): void {
    const labels = this.#labels;
    if (labels === undefined) return;
    sign(this.#play, state.playing ? 'pause' : 'play', state.playing ? labels.pause : labels.play);
    sign(this.#mute, state.muted ? 'mute' : 'loud', state.muted ? labels.unmute : labels.mute);
    sign(this.#wide, state.fullscreen ? 'narrow' : 'wide', state.fullscreen ? labels.leaveFullscreen : labels.fullscreen);
    this.#volume.value = String(state.muted ? 0 : state.volume);
    this.#speed.value = String(state.speed);
    this.#elapsed.textContent = state.elapsed;
    this.#total.textContent = ` / ${state.total}`;
    this.#frame.textContent = state.frame;
    this.#farther.disabled = !state.canZoomOut;
    for (const each of [this.#play, this.#back, this.#forward, this.#previous, this.#next]) each.disabled = !state.usable;
  }
}

function group(...children: HTMLElement[]): HTMLElement {
  const made = document.createElement('div');
  made.className = 'group';
  made.append(...children);
  return made;
}

function spring(): HTMLElement {
  const made = document.createElement('span');
  made.className = 'spring';
  return made;
}

function name(button: HTMLButtonElement, label: string): void {
  button.setAttribute('aria-label', label);
  button.title = label;
}

function sign(button: HTMLButtonElement, picture: keyof typeof icons, label: string): void {
  if (button.dataset['icon'] !== picture) {
    button.dataset['icon'] = picture;
    button.replaceChildren(icon(picture));
  }
  if (button.title !== label) name(button, label);
}
