import { Button, Select } from '@mantine/core';
import { IconArrowsMaximize, IconArrowsMinimize, IconPlugConnected } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { events } from '../../api/events';
import type { Dock } from '../../api/types';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { useTitle } from '../../parts/useTitle';
import { BigCounts, Clock, Floor, Stale } from './Boards';
import classes from './DockRoom.module.css';
import { docks } from './docks';
import { useCamerasOut } from './useCamerasOut';
import { useNow, useWall } from './useWall';
import '../../i18n/fleet';

const route = getRouteApi('/desk/dock-room');

/** The dock room at a glance, for a big screen on the wall and for the phone. Says numbers of cameras and never who has them. */
export function DockRoom() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { wall, site } = route.useSearch();
  const navigate = route.useNavigate();
  const page = useRef<HTMLDivElement>(null);
  const { data, error, refetch, dataUpdatedAt } = useQuery({ ...docks, refetchInterval: 15_000 });
  const now = useNow();
  const out = useCamerasOut();
  useTitle(t('dockRoom.title'));
  useEffect(() => {
    let timer: number | undefined;
    const later = () => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: docks.queryKey });
      }, 400);
    };
    const stop = [events.on('dock', later), events.on('camera', later), events.on('resumed', later)];
    return () => {
      stop.forEach((end) => end());
      window.clearTimeout(timer);
    };
  }, [queries]);
  const setWall = useCallback(
    (open: boolean) => void navigate({ search: (before) => ({ ...before, wall: open ? 'yes' : undefined }), replace: true }),
    [navigate],
  );
  const toggle = useWall(wall === 'yes', setWall, page);
  const sites = useMemo(() => sitesOf(data ?? []), [data]);
  const shown = useMemo(() => (data ?? []).filter((dock) => site === undefined || dock.site?.id === site), [data, site]);
  return (
    <div ref={page} className={classes.room} data-wall={wall}>
      <header className={classes.head}>
        <h1>{t('dockRoom.title')}</h1>
        {sites.length > 1 && (
          <Select
            className={classes.sites}
            size="sm"
            clearable
            aria-label={t('dockRoom.site')}
            placeholder={t('dockRoom.allSites')}
            data={sites}
            value={site ?? null}
            onChange={(value) => void navigate({ search: (before) => ({ ...before, site: value ?? undefined }), replace: true })}
            clearButtonProps={{ 'aria-label': t('dockRoom.allSites') }}
          />
        )}
        {data !== undefined && shown.length > 0 && <BigCounts docks={shown} now={now} out={out} />}
        <Clock now={now} />
        <Button variant="default" size="sm" onClick={toggle} leftSection={wall ? <IconArrowsMinimize size={17} aria-hidden /> : <IconArrowsMaximize size={17} aria-hidden />}>
          {t(wall ? 'dockRoom.leaveWall' : 'dockRoom.wall')}
        </Button>
      </header>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && error !== null && <Stale since={dataUpdatedAt} now={now} />}
      {data !== undefined && shown.length === 0 && (
        <Notice icon={IconPlugConnected} title={t('dockRoom.emptyTitle')}>
          {t('dockRoom.empty')}
        </Notice>
      )}
      {shown.length > 0 && <Floor docks={shown} now={now} />}
    </div>
  );
}

function sitesOf(all: readonly Dock[]): { value: string; label: string }[] {
  const found = new Map<string, string>();
  for (const { site } of all) if (site !== undefined) found.set(site.id, site.name);
  return [...found].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
}
