import { Button } from '@mantine/core';
import { IconDownload, IconListSearch } from '@tabler/icons-react';
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { LedgerEntry, LedgerQuery } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import deeds from '../evidence/Custody.module.css';
import { DeedRow } from '../evidence/DeedRow';
import { ProofSource } from '../evidence/CheckEntry';
import { About } from './About';
import classes from './Ledger.module.css';
import { SearchPanel } from './SearchPanel';
import { exportAddress, queryOf, readSearch, type SetSearch } from './search';

const route = getRouteApi('/desk/ledger');
const pageSize = 50;

const entries = (query: LedgerQuery) =>
  infiniteQueryOptions({
    queryKey: ['ledger', query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/ledger/entries', {
          params: { query: { ...query, limit: pageSize, ...(pageParam === '' ? {} : { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    // Each look is recorded: nothing asks again by itself.
    staleTime: Infinity,
  });

const prove = (entry: string) => answer(api.GET('/api/ledger/lines/{entry}/proof', { params: { path: { entry } } }));

/** What was done in this house, for those who watch over it. Looking here is itself recorded. */
export function Ledger() {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = route.useSearch();
  const navigate = route.useNavigate();
  const mayExport = useMay('ledger.export');
  const { data, dataUpdatedAt, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(entries(queryOf(shown)));
  useTitle(t('app.ledger'));
  const set: SetSearch = (change) => void navigate({ search: readSearch({ ...shown, ...change }), replace: true });
  const first = data?.pages[0];
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const count = first?.count ?? 0;
  const behind = first === undefined ? 0 : first.searched.of - first.searched.entries;
  return (
    <Scene
      title={t('app.ledger')}
      aside={first !== undefined && t(first.more ? 'ledger.countMore' : 'ledger.count', { count, shown: format.number(count) })}
      action={
        mayExport &&
        items.length > 0 && (
          <Button component="a" href={exportAddress(shown)} download variant="default" leftSection={<IconDownload size={17} aria-hidden />}>
            {t('ledger.export')}
          </Button>
        )
      }
    >
      <p className={classes.lead}>{t('ledger.lead')}</p>
      <SearchPanel shown={shown} set={set} />
      {behind > 100 && <p className={classes.behind}>{t('ledger.behind', { shown: format.number(behind) })}</p>}
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && items.length === 0 && (
        <Notice icon={IconListSearch} title={t('ledger.emptyTitle')}>
          {t('ledger.empty')}
        </Notice>
      )}
      {items.length > 0 && (
        <ProofSource value={prove}>
          <ol className={deeds.deeds} aria-label={t('ledger.found')}>
            {items.map((entry) => (
              <DeedRow key={entry.id} deed={deedOf(entry)} now={dataUpdatedAt} about={<About entry={entry} set={set} />} />
            ))}
          </ol>
        </ProofSource>
      )}
      {hasNextPage && (
        <Button className={classes.more ?? ''} variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('library.more')}
        </Button>
      )}
    </Scene>
  );
}

/** One line each: an outcome says all that its attempt said. */
function deedOf(entry: LedgerEntry) {
  return entry.phase === 'attempt'
    ? { id: entry.id, attempt: entry, outcome: undefined }
    : { id: entry.id, attempt: undefined, outcome: entry };
}
