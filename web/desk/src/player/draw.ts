import type { Aids } from './aids';
import type { Reel } from './reel';
import type { Span } from './span';

export interface Look {
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly ground: string;
  readonly accent: string;
  readonly bad: string;
  readonly font: string;
}

export interface Scene {
  readonly reel: Reel;
  readonly aids: ReadonlyMap<number, Aids>;
  readonly span: Span;
  readonly position: number;
  readonly buffered: readonly (readonly [number, number])[];
  readonly width: number;
  readonly look: Look;
  mark(seconds: number): string;
  missing(numbers: readonly number[]): string;
}

const thumbsHeight = 46;
const waveHeight = 34;
const scaleHeight = 20;

export function heightOf(aids: ReadonlyMap<number, Aids>): number {
  const all = [...aids.values()];
  const thumbs = all.some(({ sprite }) => sprite !== undefined) ? thumbsHeight : 0;
  const wave = all.some(({ waveform }) => waveform !== undefined) ? waveHeight : 0;
  return Math.max(24, thumbs + wave) + scaleHeight;
}

/** Draws the whole strip: pictures, loudness, parts, scale and the position. */
export function draw(canvas: CanvasRenderingContext2D, scene: Scene, height: number): void {
  const { width, look } = scene;
  canvas.clearRect(0, 0, width, height);
  canvas.fillStyle = look.ground;
  canvas.fillRect(0, 0, width, height - scaleHeight);
  const hasThumbs = [...scene.aids.values()].some(({ sprite }) => sprite !== undefined);
  const waveTop = hasThumbs ? thumbsHeight : 0;
  for (const index of scene.reel.parts.keys()) {
    const left = Math.max(0, scene.span.xOf(scene.reel.startOf(index), width));
    const right = Math.min(width, scene.span.xOf(scene.reel.startOf(index + 1), width));
    if (right <= left) continue;
    if (hasThumbs) drawThumbs(canvas, scene, index, left, right);
    drawWave(canvas, scene, index, left, right, waveTop, height - scaleHeight - waveTop);
    if (scene.reel.parts[index]?.state !== 'READY') hatch(canvas, left, right, height - scaleHeight, look.line);
  }
  drawScale(canvas, scene, height);
  drawSeams(canvas, scene, height - scaleHeight);
  drawPosition(canvas, scene, height);
}

function drawThumbs(canvas: CanvasRenderingContext2D, scene: Scene, index: number, left: number, right: number): void {
  const sprite = scene.aids.get(index)?.sprite;
  if (sprite === undefined) return;
  const tile = Math.max(20, (sprite.tileWidth / sprite.tileHeight) * thumbsHeight);
  canvas.save();
  canvas.beginPath();
  canvas.rect(left, 0, right - left, thumbsHeight);
  canvas.clip();
  // Tiles stand still while the position moves: they begin where the part does, not where the window does.
  const start = scene.span.xOf(scene.reel.startOf(index), scene.width);
  const first = Math.floor((left - start) / tile);
  for (let step = first; start + step * tile < right; step += 1) {
    const x = start + step * tile;
    const local = scene.span.from + ((x + tile / 2) / scene.width) * scene.span.length - scene.reel.startOf(index);
    const number = Math.min(sprite.count - 1, Math.max(0, Math.floor((local * 1000) / sprite.intervalMs)));
    const column = number % sprite.columns;
    const row = Math.floor(number / sprite.columns);
    canvas.drawImage(
      sprite.image,
      column * sprite.tileWidth,
      row * sprite.tileHeight,
      sprite.tileWidth,
      sprite.tileHeight,
      x,
      0,
      tile - 1,
      thumbsHeight,
    );
  }
  canvas.restore();
}

