import type { Part } from './reel';

export interface ScreenListener {
  /** The picture or the position changed. */
  moved(): void;
  /** Started, stopped, waits for data, another speed or volume. */
  changed(): void;
  ended(): void;
  /** The browser knows the length of the part that is shown. */
  measured(seconds: number): void;
  /** The browser cannot show it, though the server said so. */
  failed(why: 'picture' | 'file'): void;
}

/**
 * Where a part is shown. Two players take turns, so that the next part is ready when the shown one ends; a still picture has
 * an image instead.
 */
export class Screen {
  readonly element = document.createElement('div');
  readonly #image = document.createElement('img');
  readonly #listener: ScreenListener;
  #front: HTMLVideoElement;
  #back: HTMLVideoElement;
  #part: Part | undefined;
  #wanted: number | undefined;
  #framed: ((mediaTime: number) => void)[] = [];
  #mediaTime: number | undefined;

  constructor(listener: ScreenListener) {
    this.#listener = listener;
    this.element.className = 'screen';
    this.#front = this.#make();
    this.#back = this.#make();
    this.#image.hidden = true;
    this.#image.alt = '';
    this.element.append(this.#back, this.#front, this.#image);
    this.#arrange();
  }

  /** Shows the part from `seconds` on; the part that is already shown is only moved. */
  show(part: Part, seconds: number, options: { play: boolean }): void {
    if (this.#part?.url === part.url) {
      this.#part = part;
      this.seek(seconds);
      if (options.play) this.play();
      return;
    }
    this.#part = part;
    this.#mediaTime = undefined;
    this.#image.hidden = part.kind !== 'IMAGE';
    if (part.kind === 'IMAGE') {
      this.#front.pause();
      this.#image.src = part.url ?? '';
      this.#image.alt = part.name;
      this.#arrange();
      return;
    }
    const old = this.#front;
    const { muted, volume, playbackRate } = old;
    if (this.#back.dataset['url'] === part.url) [this.#front, this.#back] = [this.#back, this.#front];
    else this.#load(this.#front, part);
    if (old !== this.#front) {
      old.pause();
      this.#unload(old);
    }
    this.#front.muted = muted;
    this.#front.volume = volume;
    this.#front.playbackRate = playbackRate;
    this.#arrange();
    this.seek(seconds);
    if (options.play) this.play();
  }

  /** Fetches the beginning of the part that comes next. */
  prepare(part: Part): void {
    if (part.kind === 'IMAGE' || this.#back.dataset['url'] === part.url) return;
    this.#load(this.#back, part);
  }

  clear(): void {
    this.#part = undefined;
    this.#unload(this.#front);
    this.#unload(this.#back);
    this.#image.hidden = true;
    this.#arrange();
  }

  play(): void {
    this.#front.play().catch((refusal: unknown) => {
      // Another load or a pause came in between, or the page may not start sound by itself: the button still says "play".
      if (!(refusal instanceof DOMException)) throw refusal;
      this.#listener.changed();
    });
  }

  pause(): void {
    this.#front.pause();
  }

  /**
   * Goes to a moment of the shown part. While one seek is under way only the last wish is kept, so that dragging over a long
   * recording does not queue up.
   */
  seek(seconds: number): void {
    const video = this.#front;
    if (video.readyState === HTMLMediaElement.HAVE_NOTHING || video.seeking) this.#wanted = seconds;
    else video.currentTime = seconds;
    this.#listener.moved();
  }

  /** Resolves with the media time of the next picture that is really on the screen. */
  nextPicture(): Promise<number> {
    return new Promise((resolve) => this.#framed.push(resolve));
  }

  get seconds(): number {
    return this.#wanted ?? this.#front.currentTime;
  }
  /** Media time of the picture on the screen; nothing before there is one. */
  get pictureSeconds(): number | undefined {
    return this.#mediaTime;
  }
  get paused(): boolean {
    return this.#front.paused;
  }
  get waiting(): boolean {
    return !this.#front.paused && this.#front.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
  }
  get bufferedSeconds(): readonly (readonly [number, number])[] {
    const { buffered } = this.#front;
    return Array.from({ length: buffered.length }, (_, index) => [buffered.start(index), buffered.end(index)] as const);
  }
  get speed(): number {
    return this.#front.playbackRate;
  }
  set speed(rate: number) {
    this.#front.playbackRate = rate;
    this.#listener.changed();
  }
  get volume(): number {
    return this.#front.volume;
  }
  set volume(volume: number) {
    this.#front.volume = volume;
    this.#front.muted = volume === 0;
  }
  get muted(): boolean {
    return this.#front.muted;
  }
  set muted(muted: boolean) {
    this.#front.muted = muted;
  }

  #make(): HTMLVideoElement {
    const video = document.createElement('video');
    video.playsInline = true;
    video.preload = 'auto';
    video.tabIndex = -1;
    video.disablePictureInPicture = true;
    const front = (act: () => void) => () => {
      if (video === this.#front) act();
    };
    const listener = this.#listener;
    video.addEventListener('loadedmetadata', front(() => this.#opened(video)));
    video.addEventListener('seeked', front(() => this.#arrived(video)));
    video.addEventListener('timeupdate', front(() => listener.moved()));
    video.addEventListener('progress', front(() => listener.moved()));
    for (const name of ['play', 'pause', 'waiting', 'playing', 'ratechange', 'volumechange', 'canplay']) {
      video.addEventListener(name, front(() => listener.changed()));
    }
    video.addEventListener('ended', front(() => listener.ended()));
    video.addEventListener('error', front(() => video.dataset['url'] !== undefined && listener.failed('file')));
    this.#watchPictures(video);
    return video;
  }

  #opened(video: HTMLVideoElement): void {
    this.#listener.measured(video.duration);
    // A browser without the codec of the picture plays the sound and says nothing.
    if (this.#part?.kind === 'VIDEO' && video.videoWidth === 0) this.#listener.failed('picture');
    if (this.#wanted !== undefined) {
      video.currentTime = this.#wanted;
      this.#wanted = undefined;
    }
  }

  #arrived(video: HTMLVideoElement): void {
    if (this.#wanted !== undefined) {
      const next = this.#wanted;
      this.#wanted = undefined;
      video.currentTime = next;
    }
    this.#listener.moved();
  }

  #watchPictures(video: HTMLVideoElement): void {
    const told: VideoFrameRequestCallback = (_, { mediaTime }) => {
      video.requestVideoFrameCallback(told);
      if (video !== this.#front) return;
      this.#mediaTime = mediaTime;
      const waiting = this.#framed;
      this.#framed = [];
      waiting.forEach((resolve) => resolve(mediaTime));
      this.#listener.moved();
    };
    video.requestVideoFrameCallback(told);
  }

  #load(video: HTMLVideoElement, part: Part): void {
    this.#wanted = undefined;
    video.dataset['url'] = part.url ?? '';
    video.poster = part.poster ?? '';
    video.src = part.url ?? '';
    video.load();
  }

  #unload(video: HTMLVideoElement): void {
    if (video.dataset['url'] === undefined) return;
    delete video.dataset['url'];
    video.removeAttribute('src');
    video.removeAttribute('poster');
    video.load();
  }

  #arrange(): void {
    this.#front.hidden = !this.#image.hidden || this.#part === undefined;
    this.#back.hidden = true;
  }
}
