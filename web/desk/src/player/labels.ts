/** Every word and format that the player shows or says; the page that holds it speaks its language. */
export interface PlayerLabels {
  readonly player: string;
  readonly play: string;
  readonly pause: string;
  readonly back: string;
  readonly forward: string;
  readonly previousFrame: string;
  readonly nextFrame: string;
  readonly speed: string;
  readonly mute: string;
  readonly unmute: string;
  readonly volume: string;
  readonly fullscreen: string;
  readonly leaveFullscreen: string;
  readonly timeline: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly waiting: string;
  readonly preparing: string;
  readonly notPlayable: string;
  readonly noPicture: string;
  readonly broken: string;
  readonly cameraTime: string;
  part(number: number, count: number): string;
  partMissing(numbers: readonly number[]): string;
  frame(number: number, count: number): string;
  percent(share: number): string;
  rate(speed: number): string;
  /** Time of day with seconds and zone. */
  time(at: Date): string;
  /** Sentence for the slider: where one is, of how much, and when that was. */
  position(at: string, of: string, time: string | undefined): string;
}