function drawWave(canvas: CanvasRenderingContext2D, scene: Scene, index: number, left: number, right: number, top: number, height: number): void {
  const waveform = scene.aids.get(index)?.waveform;
  if (waveform === undefined) return;
  const { span, width } = scene;
  const partStart = scene.reel.startOf(index);
  const valueAt = (x: number) => ((span.secondsAt(x, width) - partStart) * 1000) / waveform.intervalMs;
  const middle = top + height / 2;
  const played = span.xOf(scene.position, width);
  for (let x = Math.floor(left); x < right; x += 2) {
    const from = Math.max(0, Math.floor(valueAt(x)));
    const to = Math.max(from + 1, Math.ceil(valueAt(x + 2)));
    let loudest = 0;
    for (let at = from; at < to && at < waveform.peaks.length; at += 1) loudest = Math.max(loudest, waveform.peaks[at] ?? 0);
    const half = Math.max(0.5, (loudest / 255) * (height / 2 - 2));
    canvas.fillStyle = x < played ? scene.look.accent : scene.look.faint;
    canvas.fillRect(x, middle - half, 1.4, half * 2);
  }
}

function hatch(canvas: CanvasRenderingContext2D, left: number, right: number, height: number, colour: string): void {
  canvas.save();
  canvas.beginPath();
  canvas.rect(left, 0, right - left, height);
  canvas.clip();
  canvas.strokeStyle = colour;
  canvas.lineWidth = 1;
  canvas.beginPath();
  for (let x = left - height; x < right; x += 8) {
    canvas.moveTo(x, height);
    canvas.lineTo(x + height, 0);
  }
  canvas.stroke();
  canvas.restore();
}

function drawScale(canvas: CanvasRenderingContext2D, scene: Scene, height: number): void {
  const { span, width, look } = scene;
  const step = span.stepFor(width / 96);
  const base = height - scaleHeight;
  for (const [from, to] of scene.buffered) {
    canvas.fillStyle = look.faint;
    canvas.fillRect(span.xOf(from, width), base, span.xOf(to, width) - span.xOf(from, width), 2);
  }
  canvas.font = look.font;
  canvas.textBaseline = 'bottom';
  for (let at = Math.ceil(span.from / step) * step; at <= span.to; at += step) {
    const x = span.xOf(at, width);
    canvas.fillStyle = look.line;
    canvas.fillRect(Math.round(x), base, 1, 5);
    const text = scene.mark(at);
    const wide = canvas.measureText(text).width;
    canvas.fillStyle = look.ink;
    canvas.fillText(text, Math.min(width - wide, Math.max(0, x - wide / 2)), height);
  }
}

function drawSeams(canvas: CanvasRenderingContext2D, scene: Scene, height: number): void {
  for (const index of scene.reel.parts.keys()) {
    if (index === 0) continue;
    const x = scene.span.xOf(scene.reel.startOf(index), scene.width);
    if (x < 0 || x > scene.width) continue;
    const gap = scene.reel.missingBefore(index);
    canvas.fillStyle = gap.length > 0 ? scene.look.bad : scene.look.ink;
    canvas.fillRect(Math.round(x) - 1, 0, gap.length > 0 ? 3 : 1.5, height);
    if (gap.length === 0) continue;
    canvas.font = scene.look.font;
    canvas.textBaseline = 'top';
    const text = scene.missing(gap);
    const wide = canvas.measureText(text).width + 10;
    const left = Math.min(scene.width - wide, x + 2);
    canvas.fillRect(left, 2, wide, 18);
    canvas.fillStyle = scene.look.ground;
    canvas.fillText(text, left + 5, 5);
  }
}

function drawPosition(canvas: CanvasRenderingContext2D, scene: Scene, height: number): void {
  const x = scene.span.xOf(scene.position, scene.width);
  if (x < -4 || x > scene.width + 4) return;
  canvas.fillStyle = scene.look.accent;
  canvas.fillRect(x - 1, 0, 2, height - scaleHeight + 4);
  canvas.beginPath();
  canvas.moveTo(x - 5.5, 0);
  canvas.lineTo(x + 5.5, 0);
  canvas.lineTo(x, 7);
  canvas.fill();
}
