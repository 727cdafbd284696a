import { fixAt, Ground, indexAfter, nearest, stretches, type Fix } from './ground';
import styles from './track.css?inline';

export interface TrackLabels {
  readonly track: string;
  readonly north: string;
  /** A length with its unit. */
  metres(length: number): string;
  /** Where one is at that moment, in words. */
  place(fix: Fix): string;
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

const namespace = 'http://www.w3.org/2000/svg';
/** Longer than this without a fix, the way between is not known and drawn as such. */
const longestGapMs = 15_000;
const height = 260;

/**
 * `<vidimus-track>`: the way walked, on plain ground with north, scale and the present place. Fetches nothing. Tells
 * `vidimus-place` with the moment, in milliseconds since the beginning, of the place that was clicked.
 */
export class VidimusTrack extends HTMLElement {
  readonly #svg = document.createElementNS(namespace, 'svg');
  readonly #slider = document.createElement('div');
  readonly #observer = new ResizeObserver(() => this.#draw());
  #fixes: readonly Fix[] = [];
  #labels: TrackLabels | undefined;
  #at: number | undefined;
  #ground = new Ground([], 1, 1);
  #gone = document.createElementNS(namespace, 'path');
  #here = document.createElementNS(namespace, 'circle');
  #around = document.createElementNS(namespace, 'circle');

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    this.#svg.setAttribute('aria-hidden', 'true');
    this.#slider.className = 'slider';
    this.#slider.tabIndex = 0;
    this.#slider.setAttribute('role', 'slider');
    root.append(this.#svg, this.#slider);
    this.#svg.addEventListener('click', (event) => {
      const box = this.#svg.getBoundingClientRect();
      this.#tell(nearest(this.#fixes, this.#ground, { x: event.clientX - box.left, y: event.clientY - box.top }));
    });
    this.#slider.addEventListener('keydown', (event) => this.#key(event));
  }

  connectedCallback(): void {
    this.#observer.observe(this);
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
  }

  set labels(labels: TrackLabels) {
    this.#labels = labels;
    this.#slider.setAttribute('aria-label', labels.track);
    this.#draw();
  }

  /** In the order of their moments. */
  set fixes(fixes: readonly Fix[]) {
    this.#fixes = fixes;
    this.#draw();
  }

  /** Where one is, in milliseconds since the beginning. */
  set at(at: number | undefined) {
    if (at === this.#at) return;
    this.#at = at;
    this.#place();
  }

  #key(event: KeyboardEvent): void {
    const at = this.#at === undefined ? 0 : indexAfter(this.#fixes, this.#at) - 1;
    const to = new Map([
      ['ArrowLeft', at - 1],
      ['ArrowDown', at - 1],
      ['ArrowRight', at + 1],
      ['ArrowUp', at + 1],
      ['Home', 0],
      ['End', this.#fixes.length - 1],
    ]).get(event.key);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#tell(this.#fixes[Math.min(this.#fixes.length - 1, Math.max(0, to))]);
  }

  #tell(fix: Fix | undefined): void {
    if (fix !== undefined) this.dispatchEvent(new CustomEvent<number>('vidimus-place', { detail: fix.at }));
  }

  #draw(): void {
    const labels = this.#labels;
    const width = this.clientWidth;
    if (labels === undefined || width === 0) return;
    this.#ground = new Ground(this.#fixes, width, height);
    this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#svg.style.height = `${height}px`;
    const parts = stretches(this.#fixes, longestGapMs);
    this.#gone = shape('path', { class: 'gone' });
    this.#here = shape('circle', { class: 'here', r: 8 });
    this.#around = shape('circle', { class: 'around' });
    this.#svg.replaceChildren(
      ...this.#grid(),
      ...parts.slice(1).map((part, index) => shape('path', { class: 'gap', d: this.#path([...(parts[index] ?? []).slice(-1), ...part.slice(0, 1)]) })),
      ...parts.map((part) => shape('path', { class: 'way', d: this.#path(part) })),
      this.#gone,
      ...[this.#fixes.at(0), this.#fixes.at(-1)].flatMap((fix) => (fix === undefined ? [] : [this.#end(fix)])),
      this.#around,
      this.#here,
      this.#bar(labels),
      this.#north(labels),
    );
    this.#place();
  }

  #place(): void {
    const labels = this.#labels;
    const fix = this.#at === undefined ? this.#fixes[0] : fixAt(this.#fixes, this.#at);
    this.#here.setAttribute('visibility', fix === undefined ? 'hidden' : 'visible');
    if (fix === undefined || labels === undefined) return;
    const { x, y } = this.#ground.pointOf(fix);
    for (const circle of [this.#here, this.#around]) {
      circle.setAttribute('cx', String(x));
      circle.setAttribute('cy', String(y));
    }
    this.#around.setAttribute('r', String(Math.min(400, (fix.accuracy ?? 0) / this.#ground.metresPerPixel)));
    const until = indexAfter(this.#fixes, fix.at);
    this.#gone.setAttribute('d', this.#path([...this.#fixes.slice(0, until), fix]));
    const slider = this.#slider;
    slider.setAttribute('aria-valuemin', '1');
    slider.setAttribute('aria-valuemax', String(Math.max(1, this.#fixes.length)));
    slider.setAttribute('aria-valuenow', String(Math.max(1, until)));
    slider.setAttribute('aria-valuetext', labels.place(fix));
  }

  #path(fixes: readonly Fix[]): string {
    return fixes
      .map((fix, index) => {
        const { x, y } = this.#ground.pointOf(fix);
        return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
      })
      .join('');
  }

  #grid(): SVGElement[] {
    const { width } = this.#ground;
    const distance = this.#ground.barMetres(80) / this.#ground.metresPerPixel;
    const lines: SVGElement[] = [];
    for (let x = (width / 2) % distance; x < width; x += distance) lines.push(shape('line', { class: 'grid', x1: x, x2: x, y1: 0, y2: height }));
    for (let y = (height / 2) % distance; y < height; y += distance) lines.push(shape('line', { class: 'grid', x1: 0, x2: width, y1: y, y2: y }));
    return lines;
  }

  #end(fix: Fix): SVGElement {
    const { x, y } = this.#ground.pointOf(fix);
    return shape('circle', { class: 'end', cx: x, cy: y, r: 4 });
  }

  #bar(labels: TrackLabels): SVGElement {
    const metres = this.#ground.barMetres(110);
    const long = metres / this.#ground.metresPerPixel;
    const bottom = height - 12;
    const bar = shape('g', {});
    const text = shape('text', { x: 12, y: bottom - 9 });
    text.textContent = labels.metres(metres);
    bar.append(shape('path', { class: 'bar', d: `M12 ${bottom - 5}v5h${long}v-5` }), text);
    return bar;
  }

  #north(labels: TrackLabels): SVGElement {
    const x = this.#ground.width - 22;
    const north = shape('g', { class: 'north' });
    const text = shape('text', { x, y: 46, 'text-anchor': 'middle' });
    text.textContent = labels.north;
    north.append(shape('path', { d: `M${x} 12l6 20-6-5-6 5z` }), text);
    return north;
  }
}

function shape<K extends keyof SVGElementTagNameMap>(name: K, attributes: Record<string, string | number>): SVGElementTagNameMap[K] {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

if (customElements.get('vidimus-track') === undefined) customElements.define('vidimus-track', VidimusTrack);

declare global {
  interface HTMLElementTagNameMap {
    'vidimus-track': VidimusTrack;
  }
  interface HTMLElementEventMap {
    'vidimus-place': CustomEvent<number>;
  }
}
