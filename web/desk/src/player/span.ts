/** The stretch of seconds that the timeline shows. Immutable; always within the whole, and never empty. */
export class Span {
  readonly from: number;
  readonly to: number;
  readonly whole: number;

  constructor(from: number, to: number, whole: number) {
    const length = Math.min(whole, Math.max(shortest, to - from));
    this.from = Math.min(Math.max(0, from), whole - length);
    this.to = this.from + length;
    this.whole = whole;
  }

  static all(whole: number): Span {
    return new Span(0, whole, whole);
  }

  get length(): number {
    return this.to - this.from;
  }

  get isAll(): boolean {
    return this.length >= this.whole;
  }

  /** A factor below 1 goes closer; `around` stays where it is. */
  zoomed(factor: number, around: number): Span {
    const length = this.length * factor;
    const share = this.length === 0 ? 0 : (around - this.from) / this.length;
    const from = around - share * length;
    return new Span(from, from + length, this.whole);
  }

  moved(seconds: number): Span {
    return new Span(this.from + seconds, this.to + seconds, this.whole);
  }

  /** Moved only as far as needed to have the moment in it. */
  showing(seconds: number): Span {
    if (seconds >= this.from && seconds <= this.to) return this;
    return this.moved(seconds - this.from - this.length / 10);
  }

  xOf(seconds: number, width: number): number {
    return this.length === 0 ? 0 : ((seconds - this.from) / this.length) * width;
  }

  secondsAt(x: number, width: number): number {
    return width === 0 ? this.from : this.from + (Math.min(width, Math.max(0, x)) / width) * this.length;
  }

  /** A round distance between two marks of the scale that gives about `count` of them. */
  stepFor(count: number): number {
    const wanted = this.length / Math.max(1, count);
    return steps.find((step) => step >= wanted) ?? 3600 * Math.ceil(wanted / 3600);
  }
}

const shortest = 1;
const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
