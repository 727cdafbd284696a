import { IconAlertTriangle, IconCircleCheck, IconProgress } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DoorRecording, IntegrationDoor, PassedThrough } from '../../api/types';
import { useMay } from '../../app/session';
import en from '../../i18n/fleet.en.json';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { passed } from './doors';
import classes from './Doors.module.css';
import '../../i18n/fleet';

type Problem = keyof typeof en.doors.problems;

function isKnown(code: string): code is Problem {
  return Object.hasOwn(en.doors.problems, code);
}

/** What came through a door lately, and what was refused. */
export function Passed({ door }: { door: IntegrationDoor }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(passed(door.id));
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  return (
    <div className={classes.passed}>
      <Panel title={t('doors.recordings')}>{data.recordings.length === 0 ? <p className={classes.none}>{t('doors.noRecordings')}</p> : <Recordings items={data.recordings} />}</Panel>
      <Panel title={t('doors.refusals')}>{data.refusals.length === 0 ? <p className={classes.none}>{t('doors.noRefusals')}</p> : <Refusals items={data.refusals} />}</Panel>
      {data.systems.length > 0 && (
        <Panel title={t('doors.systems')}>
          <ul className={classes.systems}>
            {data.systems.map(({ id, name }) => (
              <li key={id}>
                {name} <code>{id}</code>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

function Recordings({ items }: { items: readonly DoorRecording[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('doors.state')}</th>
          <th scope="col">{t('doors.wearer')}</th>
          <th scope="col">{t('doors.camera')}</th>
          <th scope="col">{t('doors.content')}</th>
          <th scope="col">{t('doors.changed')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.name}>
            <th scope="row">
              <State item={item} />
            </th>
            <td data-label={t('doors.wearer')}>
              <Wearer item={item} />
            </td>
            <td data-label={t('doors.camera')}>
              <Camera item={item} />
            </td>
            <td data-label={t('doors.content')}>
              <Content item={item} />
            </td>
            <td data-label={t('doors.changed')}>
              <time dateTime={item.changedAt} title={item.name}>
                {format.shortDateTime(item.changedAt)}
              </time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function State({ item }: { item: DoorRecording }) {
  const { t } = useTranslation();
  const recording = item.kind === 'RECORDING';
  return (
    <>
      <span className={classes.state} data-state={recording ? (item.complete ? 'complete' : 'open') : 'bad'}>
        {recording ? item.complete ? <IconCircleCheck size={15} aria-hidden /> : <IconProgress size={15} aria-hidden /> : <IconAlertTriangle size={15} aria-hidden />}
        {t(recording ? (item.complete ? 'doors.isComplete' : 'doors.isUnderWay') : 'doors.notARecording')}
      </span>
      {item.quarantined > 0 && (
        <span className={classes.state} data-state="bad">
          <IconAlertTriangle size={15} aria-hidden />
          {t('doors.inQuarantine', { count: item.quarantined })}
          {item.problem !== undefined && `: ${isKnown(item.problem) ? t(`doors.problems.${item.problem}`) : item.problem}`}
        </span>
      )}
    </>
  );
}

function Wearer({ item }: { item: DoorRecording }) {
  const { t } = useTranslation();
  if (item.wearer !== undefined) return item.wearer.name;
  if (item.kind !== 'RECORDING') return '–';
  return (
    <span className={classes.unassigned} title={item.user === undefined ? undefined : t('doors.notAssignedWhy', { user: item.user })}>
      {t('doors.notAssigned')}
      {item.user !== undefined && <small>{item.user}</small>}
    </span>
  );
}

function Camera({ item }: { item: DoorRecording }) {
  const mayList = useMay('evidence.list');
  if (item.serial === undefined) return <span className={classes.name}>{item.name}</span>;
  return item.evidence !== undefined && mayList ? (
    <Link to="/evidence/$id" params={{ id: item.evidence }} className="mono">
      {item.serial}
    </Link>
  ) : (
    <span className="mono">{item.serial}</span>
  );
}

function Content({ item }: { item: DoorRecording }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = [
    ...(item.clips > 0 ? [t('doors.clips', { count: item.clips })] : []),
    ...(item.bookmarks > 0 ? [t('doors.bookmarks', { count: item.bookmarks })] : []),
    ...(item.track ? [t('doors.track')] : []),
    ...(item.encrypted ? [t('doors.encrypted')] : []),
    format.bytes(item.lengthBytes),
  ];
  return words.join(' · ');
}

function Refusals({ items }: { items: PassedThrough['refusals'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('doors.when')}</th>
          <th scope="col">{t('doors.what')}</th>
          <th scope="col">{t('doors.why')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ at, what, code, detail }, i) => (
          <tr key={`${at} ${i}`}>
            <td data-label={t('doors.when')}>
              <time dateTime={at}>{format.shortDateTime(at)}</time>
            </td>
            <td data-label={t('doors.what')} className={classes.name}>
              {what}
            </td>
            <td data-label={t('doors.why')} title={code}>
              {detail}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
