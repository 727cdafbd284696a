import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Camera, CameraEvent } from '../../api/types';
import en from '../../i18n/en.json';
import fleet from '../../i18n/fleet.en.json';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { useFaultWords } from '../faults/faults';
import classes from './CameraPage.module.css';
import '../../i18n/fleet';

type Field = keyof typeof en.importing.field;

function isField(name: string): name is Field {
  return Object.hasOwn(en.importing.field, name);
}

type StandingWord = keyof typeof fleet.fleet.standing;

function isStanding(word: string): word is StandingWord {
  return Object.hasOwn(fleet.fleet.standing, word);
}

/** All that ever happened to it, the newest first. */
export function Life({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['cameras', camera.id, 'history'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/cameras/{id}/history', {
          params: { path: { id: camera.id }, query: { limit: 30, ...(pageParam === '' ? {} : { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title={t('fleet.life')}>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && items.length === 0 && <p className={classes.quiet}>{t('fleet.lifeNone')}</p>}
      <ol className={classes.life}>
        {items.map((event) => (
          <Happened key={`${event.kind} ${event.id}`} event={event} />
        ))}
      </ol>
      {hasNextPage && (
        <Button className={classes.more ?? ''} variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('fleet.more')}
        </Button>
      )}
    </Panel>
  );
}

function Happened({ event }: { event: CameraEvent }) {
  const { t } = useTranslation();
  const faultWords = useFaultWords();
  const format = useFormat();
  const { at, kind, by, person, text, code, dock, batteryPercent, clockOffsetMs, changes } = event;
  const words =
    kind === 'REPORTED'
      ? dock === undefined
        ? t('fleet.event.SEEN')
        : t('fleet.event.REPORTED', { dock })
      : t(`fleet.event.${kind}`, { name: person?.name ?? '', code: kind === 'FAULT' ? faultWords(code ?? '') : (code ?? '') });
  const said = (value: string | undefined) => (value === undefined ? t('fleet.nothing') : isStanding(value) ? t(`fleet.standing.${value}`) : value);
  const meta = [
    ...changes.map(({ field, from, to }) => t('fleet.fromTo', { field: isField(field) ? t(`importing.field.${field}`) : field, from: said(from), to: said(to) })),
    ...(kind === 'HANDED_OUT' && text !== undefined ? [t('fleet.exceptionWas', { reason: text })] : text === undefined ? [] : [text]),
    ...(batteryPercent === undefined ? [] : [t('fleet.atBattery', { percent: format.percent(batteryPercent / 100) })]),
    ...(clockOffsetMs === undefined || Math.abs(clockOffsetMs) < 1_000 ? [] : [t('fleet.clockOff', { offset: format.offset(clockOffsetMs) })]),
    ...(kind === 'RETURNED' && dock !== undefined ? [t('cameras.atDock', { dock })] : []),
    ...(by === undefined ? (kind === 'HANDED_OUT' || kind === 'RETURNED' ? [t('fleet.byHouse')] : []) : [t('fleet.by', { name: by.name })]),
  ];
  return (
    <li data-kind={kind}>
      <p>{words}</p>
      <p className={classes.meta}>
        <time dateTime={at}>{format.dateTime(at)}</time>
        {meta.map((line, index) => (
          <span key={`${String(index)} ${line}`}> · {line}</span>
        ))}
      </p>
    </li>
  );
}
