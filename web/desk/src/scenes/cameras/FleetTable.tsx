import { IconAlertTriangle } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { useProblemWords } from '../dock-room/problemWords';
import classes from './FleetTable.module.css';
import { changed, numberOf, type Order } from './fleet';
import { Gauge } from './Gauge';
import { countMissing } from './missing';
import '../../i18n/fleet';

const route = getRouteApi('/desk/cameras');

/** @param stale while other cameras are on their way */
export function FleetTable({ items, now, stale }: { items: readonly Camera[]; now: number; stale: boolean }) {
  const { t } = useTranslation();
  return (
    <table className={classes.table} aria-busy={stale} data-stale={stale || undefined}>
      <thead>
        <tr>
          <Heading order="NUMBER">{t('fleet.column.camera')}</Heading>
          <th scope="col">{t('fleet.column.state')}</th>
          <th scope="col">{t('fleet.column.where')}</th>
          <Heading order="BATTERY">{t('fleet.column.battery')}</Heading>
          <Heading order="SEEN">{t('fleet.column.seen')}</Heading>
          <th scope="col">{t('fleet.column.unit')}</th>
          <Heading order="URGENT">{t('fleet.column.trouble')}</Heading>
        </tr>
      </thead>
      <tbody>
        {items.map((camera) => (
          <Row key={camera.id} camera={camera} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function Heading({ order, children }: { order: Order; children: string }) {
  const shown = route.useSearch();
  const chosen = (shown.sort ?? 'URGENT') === order;
  return (
    <th scope="col" aria-sort={chosen ? 'ascending' : undefined}>
      <Link
        to="/cameras"
        search={changed(shown, { sort: order })}
        replace
        className={classes.sort}
        data-chosen={chosen || undefined}
      >
        {children}
      </Link>
    </th>
  );
}

function Row({ camera, now }: { camera: Camera; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, asset, serial, maker, model, lastReport, batteryPercent, unit } = camera;
  return (
    <tr>
      <th scope="row">
        <Link to="/cameras/$id" params={{ id }} className={`mono ${classes.number ?? ''}`}>
          {numberOf(camera)}
        </Link>
        <span className={classes.small}>{[asset === undefined ? undefined : serial, maker, model].filter((word) => word !== undefined).join(' · ')}</span>
      </th>
      <td>
        <StatePill camera={camera} />
      </td>
      <td>
        <Where camera={camera} />
      </td>
      <td className={classes.battery}>
        {batteryPercent === undefined ? (
          <span className={classes.small}>{t('cameras.unknown')}</span>
        ) : (
          <Gauge label="" share={batteryPercent / 100} text={format.percent(batteryPercent / 100)} lowBelow={0.2} />
        )}
      </td>
      <td>
        {lastReport === undefined ? (
          <span className={classes.small}>{t('fleet.neverSeen')}</span>
        ) : (
          <time dateTime={lastReport.at} title={format.dateTime(lastReport.at)}>
            {format.ago(lastReport.at, now)}
          </time>
        )}
      </td>
      <td>{unit?.name}</td>
      <td>
        <Troubles camera={camera} />
      </td>
    </tr>
  );
}

export function StatePill({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  return (
    <span className={classes.pill} data-state={camera.state}>
      {t(`fleet.state.${camera.state}`)}
    </span>
  );
}

function Where({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const { slot, handOut, wearer } = camera;
  return (
    <>
      {handOut !== undefined && <span>{handOut.person.name}</span>}
      {slot !== undefined && <span className={handOut === undefined ? undefined : classes.small}>{t('fleet.slotAt', { dock: slot.dock, slot: slot.slot })}</span>}
      {handOut === undefined && wearer?.name !== undefined && (
        <span className={classes.small}>
          {t('fleet.allocatedTo')}: {wearer.name}
        </span>
      )}
    </>
  );
}

/** The worst first, in few words; the camera's page has all of it. */
function Troubles({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const slotProblem = useProblemWords();
  const { lastReport, ready, standing, handOut, slot } = camera;
  const gaps = countMissing(lastReport?.missing ?? []);
  const problems = lastReport?.problems.length ?? 0;
  // Of a camera that is out nothing can be ready yet.
  const lacks = standing !== 'IN_SERVICE' || (handOut !== undefined && slot === undefined) ? [] : ready.missing.filter((lack) => lack !== 'FOOTAGE_MISSING');
  const words = [
    ...(slot?.problem !== undefined ? [{ bad: true, text: slotProblem(slot.problem) }] : []),
    ...(gaps > 0 ? [{ bad: true, text: t('fleet.gaps', { count: gaps }) }] : []),
    ...(problems > 0 ? [{ bad: true, text: t('fleet.fileProblems', { count: problems }) }] : []),
    ...lacks.map((lack) => ({ bad: lack === 'CLOCK_OFF' || lack === 'SETTINGS_DIFFER', text: t(`fleet.lack.${lack}`) })),
  ];
  const [first] = words;
  if (first === undefined) return null;
  return (
    <span className={classes.trouble} data-bad={first.bad || undefined}>
      {first.bad && <IconAlertTriangle size={15} aria-hidden />}
      <span>
        {first.text}
        {words.length > 1 && <span className={classes.small}>{t('fleet.moreLacks', { count: words.length - 1 })}</span>}
      </span>
    </span>
  );
}
