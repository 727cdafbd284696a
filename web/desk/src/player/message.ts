import type { PlayerLabels } from './labels';
import type { Part } from './reel';

/** What stands in place of the picture: being prepared, not playable and why, waiting for data. */
export class Message {
  readonly element = document.createElement('div');
  readonly #text = document.createElement('p');
  readonly #reason = document.createElement('p');
  readonly #progress = document.createElement('progress');
  readonly #help = document.createElement('slot');
  readonly #waiting = document.createElement('div');

  constructor() {
    this.element.className = 'message';
    this.#text.className = 'headline';
    this.#reason.className = 'reason';
    this.#progress.max = 1;
    this.#help.name = 'help';
    this.#waiting.className = 'waiting';
    this.#text.setAttribute('role', 'status');
    this.element.append(this.#text, this.#reason, this.#progress, this.#help, this.#waiting);
  }

  show(part: Part | undefined, failure: 'picture' | 'file' | undefined, waiting: boolean, labels: PlayerLabels): void {
    const preparing = part?.state === 'PREPARING';
    const dead = part?.state === 'NONE' || failure !== undefined;
    this.element.dataset['covering'] = String(preparing || dead);
    this.#waiting.hidden = !waiting || preparing || dead;
    this.#progress.hidden = !preparing;
    this.#help.hidden = !dead;
    if (preparing) {
      // Without a value the bar moves to and fro: something happens, and nobody knows how long.
      if (part.progress === undefined) this.#progress.removeAttribute('value');
      else this.#progress.value = part.progress;
      this.#progress.setAttribute('aria-label', labels.preparing);
      say(this.#text, part.progress === undefined ? labels.preparing : `${labels.preparing} ${labels.percent(part.progress)}`);
      say(this.#reason, '');
    } else if (dead) {
      say(this.#text, failure === 'picture' ? labels.noPicture : failure === 'file' ? labels.broken : labels.notPlayable);
      say(this.#reason, part?.state === 'NONE' ? (part.reason ?? '') : '');
    } else {
      say(this.#text, waiting ? labels.waiting : '');
      say(this.#reason, '');
    }
  }
}

function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === '';
}
