import { Button } from '@mantine/core';
import { IconAlertTriangle, IconClockCheck, IconClockExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Telemetry as Said } from '../../api/types';
import { useMay } from '../../app/session';
import en from '../../i18n/fleet.en.json';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { knows } from '../evidence/words';
import { Plot } from './Plot';
import { StageRibbon } from './StageRibbon';
import { useFaultWords } from '../faults/faults';
import classes from './Telemetry.module.css';
import '../../i18n/fleet';

const hour = 3_600_000;
const spans = { day: 24 * hour, week: 7 * 24 * hour, month: 30 * 24 * hour } as const;
type Span = keyof typeof spans;
const names = ['day', 'week', 'month'] as const satisfies readonly Span[];

/** A camera clock that was further off than this is worth a word. */
const clockToleranceMs = 5_000;
const few = 8;

/** What a camera's own log says of its battery, warmth, room and stages, and what went wrong with it. */
export function Telemetry({ camera }: { camera: { readonly id: string } }) {
  return useMay('camera.telemetry') ? <Readings camera={camera.id} /> : null;
}

function Readings({ camera }: { camera: string }) {
  const { t } = useTranslation();
  const [span, setSpan] = useState<Span>('week');
  const [now] = useState(() => Date.now());
  const from = now - spans[span];
  const { data, error, refetch } = useQuery({
    queryKey: ['camera-telemetry', camera, span, now],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/cameras/{id}/telemetry', {
          params: { path: { id: camera }, query: { from: new Date(from).toISOString(), until: new Date(now).toISOString() } },
          signal,
        }),
      ),
  });
  return (
    <Panel
      title={t('telemetry.title')}
      action={
        <div role="group" aria-label={t('telemetry.span')} className={classes.spans}>
          {names.map((name) => (
            <Button key={name} size="compact-xs" variant={name === span ? 'filled' : 'default'} aria-pressed={name === span} onClick={() => setSpan(name)}>
              {t(`telemetry.${name}`)}
            </Button>
          ))}
        </div>
      }
    >
      {data === undefined ? (
        error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />
      ) : (
        <Shown said={data} from={from} until={now} />
      )}
    </Panel>
  );
}

function Shown({ said, from, until }: { said: Said; from: number; until: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { readings, stages, faults, counted } = said;
  const times = readings.map(({ at }) => Date.parse(at) / 1000);
  return (
    <div className={classes.all}>
      <Clock said={said} now={until} />
      {readings.length === 0 && stages.length === 0 ? (
        <p className={classes.none}>{t('telemetry.none')}</p>
      ) : (
        <>
          <StageRibbon stages={stages} from={from} until={until} />
          <Plot
            name={t('telemetry.battery')}
            times={times}
            values={readings.map(({ batteryPercent }) => batteryPercent)}
            from={from}
            until={until}
            range={[0, 100]}
            say={(value) => format.percent(value / 100)}
          />
          <Plot
            name={t('telemetry.temperature')}
            times={times}
            values={readings.map(({ temperatureC }) => temperatureC)}
            from={from}
            until={until}
            say={(value) => format.unit(value, 'celsius', 0)}
          />
          <Plot
            name={t('telemetry.free')}
            times={times}
            values={readings.map(({ freeBytes }) => freeBytes)}
            from={from}
            until={until}
            least={0}
            say={format.bytes}
          />
          {counted > readings.length && (
            <p className={classes.note}>{t('telemetry.thinned', { shown: format.number(readings.length), counted: format.number(counted) })}</p>
          )}
        </>
      )}
      <Faults faults={faults} />
    </div>
  );
}

function Clock({ said: { clock }, now }: { said: Said; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (clock === undefined) return null;
  const { offsetMs, measuredAt, setAt } = clock;
  const off = offsetMs !== undefined && Math.abs(offsetMs) > clockToleranceMs;
  const Sign = off ? IconClockExclamation : IconClockCheck;
  return (
    <p className={classes.clock} data-off={off || undefined}>
      <Sign size={17} aria-hidden />
      <span>
        {offsetMs !== undefined &&
          measuredAt !== undefined &&
          t(Math.abs(offsetMs) < 1_000 ? 'telemetry.clockRight' : offsetMs > 0 ? 'telemetry.clockAhead' : 'telemetry.clockBehind', {
            offset: format.offset(offsetMs),
            when: format.ago(measuredAt, now),
          })}{' '}
        {setAt !== undefined && t('telemetry.clockSet', { when: format.ago(setAt, now) })}
      </span>
    </p>
  );
}

function Faults({ faults }: { faults: Said['faults'] }) {
  const { t } = useTranslation();
  const faultWords = useFaultWords();
  const format = useFormat();
  if (faults.length === 0) return null;
  return (
    <section aria-label={t('telemetry.faults')}>
      <h3 className={classes.heading}>{t('telemetry.faults')}</h3>
      <ul className={classes.faults}>
        {faults.slice(0, few).map(({ at, code, text, source }) => (
          <li key={`${at} ${code}`}>
            <IconAlertTriangle size={16} aria-hidden />
            <time dateTime={at}>{format.shortDateTime(at)}</time>
            <span>
              {faultWords(code)}
              {text !== undefined && <span className={classes.text}> {text}</span>}
            </span>
            <span className={classes.source}>{knows(en.telemetry.sources, source) ? t(`telemetry.sources.${source}`) : source}</span>
          </li>
        ))}
      </ul>
      {faults.length > few && <p className={classes.note}>{t('telemetry.moreFaults', { count: faults.length - few })}</p>}
    </section>
  );
}
