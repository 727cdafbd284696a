import { IconAlertTriangle, IconCircleCheck, IconCloudOff, IconTransferIn, IconUserCheck, type Icon } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dock } from '../../api/types';
import { useFormat } from '../../i18n/format';
import classes from './DockRoom.module.css';
import { count, isSilent, sortSlots } from './docks';
import { perRow, tileFor, type Tile } from './layout';
import { SlotTile } from './SlotTile';
import { useSize } from './useWall';
import '../../i18n/fleet';

/** @param out how many cameras are handed out, where one may know */
export function BigCounts({ docks: shown, now, out }: { docks: readonly Dock[]; now: number; out?: number | undefined }) {
  const { t } = useTranslation();
  const counts = count(shown, now);
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

export function Clock({ now }: { now: number }) {
  const format = useFormat();
  return (
    <time className={classes.clock} dateTime={new Date(now).toISOString()}>
      {format.time(new Date(now))}
    </time>
  );
}

export function Stale({ since, now }: { since: number; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p role="status" className={classes.stale}>
      <IconCloudOff size="1.2em" aria-hidden /> {t('dockRoom.stale', { ago: format.ago(new Date(since).toISOString(), now) })}
    </p>
  );
}

/** All docks, in tiles as large as the room has place for. Plain: on a screen from which nothing else opens. */
export function Floor({ docks: shown, now, plain = false }: { docks: readonly Dock[]; now: number; plain?: boolean }) {
  const floor = useRef<HTMLDivElement>(null);
  const room = useSize(floor);
  const tile = tileFor(
    room,
    shown.map(({ slots }) => slots.length),
  );
  return (
    <div ref={floor} className={classes.floor}>
      {room.width > 0 && shown.map((dock) => <DockBoard key={dock.id} dock={dock} now={now} tile={tile} width={room.width} plain={plain} />)}
    </div>
  );
}

function DockBoard({ dock, now, tile, width, plain }: { dock: Dock; now: number; tile: Tile; width: number; plain: boolean }) {
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
            <SlotTile key={slot.slot} slot={slot} now={now} plain={plain} />
          ))}
        </ul>
      )}
    </section>
  );
}
