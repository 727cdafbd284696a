import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatteryPast, HeldShift, OutlookLevel, OutlookState } from '../../api/types';
import { useFormat } from '../../i18n/format';
import classes from './Endurance.module.css';
import { useLasting } from './lasting';
import '../../i18n/fleet';

const edge = { left: 54, right: 10, top: 8, bottom: 22 };

interface Frame {
  width: number;
  height: number;
  x: (share: number) => number;
  y: (share: number) => number;
}

/** A picture as wide as its place. What it shows is said in words beside it, and in its label. */
function Plot(props: { height: number; label: string; children: (frame: Frame) => ReactNode }) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const frame: Frame = {
    width,
    height: props.height,
    x: (share) => edge.left + share * (width - edge.left - edge.right),
    y: (share) => props.height - edge.bottom - share * (props.height - edge.top - edge.bottom),
  };
  return (
    <div ref={ref} className={classes.plot} style={{ minHeight: props.height }}>
      {width > 0 && (
        <svg width={width} height={props.height} role="img" aria-label={props.label}>
          {props.children(frame)}
        </svg>
      )}
    </div>
  );
}

function Grid({ frame, ys, xs }: { frame: Frame; ys: readonly (readonly [number, string])[]; xs: readonly (readonly [number, string])[] }) {
  return (
    <g className={classes.grid}>
      {ys.map(([share, text]) => (
        <g key={text}>
          <line x1={frame.x(0)} x2={frame.x(1)} y1={frame.y(share)} y2={frame.y(share)} />
          <text x={frame.x(0) - 6} y={frame.y(share) + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {xs.map(([share, text], n) => (
        <text key={text} x={frame.x(share)} y={frame.height - 5} textAnchor={n === 0 ? 'start' : n === xs.length - 1 ? 'end' : 'middle'}>
          {text}
        </text>
      ))}
    </g>
  );
}

const path = (points: readonly (readonly [number, number])[]) => points.map(([x, y], n) => `${n === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** The charge expected over the shift, as a band. */
export function Course({ levels, shift }: { levels: readonly OutlookLevel[]; shift: number | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lasting = useLasting();
  const most = levels.at(-1)?.hours ?? 1;
  const end = levels.find(({ hours }) => shift !== undefined && hours >= shift);
  const label = t('endurance.courseLabel', {
    hours: lasting(shift ?? most),
    percent: format.percent((end?.percent ?? 0) / 100),
    low: format.percent((end?.low ?? 0) / 100),
    high: format.percent((end?.high ?? 0) / 100),
  });
  return (
    <>
      <Plot height={200} label={label}>
        {(frame) => {
          const at = (hours: number, percent: number): readonly [number, number] => [frame.x(hours / most), frame.y(percent / 100)];
          const band = [...levels.map((each) => at(each.hours, each.high)), ...[...levels].reverse().map((each) => at(each.hours, each.low))];
          const steps = frame.width < 420 ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1];
          return (
            <>
              <Grid
                frame={frame}
                ys={[0, 0.5, 1].map((share) => [share, format.percent(share)] as const)}
                xs={steps.map((share) => [share, format.unit(share * most, 'hour', 1)] as const)}
              />
              <path d={`${path(band)}Z`} className={classes.band} />
              <path d={path(levels.map((each) => at(each.hours, each.percent)))} className={classes.line} />
              {shift !== undefined && shift <= most && <line x1={frame.x(shift / most)} x2={frame.x(shift / most)} y1={frame.y(0)} y2={frame.y(1)} className={classes.mark} />}
            </>
          );
        }}
      </Plot>
      <p className={classes.note}>{label}</p>
    </>
  );
}

/** What a full charge lasts in one state alone. */
export function States({ states }: { states: readonly OutlookState[] }) {
  const { t } = useTranslation();
  const lasting = useLasting();
  const most = Math.max(1, ...states.map(({ high }) => high));
  return (
    <ul className={classes.states}>
      {states.map(({ state, hours, low, high, seenHours }) => (
        <li key={state}>
          <span>{t(`endurance.states.${state}`)}</span>
          <span className={classes.value}>
            {lasting(hours)} <small>({t('endurance.range', { low: lasting(low), high: lasting(high) })})</small>
          </span>
          <div className={classes.bar} aria-hidden>
            <div className={classes.fill} style={{ width: `${(100 * hours) / most}%` }} />
            <div className={classes.whisker} style={{ insetInlineStart: `${(100 * low) / most}%`, width: `${(100 * (high - low)) / most}%` }} />
          </div>
          {seenHours < 1 && <small className={classes.seldom}>{t('endurance.seldom')}</small>}
        </li>
      ))}
    </ul>
  );
}

/** Shifts held out: what was said as a line, what came as a dot. */
export function Held({ items }: { items: readonly HeldShift[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lasting = useLasting();
  if (items.length === 0) return null;
  const most = 2 * Math.ceil(Math.max(...items.map(({ high, actual }) => Math.max(high, actual))) / 2);
  return (
    <Plot height={170} label={t('endurance.heldLabel')}>
      {(frame) => (
        <>
          <Grid
            frame={frame}
            ys={[0, 0.5, 1].map((share) => [share, format.unit(share * most, 'hour', 1)] as const)}
            xs={[
              [0, format.date(items[0]?.on ?? '')],
              [1, format.date(items.at(-1)?.on ?? '')],
            ]}
          />
          {items.map(({ on, expected, low, high, actual }, n) => {
            const x = frame.x((n + 0.5) / items.length);
            const inside = actual >= low && actual <= high;
            return (
              <g key={`${on} ${n}`}>
                <title>{t('endurance.heldOne', { day: format.date(on), expected: lasting(expected), low: lasting(low), high: lasting(high), actual: lasting(actual) })}</title>
                <line x1={x} x2={x} y1={frame.y(low / most)} y2={frame.y(high / most)} className={classes.said} />
                <line x1={x - 5} x2={x + 5} y1={frame.y(expected / most)} y2={frame.y(expected / most)} className={classes.said} />
                <circle cx={x} cy={frame.y(actual / most)} r={4} className={inside ? classes.came : classes.missed} />
              </g>
            );
          })}
        </>
      )}
    </Plot>
  );
}

/** How long it lasts as against the better cameras of its model, over time. */
export function Strength({ data }: { data: BatteryPast }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { history } = data;
  const first = Date.parse(history[0]?.on ?? '');
  const last = Date.parse(history.at(-1)?.on ?? '');
  const most = 1.25;
  const words = [
    t('endurance.strength', { percent: format.percent(data.strength), low: format.percent(data.low), high: format.percent(data.high) }),
    data.perMonth !== undefined && Math.abs(data.perMonth) >= 0.02 && `${t(data.perMonth < 0 ? 'endurance.less' : 'endurance.more', { percent: format.percent(Math.abs(data.perMonth)) })}.`,
    data.reportedHealth !== undefined && t('endurance.reported', { percent: format.percent(data.reportedHealth / 100) }),
    data.cycles !== undefined && t('endurance.cycles', { count: data.cycles, cycles: format.number(data.cycles) }),
  ].filter((word) => word !== false);
  return (
    <>
      <p className={classes.note}>{words.join(' ')}</p>
      {history.length > 1 && last > first && (
        <Plot height={150} label={words.join(' ')}>
          {(frame) => {
            const at = (on: string, strength: number): readonly [number, number] => [
              frame.x((Date.parse(on) - first) / (last - first)),
              frame.y(Math.min(strength, most) / most),
            ];
            const band = [...history.map(({ on, high }) => at(on, high)), ...[...history].reverse().map(({ on, low }) => at(on, low))];
            return (
              <>
                <Grid
                  frame={frame}
                  ys={[0, 0.5, 0.75, 1].map((share) => [share / most, format.percent(share)] as const)}
                  xs={[
                    [0, format.date(new Date(first))],
                    [1, format.date(new Date(last))],
                  ]}
                />
                <path d={`${path(band)}Z`} className={classes.band} />
                <path d={path(history.map(({ on, strength }) => at(on, strength)))} className={classes.line} />
              </>
            );
          }}
        </Plot>
      )}
    </>
  );
}
