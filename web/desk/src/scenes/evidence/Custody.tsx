import { Button } from '@mantine/core';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import classes from './Custody.module.css';
import { DeedRow } from './DeedRow';
import { deedsOf } from './deeds';

/** Entries become proven within about a second of being made: until all are, the list is asked for again. */
const pollMs = 2_000;
const pageSize = 200;

const history = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['custody', id],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/evidence/{id}/custody', {
          params: { path: { id }, query: { limit: pageSize, ...(pageParam === '' ? {} : { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((entry) => entry.state !== 'PUBLISHED')) === true ? pollMs : false,
  });

/** The whole history: everything that was done to this evidence, by whom and why, and how far each entry is proven. */
export function Custody({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, dataUpdatedAt, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(history(id));
  const deeds = useMemo(() => deedsOf(data?.pages.flatMap(({ items }) => items) ?? []), [data]);
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  return (
    <div className={classes.custody}>
      <p className={classes.lead}>{t('custody.lead')}</p>
      <ol className={classes.deeds}>
        {deeds.map((deed) => (
          <DeedRow key={deed.id} deed={deed} now={dataUpdatedAt} />
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('library.more')}
        </Button>
      )}
    </div>
  );
}
