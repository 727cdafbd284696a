import { describe, expect, it } from 'vitest';
import { lengths, stretches } from './ribbon';

const at = (second: number) => new Date(second * 1000).toISOString();

describe('the ribbon of stages', () => {
  it('lets each stage last until the next, and leaves out what was off', () => {
    const all = stretches(
      [
        { at: at(0), stage: 'PRESENT', preRecord: false },
        { at: at(40), stage: 'RECORDING', preRecord: true },
        { at: at(60), stage: 'OFF', preRecord: false },
      ],
      0,
      100_000,
    );

    expect(all).toEqual([
      { stage: 'PRESENT', preRecord: false, start: 0, length: 0.4 },
      { stage: 'RECORDING', preRecord: true, start: 0.4, length: expect.closeTo(0.2, 9) },
    ]);
    expect(lengths(all, 100_000).get('RECORDING')).toBeCloseTo(20_000);
  });

  it('cuts what reaches beyond the span', () => {
    const all = stretches(
      [
        { at: at(-50), stage: 'PRESENT', preRecord: false },
        { at: at(90), stage: 'DISPLAY', preRecord: false },
      ],
      0,
      100_000,
    );

    expect(all.map(({ start, length }) => [start, length])).toEqual([[0, 0.9], [0.9, expect.closeTo(0.1, 9)]]);
  });

  it('joins what is the same', () => {
    const all = stretches([0, 10, 20].map((second) => ({ at: at(second), stage: 'PRESENT' as const, preRecord: false })), 0, 100_000);

    expect(all).toHaveLength(1);
  });
});
