import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useFormat } from '../../i18n/format';
import classes from './Plot.module.css';
import { axisWidth } from './ribbon';
import '../../i18n/fleet';

/** Readings over time as a line. Whoever does not see it is told its bounds and its end. */
export function Plot(props: {
  name: string;
  /** Seconds since 1970, rising. */
  times: readonly number[];
  values: readonly (number | undefined)[];
  from: number;
  until: number;
  range?: readonly [number, number];
  least?: number;
  say: (value: number) => string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme();
  const { name, times, values, from, until, range, least, say } = props;
  const known = values.filter((value) => value !== undefined);
  const last = known.at(-1);
  useEffect(() => {
    const target = box.current;
    if (target === null || last === undefined) return undefined;
    const ink = (variable: string) => getComputedStyle(target).getPropertyValue(variable);
    const grid = { stroke: ink('--line'), width: 1 };
    const plot = new UPlot(
      {
        width: target.clientWidth,
        height: 112,
        legend: { show: false },
        cursor: { y: false, sync: { key: 'camera' }, points: { size: 7 } },
        padding: [8, 0, 0, 0],
        scales: {
          x: { time: true, range: [from / 1000, until / 1000] },
          y: { range: range === undefined ? (_, low, high) => around(low, high, least) : [range[0], range[1]] },
        },
        axes: [
          { stroke: ink('--ink-3'), grid, ticks: grid, size: 26, incrs: steps(until - from), font: '11px Public Sans Variable, sans-serif', values: (_, ticks) => ticks.map((tick) => when(format, tick, until - from)) },
          { stroke: ink('--ink-3'), grid, ticks: { show: false }, size: axisWidth, font: '11px Public Sans Variable, sans-serif', values: (_, ticks) => ticks.map(say) },
        ],
        series: [{}, { label: name, stroke: ink('--accent'), width: 1.5, spanGaps: true, points: { size: 4 } }],
      },
      [[...times], values.map((value) => value ?? null)],
      target,
    );
    const watch = new ResizeObserver(() => plot.setSize({ width: target.clientWidth, height: 112 }));
    watch.observe(target);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [times, values, from, until, range, least, say, name, last, scheme, format]);
  if (last === undefined) return null;
  const words = t('telemetry.plot', { name, low: say(Math.min(...known)), high: say(Math.max(...known)), last: say(last) });
  return (
    <figure className={classes.plot}>
      <figcaption>
        {name} <strong className="numbers">{say(last)}</strong>
      </figcaption>
      <div ref={box} role="img" aria-label={words} />
    </figure>
  );
}

/** A little room above and below, so that a level line is not the frame. */
function around(low: number, high: number, least: number | undefined): [number, number] {
  const room = Math.max((high - low) * 0.1, Math.abs(high) * 0.02, 1);
  return [least ?? low - room, high + room];
}

const hour = 3_600;

/** Days are named once each; a single day by its hours. */
function steps(span: number): number[] {
  return span > 2 * 24 * hour * 1000 ? [1, 2, 5, 10].map((days) => days * 24 * hour) : [1, 2, 3, 6].map((hours) => hours * hour);
}

function when(format: ReturnType<typeof useFormat>, seconds: number, span: number): string {
  const date = new Date(seconds * 1000);
  return span > 2 * 24 * hour * 1000 ? format.dayAndMonth(date) : format.clock(date);
}
