import { expect, test } from 'vitest';
import { Span } from './span';

test('zooming keeps the moment under the pointer', () => {
  const span = Span.all(600).zoomed(0.5, 150);

  expect(span.length).toBe(300);
  expect(span.xOf(150, 1000)).toBeCloseTo(250);
});

test('the span never leaves the recording and never gets empty', () => {
  expect(Span.all(600).moved(50)).toMatchObject({ from: 0, to: 600 });
  expect(new Span(500, 560, 600).moved(100)).toMatchObject({ from: 540, to: 600 });
  expect(Span.all(600).zoomed(0.0001, 10).length).toBe(1);
  expect(Span.all(600).zoomed(4, 10)).toMatchObject({ from: 0, to: 600 });
  expect(Span.all(0).xOf(0, 100)).toBe(0);
});

test('it follows the position only when that leaves it', () => {
  const span = new Span(100, 200, 600);

  expect(span.showing(150)).toBe(span);
  expect(span.showing(210)).toMatchObject({ from: 200, to: 300 });
});

test('marks stand at round distances', () => {
  expect(Span.all(98).stepFor(10)).toBe(10);
  expect(Span.all(7200).stepFor(8)).toBe(900);
  expect(Span.all(100_000).stepFor(4)).toBe(25_200);
});
