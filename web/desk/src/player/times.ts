import type { PlayerLabels } from './labels';

/** The time of day of what is shown: true time, and what the camera's clock said where that differs. */
export class Times {
  readonly element = document.createElement('div');
  readonly #true = document.createElement('span');
  readonly #camera = document.createElement('span');
  readonly #part = document.createElement('span');
  offsetMs: number | undefined;

  constructor() {
    this.element.className = 'times';
    this.#true.className = 'true';
    this.#camera.className = 'camera';
    this.#part.className = 'part';
    this.element.append(this.#true, this.#camera, this.#part);
  }

  show(time: Date | undefined, labels: PlayerLabels, part: string | undefined): void {
    const offset = this.offsetMs ?? 0;
    this.#true.textContent = time === undefined ? '' : labels.time(time);
    const differs = time !== undefined && Math.abs(offset) >= 1000;
    this.#camera.textContent = differs ? `${labels.cameraTime} ${labels.time(new Date(time.getTime() + offset))}` : '';
    this.#part.textContent = part ?? '';
    for (const each of [this.#true, this.#camera, this.#part]) each.hidden = each.textContent === '';
  }
}
