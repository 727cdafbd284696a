import { Button } from '@mantine/core';
import { IconClockPause, IconEyeCheck } from '@tabler/icons-react';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Opening } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { useWords } from '../evidence/words';
import classes from './MyFootage.module.css';

const route = getRouteApi('/desk/my-footage');
const pageSize = 50;

const openings = (evidence: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['openings', evidence ?? ''],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/me/openings', {
          params: {
            query: { limit: pageSize, ...(evidence === undefined ? {} : { evidence }), ...(pageParam === '' ? {} : { after: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next,
  });

/** For whoever wore a camera: who opened what it saw, when, and for which purpose. */
export function MyFootage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { evidence } = route.useSearch();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(openings(evidence));
  useTitle(t('app.myFootage'));
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const erased = data?.pages[0]?.erasedUntil;
  return (
    <Scene
      title={t('app.myFootage')}
      action={
        evidence !== undefined && (
          <Button component={Link} to="/my-footage" variant="default">
            {t('openings.all')}
          </Button>
        )
      }
    >
      <p className={classes.lead}>{t('openings.lead')}</p>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && items.length === 0 && (
        <Notice icon={IconEyeCheck} title={t('openings.emptyTitle')}>
          {t('openings.empty')}
        </Notice>
      )}
      {daysOf(items).map(([day, those]) => (
        <section key={day} aria-label={format.day(day)}>
          <h2 className={classes.day}>{format.day(day)}</h2>
          <ol className={classes.openings}>
            {those.map((opening) => (
              <Row key={opening.id} opening={opening} />
            ))}
          </ol>
        </section>
      ))}
      {hasNextPage && (
        <Button className={classes.more ?? ''} variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('library.more')}
        </Button>
      )}
      {erased !== undefined && !hasNextPage && <p className={classes.lead}>{t('openings.erased', { day: format.day(erased) })}</p>}
    </Scene>
  );
}

function Row({ opening }: { opening: Opening }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const { viewer, action, purpose, footage, delayed, result } = opening;
  return (
    <li className={classes.opening} data-me={viewer.me || undefined}>
      <time dateTime={opening.at}>{format.time(opening.at)}</time>
      <div className={classes.what}>
        <p>
          <strong>{viewer.me ? t('openings.me') : viewer.name}</strong> <span>{words.action(action)}</span>
          {result !== 'done' && <span className={classes.end}>{words.result(result)}</span>}
        </p>
        <p className={classes.purpose}>{purpose === undefined ? t('openings.noPurpose') : t('custody.for', { purpose })}</p>
        <ul className={classes.footage}>
          {footage.map(({ id, title, recordedStart, former }) => (
            <li key={id}>
              <Link to="/my-footage" search={{ evidence: id }}>
                {title ?? t(former ? 'openings.former' : 'openings.closed')}
              </Link>
              {recordedStart !== undefined && <span> {format.shortDateTime(recordedStart)}</span>}
            </li>
          ))}
        </ul>
        {delayed !== undefined && (
          <p className={classes.delayed}>
            <IconClockPause size={15} aria-hidden />
            {t('openings.delayed', { ground: t(`delays.ground.${delayed.ground}`), day: format.day(delayed.since) })}
          </p>
        )}
      </div>
    </li>
  );
}

function daysOf(openings: readonly Opening[]): readonly (readonly [string, readonly Opening[]])[] {
  const days = new Map<string, [string, Opening[]]>();
  for (const opening of openings) {
    const key = new Date(opening.at).toDateString();
    const day = days.get(key);
    if (day === undefined) days.set(key, [opening.at, [opening]]);
    else day[1].push(opening);
  }
  return [...days.values()];
}
