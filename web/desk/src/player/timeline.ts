import { clock } from '../i18n/clock';
import type { Aids } from './aids';
import { draw, heightOf, type Look } from './draw';
import type { PlayerLabels } from './labels';
import { Reel } from './reel';
import { Span } from './span';

export interface TimelineListener {
  /** A person wants to be there; `settled` is false while they are still dragging. */
  seek(seconds: number, settled: boolean): void;
}

/**
 * The strip under the picture: small pictures, loudness, parts, gaps, scale. Dragged by a pointer, and a slider for the
 * keyboard and for screen readers.
 */
export class Timeline {
  readonly element = document.createElement('div');
  readonly #strip = document.createElement('div');
  readonly #canvas = document.createElement('canvas');
  readonly #bubble = document.createElement('div');
  readonly #listener: TimelineListener;
  readonly #observer: ResizeObserver;
  #labels: PlayerLabels | undefined;
  #reel = new Reel([]);
  #aids: ReadonlyMap<number, Aids> = new Map();
  #span = Span.all(0);
  #position = 0;
  #buffered: readonly (readonly [number, number])[] = [];
  #width = 0;
  #dragging = false;
  #due = false;

  constructor(listener: TimelineListener) {
    this.#listener = listener;
    this.element.className = 'timeline';
    this.#strip.className = 'strip';
    this.#strip.tabIndex = 0;
    this.#strip.setAttribute('role', 'slider');
    this.#bubble.className = 'bubble';
    this.#bubble.hidden = true;
    this.#bubble.setAttribute('aria-hidden', 'true');
    this.#canvas.setAttribute('aria-hidden', 'true');
    this.#strip.append(this.#canvas);
    this.element.append(this.#strip, this.#bubble);
    this.#listen();
    this.#observer = new ResizeObserver(() => this.#later());
    this.#observer.observe(this.#strip);
  }

  set labels(labels: PlayerLabels) {
    this.#labels = labels;
    this.#strip.setAttribute('aria-label', labels.timeline);
    this.#later();
  }

  set reel(reel: Reel) {
    const sameLength = reel.seconds === this.#reel.seconds;
    this.#reel = reel;
    if (!sameLength) this.#span = Span.all(reel.seconds);
    this.#later();
  }

  set aids(aids: ReadonlyMap<number, Aids>) {
    this.#aids = aids;
    this.#later();
  }

  move(seconds: number, buffered: readonly (readonly [number, number])[]): void {
    this.#position = seconds;
    this.#buffered = buffered;
    if (!this.#dragging) this.#span = this.#span.showing(seconds);
    this.#later();
  }

  /** Colours may have changed. */
  redraw(): void {
    this.#later();
  }

  zoom(factor: number): void {
    const inside = this.#position >= this.#span.from && this.#position <= this.#span.to;
    this.#span = this.#span.zoomed(factor, inside ? this.#position : (this.#span.from + this.#span.to) / 2);
    this.#later();
  }

  get canZoomOut(): boolean {
    return !this.#span.isAll;
  }

  #listen(): void {
    const strip = this.#strip;
    const secondsOf = (event: PointerEvent | WheelEvent) =>
      this.#span.secondsAt(event.clientX - strip.getBoundingClientRect().left, this.#width);
    strip.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      strip.setPointerCapture(event.pointerId);
      this.#dragging = true;
      this.#listener.seek(secondsOf(event), false);
    });
    strip.addEventListener('pointermove', (event) => {
      if (this.#dragging) this.#listener.seek(secondsOf(event), false);
      this.#preview(event.clientX - strip.getBoundingClientRect().left);
    });
    const letGo = (event: PointerEvent) => {
      if (!this.#dragging) return;
      this.#dragging = false;
      this.#listener.seek(secondsOf(event), true);
    };
    strip.addEventListener('pointerup', letGo);
    strip.addEventListener('pointercancel', letGo);
    strip.addEventListener('pointerleave', () => (this.#bubble.hidden = true));
    strip.addEventListener('wheel', (event) => this.#wheel(event, secondsOf(event)), { passive: false });
    strip.addEventListener('keydown', (event) => this.#key(event));
  }

  #wheel(event: WheelEvent, around: number): void {
    if (event.ctrlKey || event.metaKey) this.#span = this.#span.zoomed(event.deltaY > 0 ? 1.25 : 0.8, around);
    else if (!this.#span.isAll && event.deltaX !== 0) this.#span = this.#span.moved((event.deltaX / this.#width) * this.#span.length);
    else return;
    event.preventDefault();
    this.#later();
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = this.#span.length / 10;
    const small = event.shiftKey ? 1 : 5;
    const steps = new Map([
      ['ArrowLeft', -small],
      ['ArrowDown', -small],
      ['ArrowRight', small],
      ['ArrowUp', small],
      ['PageDown', -page],
      ['PageUp', page],
      ['Home', -this.#reel.seconds],
      ['End', this.#reel.seconds],
    ]);
    const step = steps.get(event.key);
    if (step !== undefined) {
      // Told at once, not by the next drawing: quick fingers press again before it.
      this.#position = Math.min(this.#reel.seconds, Math.max(0, this.#position + step));
      this.#listener.seek(this.#position, true);
    } else if (event.key === '+' || event.key === '=') this.zoom(0.5);
    else if (event.key === '-') this.zoom(2);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #preview(x: number): void {
    if (this.#reel.seconds === 0) return;
    const seconds = this.#span.secondsAt(x, this.#width);
    const { index, seconds: local } = this.#reel.spotAt(seconds);
    const sprite = this.#aids.get(index)?.sprite;
    const time = this.#reel.timeAt(seconds);
    this.#bubble.hidden = false;
    this.#bubble.replaceChildren();
    let wide = 120;
    if (sprite !== undefined) {
      const picture = document.createElement('canvas');
      wide = sprite.tileWidth;
      picture.width = sprite.tileWidth;
      picture.height = sprite.tileHeight;
      const number = Math.min(sprite.count - 1, Math.floor((local * 1000) / sprite.intervalMs));
      const left = (number % sprite.columns) * sprite.tileWidth;
      const top = Math.floor(number / sprite.columns) * sprite.tileHeight;
      picture
        .getContext('2d')
        ?.drawImage(sprite.image, left, top, sprite.tileWidth, sprite.tileHeight, 0, 0, sprite.tileWidth, sprite.tileHeight);
      this.#bubble.append(picture);
    }
    const text = document.createElement('span');
    text.textContent = [clock(seconds * 1000), time === undefined ? undefined : this.#labels?.time(time)].filter(Boolean).join(' · ');
    this.#bubble.append(text);
    this.#bubble.style.left = `${Math.min(this.#width - wide / 2, Math.max(wide / 2, x))}px`;
  }

  #later(): void {
    if (this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      this.#draw();
    });
  }

  #draw(): void {
    const labels = this.#labels;
    const context = this.#canvas.getContext('2d');
    this.#width = this.#strip.clientWidth;
    if (labels === undefined || context === null || this.#width === 0) return;
    const height = heightOf(this.#aids);
    const ratio = window.devicePixelRatio;
    if (this.#canvas.width !== Math.round(this.#width * ratio) || this.#canvas.height !== Math.round(height * ratio)) {
      this.#canvas.width = Math.round(this.#width * ratio);
      this.#canvas.height = Math.round(height * ratio);
      this.#canvas.style.height = `${height}px`;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(
      context,
      {
        reel: this.#reel,
        aids: this.#aids,
        span: this.#span,
        position: this.#position,
        buffered: this.#buffered,
        width: this.#width,
        look: this.#look(),
        mark: (seconds) => (this.#span.length < 10 ? `${clock(seconds * 1000)}.${Math.round((seconds % 1) * 10)}` : clock(seconds * 1000)),
        missing: (numbers) => labels.partMissing(numbers),
      },
      height,
    );
    this.#say(labels);
  }

  #say(labels: PlayerLabels): void {
    const time = this.#reel.timeAt(this.#position);
    const strip = this.#strip;
    strip.setAttribute('aria-valuemin', '0');
    strip.setAttribute('aria-valuemax', String(Math.round(this.#reel.seconds)));
    strip.setAttribute('aria-valuenow', String(Math.round(this.#position)));
    strip.setAttribute(
      'aria-valuetext',
      labels.position(clock(this.#position * 1000), clock(this.#reel.seconds * 1000), time === undefined ? undefined : labels.time(time)),
    );
  }

  #look(): Look {
    const style = getComputedStyle(this.element);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    return {
      ink: colour('--ink-3'),
      faint: colour('--line-strong'),
      line: colour('--line-strong'),
      ground: colour('--sunk'),
      accent: colour('--accent'),
      bad: colour('--bad'),
      font: `500 11px ${style.fontFamily}`,
    };
  }
}
