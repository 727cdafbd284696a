import { Button, Select } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconCircleCheck,
  IconCloudOff,
  IconPlugConnected,
  IconTransferIn,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { events } from '../../api/events';
import type { Dock } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { useTitle } from '../../parts/useTitle';
import classes from './DockRoom.module.css';
import { count, docks, isSilent, sortSlots } from './docks';
import { perRow, tileFor, type Tile } from './layout';
import { SlotTile } from './SlotTile';
import { useCamerasOut } from './useCamerasOut';
import { useNow, useSize, useWall } from './useWall';
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
        {data !== undefined && shown.length > 0 && <BigCounts docks={shown} now={now} />}
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

function BigCounts({ docks: shown, now }: { docks: readonly Dock[]; now: number }) {
  const { t } = useTranslation();
  const counts = count(shown, now);
  const out = useCamerasOut();
  return (
    <dl className={classes.counts} aria-label={t('dockRoom.counts')}>
      <Big icon={IconCircleCheck} tone="good" value={counts.ready} label={t('dockRoom.ready')} />
      <Big icon={IconTransferIn} tone="busy" value={counts.busy} label={t('dockRoom.offloading')} />
      <Big icon={IconAlertTriangle} tone={counts.problem > 0 ? 'bad' : 'quiet'} value={counts.problem} label={t('dockRoom.problem')} />
      {counts.silent > 0 && <Big icon={IconCloudOff} tone="warn" value={counts.silent} label={t('dockRoom.silentDocks')} />}
      {out !== undefined && <Big icon={IconUserCheck} tone="quiet" value={out} label={t('dockRoom.out')} />}
    </dl>
  );
}

function Big({ icon: Sign, tone, value, label }: { icon: Icon; tone: string; value: number; label: string }) {
  const format = useFormat();
  return (
    <div className={classes.big} data-tone={tone}>
      <dt>
        <Sign size="1.2em" aria-hidden /> {label}
      </dt>
      <dd>{format.number(value)}</dd>
    </div>
  );
}

function Clock({ now }: { now: number }) {
  const format = useFormat();
  return (
    <time className={classes.clock} dateTime={new Date(now).toISOString()}>
      {format.time(new Date(now))}
    </time>
  );
}

function Stale({ since, now }: { since: number; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p role="status" className={classes.stale}>
      <IconCloudOff size="1.2em" aria-hidden /> {t('dockRoom.stale', { ago: format.ago(new Date(since).toISOString(), now) })}
    </p>
  );
}

/** All docks, in tiles as large as the room has place for. */
function Floor({ docks: shown, now }: { docks: readonly Dock[]; now: number }) {
  const floor = useRef<HTMLDivElement>(null);
  const room = useSize(floor);
  const tile = tileFor(
    room,
    shown.map(({ slots }) => slots.length),
  );
  return (
    <div ref={floor} className={classes.floor}>
      {room.width > 0 && shown.map((dock) => <DockBoard key={dock.id} dock={dock} now={now} tile={tile} width={room.width} />)}
    </div>
  );
}

function DockBoard({ dock, now, tile, width }: { dock: Dock; now: number; tile: Tile; width: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const silent = isSilent(dock, now);
  const beside = perRow(width, tile.width, dock.slots.length);
  return (
    <section className={classes.dock} data-silent={silent || undefined} aria-label={dock.name}>
      <h2>
        <span>{dock.name}</span>
        {dock.site !== undefined && <small>{dock.site.name}</small>}
        {silent && (
          <strong className={classes.silent}>
            <IconCloudOff size="1.1em" aria-hidden />
            {dock.seenAt === undefined ? t('dockRoom.neverHeard') : t('dockRoom.silent', { time: format.lasting(now - Date.parse(dock.seenAt)) })}
          </strong>
        )}
      </h2>
      {dock.slots.length === 0 ? (
        <p className={classes.none}>{t('dockRoom.noSlots')}</p>
      ) : (
        <ul className={classes.slots} style={{ gridTemplateColumns: `repeat(${beside}, ${tile.width}px)`, gridAutoRows: `${tile.height}px` }}>
          {sortSlots(dock.slots).map((slot) => (
            <SlotTile key={slot.slot} slot={slot} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}
