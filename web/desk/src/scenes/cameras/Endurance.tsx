import { NumberInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBatteryExclamation, IconBolt, IconHourglassLow } from '@tabler/icons-react';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Outlook } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Panel } from '../../parts/Panel';
import { Course, Held, States, Strength } from './EnduranceCharts';
import classes from './Endurance.module.css';
import { useLasting } from './lasting';
import '../../i18n/fleet';

const outlook = (id: string, hours: number | undefined, temperature: number | undefined) =>
  queryOptions({
    queryKey: ['endurance', id, hours, temperature],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/cameras/{id}/endurance', {
          params: { path: { id }, query: { ...(hours === undefined ? {} : { hours }), ...(temperature === undefined ? {} : { temperature }) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** How long one camera lasts: words first, then the pictures, then how well it would have done. */
export function Endurance({ camera }: { camera: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [hours, setHours] = useState<number>();
  const [temperature, setTemperature] = useState<number>();
  const [asked] = useDebouncedValue({ hours, temperature }, 400);
  const { data, error, refetch, dataUpdatedAt, isPlaceholderData } = useQuery(outlook(camera, asked.hours, asked.temperature));
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  return (
    <div className={classes.endurance} aria-busy={isPlaceholderData}>
      <div className={classes.ask}>
        <NumberInput
          label={t('endurance.askHours')}
          value={hours ?? ''}
          placeholder={format.number(data.shift?.hours ?? 8)}
          decimalSeparator={format.number(0.5).charAt(1)}
          min={0.5}
          max={48}
          step={0.5}
          onChange={(value) => setHours(typeof value === 'number' ? value : undefined)}
        />
        <NumberInput
          label={t('endurance.askTemperature')}
          value={temperature ?? ''}
          placeholder={String(Math.round(data.temperature.celsius))}
          min={-40}
          max={80}
          onChange={(value) => setTemperature(typeof value === 'number' ? value : undefined)}
        />
      </div>
      {data.enough ? <Known data={data} now={dataUpdatedAt} /> : <TooLittle data={data} />}
    </div>
  );
}

function TooLittle({ data }: { data: Outlook }) {
  const { t } = useTranslation();
  return (
    <Notice icon={IconHourglassLow} title={t('endurance.tooLittleTitle')}>
      {t('endurance.tooLittle', { count: data.basis.shifts })}
    </Notice>
  );
}

function Known({ data, now }: { data: Outlook; now: number }) {
  const { t } = useTranslation();
  return (
    <>
      <Words data={data} now={now} />
      <div className={classes.panels}>
        <Panel title={t('endurance.courseTitle')}>
          <Course levels={data.course} shift={data.shift?.hours} />
        </Panel>
        <Panel title={t('endurance.statesTitle')}>
          <States states={data.states} />
        </Panel>
        <Panel title={t('endurance.heldTitle')}>
          <HeldWords data={data} />
          <Held items={data.held.items} />
        </Panel>
        <Panel title={t('endurance.strengthTitle')}>
          <Strength data={data.battery} />
        </Panel>
      </div>
      <p className={classes.basis}>{useBasis(data)}</p>
    </>
  );
}

function Words({ data, now }: { data: Outlook; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lasting = useLasting();
  const { full, now: charge, shift, battery } = data;
  const at = (hours: number) => format.time(new Date(now + hours * 3_600_000));
  const chance = charge?.charging === false ? shift?.chanceNow : shift?.chance;
  return (
    <div className={classes.words} role="status">
      {charge !== undefined && charge.charging === false && charge.hours > 0 && (
        <p className={classes.first}>
          {t('endurance.until', { time: at(charge.hours), low: at(charge.low), high: at(charge.high) })}{' '}
          <span className={classes.aside}>{t('endurance.charge', { percent: format.percent(charge.percent / 100), ago: format.ago(charge.at, now) })}</span>
        </p>
      )}
      {full !== undefined && (
        <p className={charge?.charging === false && charge.hours > 0 ? undefined : classes.first}>
          {t('endurance.full', { hours: lasting(full.hours), low: lasting(full.low), high: lasting(full.high) })}
          {charge?.charging === true && <span className={classes.aside}> {t('endurance.charging', { percent: format.percent(charge.percent / 100) })}</span>}
        </p>
      )}
      {shift !== undefined && chance !== undefined && (
        <p data-bad={chance < 0.9 || undefined}>
          {t(chance >= 0.9 ? 'endurance.lasts' : 'endurance.mayNotLast', { hours: lasting(shift.hours), tenths: format.number(Math.round(chance * 10)) })}
        </p>
      )}
      <ul className={classes.hints}>
        {battery.signs.map((sign) => (
          <li key={sign} data-bad>
            <IconBatteryExclamation size={17} aria-hidden />
            <span>
              {t(`endurance.signs.${sign}`)}
              {battery.since !== undefined && ` ${t('endurance.since', { day: format.date(battery.since) })}`}
            </span>
          </li>
        ))}
        {data.advice.map(({ code, minutes }) => (
          <li key={code}>
            <IconBolt size={17} aria-hidden />
            <span>{t(`endurance.advice.${code}`, { time: lasting(minutes / 60) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function HeldWords({ data }: { data: Outlook }) {
  const { t } = useTranslation();
  const { shifts, within, minutesOff } = data.held;
  if (shifts === 0 || minutesOff === undefined) return <p className={classes.note}>{t('endurance.heldNothing')}</p>;
  return <p className={classes.note}>{t('endurance.held', { count: shifts, minutes: minutesOff, within })}</p>;
}

function useBasis(data: Outlook): string {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    t('endurance.basis', { count: data.basis.shifts, others: format.number(data.basis.cameras) }),
    t(`endurance.like.${data.basis.like}`),
    t(data.temperature.asked ? 'endurance.warmthAsked' : 'endurance.warmth', { degrees: format.unit(data.temperature.celsius, 'celsius', 0) }),
  ].join(' ');
}
