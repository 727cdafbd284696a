import { NumberInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBatteryExclamation, IconBatteryVertical4 } from '@tabler/icons-react';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { WeakBattery } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Panel } from '../../parts/Panel';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { Endurance } from '../cameras/Endurance';
import { useLasting } from '../cameras/lasting';
import classes from './Batteries.module.css';
import '../../i18n/fleet';

const batteries = (hours: number | undefined) =>
  queryOptions({
    queryKey: ['batteries', hours],
    queryFn: ({ signal }) => answer(api.GET('/api/endurance', { params: { query: hours === undefined ? {} : { hours } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

/** Failing batteries, and cameras that would not last the coming shift. */
export function Batteries() {
  const { t } = useTranslation();
  const format = useFormat();
  const { camera } = useSearch({ from: '/desk/batteries' });
  const [hours, setHours] = useState<number>();
  const [asked] = useDebouncedValue(hours, 400);
  const { data, error, refetch } = useQuery(batteries(asked));
  useTitle(t('batteries.title'));
  const shown = data?.items.find(({ id }) => id === camera);
  return (
    <Scene
      title={t('batteries.title')}
      aside={data !== undefined && t('batteries.summary', { count: data.known, known: format.number(data.known), unknown: format.number(data.unknown) })}
      action={
        <NumberInput
          className={classes.hours}
          label={t('endurance.askHours')}
          value={hours ?? ''}
          placeholder={String(data?.hours ?? 8)}
          min={0.5}
          max={48}
          step={0.5}
          onChange={(value) => setHours(typeof value === 'number' ? value : undefined)}
        />
      }
    >
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && data.items.length === 0 && (
        <Notice icon={IconBatteryVertical4} title={data.known > 0 ? t('batteries.emptyTitle') : t('batteries.unknownTitle', { count: data.unknown })}>
          {data.known > 0 ? t('batteries.empty', { count: data.unknown }) : t('batteries.unknown')}
        </Notice>
      )}
      {data !== undefined && data.items.length > 0 && <List items={data.items} chosen={camera} />}
      {camera !== undefined && (
        <div className={classes.one}>
          <Panel title={t('batteries.one', { serial: shown?.serial ?? '' })}>
            <Endurance key={camera} camera={camera} />
          </Panel>
        </div>
      )}
    </Scene>
  );
}

function List({ items, chosen }: { items: readonly WeakBattery[]; chosen: string | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('batteries.title')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('batteries.camera')}</th>
            <th scope="col">{t('batteries.why')}</th>
            <th scope="col">{t('batteries.full')}</th>
            <th scope="col">{t('batteries.strength')}</th>
            <th scope="col">{t('batteries.shifts')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.id} item={item} chosen={item.id === chosen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ item, chosen }: { item: WeakBattery; chosen: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lasting = useLasting();
  const { full, low, high, chance } = item;
  return (
    <tr data-chosen={chosen || undefined}>
      <th scope="row">
        <Link to="/batteries" search={{ camera: item.id }} className="mono" aria-current={chosen || undefined}>
          {item.serial}
        </Link>
        <small>{[item.maker, item.model].filter((word) => word !== undefined).join(' ')}</small>
      </th>
      <td>
        {item.signs.map((sign) => (
          <span key={sign} className={classes.sign}>
            <IconBatteryExclamation size={16} aria-hidden />
            {t(`batteries.signs.${sign}`)}
          </span>
        ))}
        {chance !== undefined && chance < 0.9 && <span>{t('batteries.chance', { tenths: format.number(Math.floor(chance * 10)) })}</span>}
        {item.since !== undefined && <small>{t('endurance.since', { day: format.date(item.since) })}</small>}
      </td>
      <td className="numbers">
        {full === undefined || low === undefined || high === undefined ? (
          t('batteries.tooLittle')
        ) : (
          <>
            {lasting(full)} <small>{t('endurance.range', { low: lasting(low), high: lasting(high) })}</small>
          </>
        )}
      </td>
      <td className="numbers">
        {format.percent(item.strength)}
        {item.perMonth !== undefined && Math.abs(item.perMonth) >= 0.02 && (
          <small>{t(item.perMonth < 0 ? 'endurance.less' : 'endurance.more', { percent: format.percent(Math.abs(item.perMonth)) })}</small>
        )}
      </td>
      <td className="numbers">{format.number(item.shifts)}</td>
    </tr>
  );
}
