import { Button, Indicator } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFilter, IconMovieOff, IconZoomExclamation } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import { Notice } from '../../parts/Notice';
import { useTitle } from '../../parts/useTitle';
import { Arrivals } from './Arrivals';
import { Chips } from './Chips';
import { FilterPanel } from './FilterPanel';
import { filterNames, filtersOf, type FilterName, type Shown } from './filters';
import classes from './Library.module.css';
import { Results } from './Results';
import { SearchField } from './SearchField';
import { Skeletons } from './Skeletons';
import { useLibrary } from './useLibrary';
import { ViewSwitch } from './ViewSwitch';

const route = getRouteApi('/desk/evidence');

export type SetFilter = (changes: Partial<Record<FilterName, string | undefined>>) => void;

export function Library() {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = route.useSearch();
  const navigate = route.useNavigate();
  const filters = useMemo(() => filtersOf(shown), [shown]);
  const { list, counts, waiting, showWaiting } = useLibrary(filters);
  const [drawer, { open, close }] = useDisclosure(false);
  useTitle(t('library.title'));

  const show = useCallback(
    (change: (before: Shown) => Shown) => void navigate({ search: change, replace: true, resetScroll: false }),
    [navigate],
  );
  const set: SetFilter = useCallback((changes) => show((before) => clean({ ...before, ...changes })), [show]);
  const clear = () => show(({ view }) => (view === undefined ? {} : { view }));

  const cards = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const filtered = filterNames.filter((name) => shown[name] !== undefined);
  const panel = <FilterPanel filters={shown} facets={counts.data} set={set} />;

  return (
    <div className={classes.scene}>
      <header className={classes.head}>
        <h1>{t('library.title')}</h1>
        <SearchField value={shown.q ?? ''} onChange={(q) => set({ q: q === '' ? undefined : q })} />
        <ViewSwitch view={shown.view} onChange={(view) => show(({ view: before, ...rest }) => (void before, view === 'grid' ? { ...rest, view } : rest))} />
        <Indicator className={classes.filterButton ?? ''} disabled={filtered.length === 0} label={filtered.length} size={18}>
          <Button variant="default" leftSection={<IconFilter size={16} aria-hidden />} onClick={open}>
            {t('library.filters')}
          </Button>
        </Indicator>
      </header>
      <aside className={classes.filters} aria-label={t('library.filters')}>
        {panel}
      </aside>
      <Dialog side open={drawer} onClose={close} title={t('library.filters')}>
        {panel}
      </Dialog>
      <div className={classes.results}>
        <Arrivals />
        <div className={classes.bar}>
          <p role="status" className={classes.count}>
            {list.isSuccess &&
              (list.hasNextPage
                ? t('library.countMore', { shown: format.number(cards.length) })
                : t('library.count', { count: cards.length, shown: format.number(cards.length) }))}
          </p>
          <Chips filters={shown} facets={counts.data} set={set} clear={clear} />
          {waiting > 0 && (
            <Button size="compact-sm" radius="xl" onClick={showWaiting}>
              {t('library.fresh', { count: waiting, shown: format.number(waiting) })}
            </Button>
          )}
        </div>
        {list.isPending && <Skeletons view={shown.view} />}
        {list.isError && <Failed error={list.error} reset={() => void list.refetch()} />}
        {list.isSuccess && cards.length === 0 && <Empty filtered={filtered.length > 0} clear={clear} />}
        {list.isSuccess && cards.length > 0 && (
          <Results
            cards={cards}
            view={shown.view}
            more={list.hasNextPage}
            loading={list.isFetchingNextPage}
            loadMore={() => void list.fetchNextPage()}
          />
        )}
      </div>
    </div>
  );
}

function Empty({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const { t } = useTranslation();
  if (!filtered) {
    return (
      <Notice icon={IconMovieOff} title={t('library.emptyTitle')}>
        {t('library.empty')}
      </Notice>
    );
  }
  return (
    <Notice
      icon={IconZoomExclamation}
      title={t('library.noMatchTitle')}
      action={
        <Button variant="default" onClick={clear}>
          {t('library.clear')}
        </Button>
      }
    >
      {t('library.noMatch')}
    </Notice>
  );
}

function clean(wanted: { [name in FilterName]?: string | undefined } & Pick<Shown, 'view'>): Shown {
  const shown: Shown = {};
  for (const name of filterNames) {
    const value = wanted[name];
    if (value !== undefined && value !== '') shown[name] = value;
  }
  if (wanted.view !== undefined) shown.view = wanted.view;
  return shown;
}
